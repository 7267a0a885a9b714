package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.ProcessBuilder.Redirect;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.CellClasses;
import telaio.multiprocessing.shipping.Shipment;
import telaio.multiprocessing.supervision.Supervisor;

/// Starts child JVMs: the one mechanism behind the notebook's session, every process and every pool
/// worker. Any thread may call it.
public final class Launcher implements AutoCloseable {
    private static final int LONGEST_HELLO = 64;

    private final LinkFolder folder;
    private final Entrance entrance;
    private final Supervisor supervisor = Supervisor.current();
    private final Map<String, Worker> expected = new ConcurrentHashMap<>();
    private final Set<Worker> children = ConcurrentHashMap.newKeySet();
    private final Standbys standbys = new Standbys(this);
    private volatile boolean closed;

    private Launcher() throws IOException {
        folder = LinkFolder.create(supervisor);
        try {
            entrance = Entrance.open(folder, this::greet);
        } catch (IOException e) {
            close(folder);
            throw e;
        }
        if (!Home.launched()) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "telaio-close"));
        }
    }

    /// The launcher of this JVM.
    public static Launcher current() {
        return Holder.get();
    }

    /// Starts a child that runs `job`. Returns without waiting for the JVM to be up.
    ///
    /// @throws NotSerializableException if something the job needs cannot be sent; nothing was
    ///   started
    /// @throws IOException if the system can start no process
    /// @throws IllegalStateException if this JVM is ending, or is a child that has not begun its
    ///   own job yet: a class initialiser that starts processes would go on for ever
    public Worker start(Job job, Launch launch, Listener listener)
            throws NotSerializableException, IOException {
        if (closed) {
            throw new IllegalStateException("no process can be started: this JVM is ending");
        }
        WorkerMain.refuseWhileUnpacking();
        var assignment = assignment(launch, Shipment.pack(job));
        var standby = standbys.take(launch.settings());
        if (standby != null) {
            try {
                return assign(standby, launch, listener, assignment);
            } catch (IOException diedMeanwhile) {
                Log.debug("standby is gone", diedMeanwhile);
            }
        }
        return assign(spawn(launch.settings()), launch, listener, assignment);
    }

    private Worker assign(Worker worker, Launch launch, Listener listener, Frame.Assign assignment)
            throws IOException {
        children.add(worker);
        try {
            worker.assign(launch, listener, assignment);
        } catch (IOException e) {
            children.remove(worker);
            throw e;
        }
        return worker;
    }

    private static Frame.Assign assignment(Launch launch, Shipment shipment) {
        return new Frame.Assign(
                launch.name(),
                launch.origin(),
                launch.daemon(),
                launch.ownDomain() ? "" : SharedMemory.directory().toString(),
                ProcessHandle.current().pid(),
                Home.name(),
                launch.settings(),
                shipment);
    }

    /// Keeps `standby` warm JVMs for these settings from now on; 0 lets those that wait go. Each
    /// one taken is replaced in the background.
    ///
    /// @return completes when that many are ready
    public CompletableFuture<Void> prepare(Settings settings, int standby) {
        return standbys.prepare(settings, standby);
    }

    /// Replaces no JVM with these settings any more; those that wait can still be taken.
    void endWith(Settings settings) {
        standbys.endWith(settings);
    }

    /// Changes what children inherit from now on, see [Settings#inherited]. Those at work keep what
    /// they have; JVMs that stand by with the old settings are replaced.
    public void inherit(UnaryOperator<Settings> change) {
        standbys.inherit(change);
    }

    /// The children whose job is not over.
    public List<Worker> children() {
        return List.copyOf(children);
    }

    /// Stops what works for `origin` in every child, see [Worker#stop].
    public void stop(long origin) {
        children.forEach(child -> child.stop(origin));
    }

    /// Kills every child, and returns when they are gone.
    @Override
    public void close() {
        closed = true;
        standbys.close();
        var left = children();
        left.forEach(Worker::kill);
        left.forEach(child -> child.ending().join());
        List.<Closeable>of(entrance, folder, supervisor).forEach(Launcher::close);
    }

    private static void close(Closeable part) {
        try {
            part.close();
        } catch (IOException e) {
            Log.debug("could not close " + part, e);
        }
    }

    /// Closes the launcher of this JVM if there is one.
    static void closeCurrent() {
        var launcher = Holder.launcher;
        if (launcher != null) {
            launcher.close();
        }
    }

    /// Ends what user code of this JVM started by `ProcessBuilder`, and everything below that. Not
    /// the children launched here, who notice by themselves that this JVM is gone, nor the
    /// supervisor, who then removes the directories.
    static void destroyPrograms() {
        ProcessHandle.current()
                .children()
                .filter(child -> !Supervisor.current().concerns(child.pid()))
                .forEach(program -> {
                    program.descendants().forEach(ProcessHandle::destroyForcibly);
                    program.destroyForcibly();
                });
    }

    /// Stops `origin` in all children of this JVM, if it has any.
    static void stopCurrent(long origin) {
        var launcher = Holder.launcher;
        if (launcher != null) {
            launcher.stop(origin);
        }
    }

    /// Starts a JVM that has no task yet.
    Worker spawn(Settings settings) throws IOException {
        var token = Token.random();
        var way = entrance.way();
        var builder = new ProcessBuilder(JvmCommand.of(settings, way.address()));
        builder.environment().putAll(settings.environment());
        // the JVM would announce them on the child's standard error; they are in the settings
        builder.environment().keySet().removeAll(Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        builder.redirectInput(Redirect.PIPE);
        var process = start(builder, way);
        var worker = new Worker(this, process, token);
        expected.put(key(token.identity()), worker);
        try {
            supervisor.watch(process.pid());
            way.begin();
        } catch (IOException | OutOfMemoryError e) {
            expected.remove(key(token.identity()));
            way.end();
            process.destroyForcibly();
            throw e;
        }
        worker.begin();
        var _ = process.onExit().thenAccept(_ -> exited(worker, way));
        try (var in = process.getOutputStream()) {
            in.write(token.bytes());
        } catch (IOException endedAtOnce) {
            // its exit code and what it printed are reported as any other end
            Log.debug("the JVM ended at once", endedAtOnce);
        }
        return worker;
    }

    private static Process start(ProcessBuilder builder, Entrance.Way way) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            way.end();
            throw e;
        }
    }

    private void exited(Worker worker, Entrance.Way way) {
        way.end();
        expected.remove(key(worker.token().identity()));
        worker.exited();
        standbys.exited(worker);
        died(worker.pid());
        try {
            supervisor.reaped(worker.pid());
        } catch (IOException e) {
            Log.debug("the supervisor does not answer", e);
        }
    }

    /// A connection is whose token it shows; any other is closed.
    private void greet(Link link, Closeable waiting) {
        try {
            var worker =
                    link.receive(LONGEST_HELLO) instanceof Frame.Hello(var token)
                            ? expected.remove(key(token))
                            : null;
            waiting.close();
            if (worker == null) {
                Log.debug("refused a connection without a valid token", null);
                link.close();
            } else {
                worker.connect(link);
                standbys.connected(worker, link);
                worker.ready();
            }
        } catch (IOException | Error e) {
            close(link);
            Log.debug("a connection broke at once", e);
        }
    }

    private static String key(byte[] identity) {
        return HexFormat.of().formatHex(identity);
    }

    /// What a child asks for: this JVM knows the class, or its own parent may.
    byte @Nullable [] classBytes(String name) {
        var bytes = CellClasses.instance().bytes(name);
        return bytes != null ? bytes : WorkerMain.askParent(name);
    }

    /// The process is gone: what it held in shared memory is given free.
    void died(long pid) {
        SharedMemory.died(pid);
    }

    void ended(Worker worker) {
        children.remove(worker);
        standbys.refill();
    }

    /// One launcher a JVM, made when it is first needed.
    private static final class Holder {
        private static volatile @Nullable Launcher launcher;

        static synchronized Launcher get() {
            var known = launcher;
            if (known == null) {
                try {
                    known = new Launcher();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException("cannot listen for child JVMs", e);
                }
                launcher = known;
            }
            return known;
        }
    }
}
