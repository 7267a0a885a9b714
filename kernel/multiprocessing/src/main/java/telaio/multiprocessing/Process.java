package telaio.multiprocessing;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A process of the operating system that runs a [Task], or the `run()` of a subclass, in a JVM of
/// its own: `new Process(() -> IO.println("ciao"))`.
///
/// What the task refers to is copied when the process is started; changes it makes stay in the
/// process. What it prints appears where the code that started it prints. When a program's `main`
/// has returned, the program waits for its processes, but for daemons, which end with it. They all
/// end with it after `System.exit`, and however else it dies.
@SuppressWarnings("AvoidCommonTypeNames") // Python's word; a cell imports it by its full name
public class Process implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    /// Null in a subclass's object after its journey: it then is the process itself.
    private final transient @Nullable Role role;

    /// Null in a subclass, and after the start: what it refers to is not held for longer.
    private transient @Nullable Task task;

    /// True while this object is on its way into its own process.
    private transient boolean travelling;

    /// A process that will run `task`.
    public Process(Task task) {
        this(new Options(), task);
    }

    /// For subclasses, which override [#run].
    protected Process() {
        role = new Child(new Options());
    }

    /// For subclasses that want a name or other settings.
    protected Process(Builder options) {
        role = new Child(new Options(options.options));
    }

    private Process(Options options, Task task) {
        this.task = Objects.requireNonNull(task, ProcessTexts::noTask);
        role = new Child(options);
    }

    Process(Role role) {
        this.role = role;
    }

    /// What a subclass does, in its own process.
    ///
    /// @throws Exception whatever the work throws; the process then ends with exit code 1
    protected void run() throws Exception {
        throw new IllegalStateException(ProcessTexts.noRun());
    }

    /// Starts the process. Returns without waiting for it to do anything: that its JVM refuses the
    /// arguments it was given is told by [#failure].
    ///
    /// @throws TaskNotSerializable if something the task refers to cannot be sent to another
    ///   process; the process can be started later
    /// @throws java.io.UncheckedIOException if the system can start no process, for want of memory
    ///   or open files; the process can be started later
    /// @throws IllegalStateException if it was started or closed before, or this JVM is ending
    public final void start() {
        var child = child("start");
        var given = task;
        if (given != null) {
            child.start(this, new TaskJob(given, child.path()));
            task = null;
            return;
        }
        travelling = true;
        try {
            child.start(this, new SubclassJob(this, child.path()));
        } finally {
            travelling = false;
        }
    }

    /// Waits until the process has ended and everything it printed has been passed on.
    ///
    /// @throws IllegalStateException if it was not started, was closed, or was started by somebody
    ///   else
    public final void join() throws InterruptedException {
        child("join").join();
    }

    /// As [#join()], but for at most `timeout`; zero does not wait.
    ///
    /// @return whether it has ended
    /// @throws IllegalArgumentException if `timeout` is negative
    public final boolean join(Duration timeout) throws InterruptedException {
        return child("join").join(timeout);
    }

    /// Whether it was started and has not ended.
    ///
    /// @throws IllegalStateException if it was closed
    public final boolean isAlive() {
        return role().isAlive();
    }

    /// Its number in the operating system.
    ///
    /// @throws IllegalStateException if it was not started, or was closed
    public final long pid() {
        return role().pid();
    }

    /// Its given name, or one like `Process-1`; the second process of that one is `Process-1:2`.
    public final String name() {
        return role().name(this);
    }

    /// Whether it ends with the process that started it, without being waited for.
    public final boolean daemon() {
        return role().daemon();
    }

    /// How it ended, on every system: 0 after its task returned, 1 after an exception, `n` after
    /// `System.exit(n)`, −n after signal n (−15 terminated, −9 killed, −2 stopped with its cell or
    /// from the keyboard). As for a shell, `System.exit(128 + n)` is the same as signal n. Empty as
    /// long as it has not ended.
    ///
    /// @throws IllegalStateException if it was closed
    public final OptionalInt exitCode() {
        return role().exitCode();
    }

    /// Why it did not end with exit code 0: a [RemoteException] if its task threw, else a
    /// [WorkerDied]. Empty as long as it has not ended, and if all went well.
    ///
    /// @throws IllegalStateException if it was closed
    public final Optional<RuntimeException> failure() {
        return role() instanceof Child child ? child.failure() : Optional.empty();
    }

    /// Asks it to end: its shutdown hooks run, its exit code is −15. Where the system knows no such
    /// request, as [#kill]. Does nothing after its end.
    ///
    /// @throws IllegalStateException if it was not started, was closed, or was started by somebody
    ///   else
    public final void terminate() {
        child("terminate").started("terminate").terminate();
    }

    /// Ends it at once; its exit code is −9. Does nothing after its end.
    ///
    /// @throws IllegalStateException if it was not started, was closed, or was started by somebody
    ///   else
    public final void kill() {
        child("kill").started("kill").kill();
    }

    /// Interrupts the thread that runs its task. If the task does not catch that, the process ends
    /// with exit code 1. Does nothing after its end.
    ///
    /// @throws IllegalStateException if it was not started, was closed, or was started by somebody
    ///   else
    public final void interrupt() {
        child("interrupt").started("interrupt").interrupt();
    }

    /// Completes with this process when it has ended.
    ///
    /// @throws IllegalStateException if it was not started, was closed, or was started by somebody
    ///   else
    public final CompletableFuture<Process> onExit() {
        return child("watch").ending().thenApply(ending -> this);
    }

    /// Lets go of a process that has ended, or was never started: afterwards only its name is
    /// known. Does nothing the second time.
    ///
    /// @throws IllegalStateException if it is running: [#join()] or [#kill] comes first
    @Override
    public final void close() {
        child("close").close(this);
    }

    /// The process that runs the calling code.
    public static Process current() {
        return Lineage.self();
    }

    /// The process that started this one; empty in the first one.
    public static Optional<Process> parent() {
        return Lineage.parent();
    }

    /// The processes this one has started and that have not ended.
    public static List<Process> activeChildren() {
        return Lineage.children();
    }

    /// How many processors this process may use, at least 1.
    public static int cpuCount() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// For processes with a name, a heap limit and the like.
    public static Builder builder() {
        return new Builder();
    }

    private Role role() {
        return role == null ? new Role.Self() : role;
    }

    private Child child(String what) {
        return role().child(what);
    }

    private void writeObject(ObjectOutputStream out) throws java.io.IOException {
        if (!travelling) {
            throw new NotSerializableException(
                    getClass().getName() + ": a process handle works only where it was made");
        }
        out.defaultWriteObject();
    }

    @Override
    public final String toString() {
        return role().text(this);
    }

    /// Settings of a process. A builder can be used for any number of processes, and changed
    /// between them. A JVM with settings of its own is started when its process is.
    ///
    /// Every method throws NullPointerException if given null.
    public static final class Builder {
        private final Options options = new Options();

        private Builder() {}

        /// Without a name a process is called like `Process-1`.
        public Builder name(String name) {
            options.name(name);
            return this;
        }

        /// A daemon ends with the process that started it, without being waited for.
        public Builder daemon(boolean daemon) {
            options.daemon(daemon);
            return this;
        }

        /// Limits the heap.
        ///
        /// @param size as the JVM's `-Xmx` takes it, e.g. `64m`
        /// @throws IllegalArgumentException if it is no size, or less than 4 MB
        public Builder maxHeap(String size) {
            options.maxHeap(size);
            return this;
        }

        /// Adds arguments for the JVM, each one word:
        /// `--add-opens=java.base/java.util=ALL-UNNAMED`.
        ///
        /// @throws IllegalArgumentException if one does not begin with `-` or `@`, lacks its value,
        ///   or would replace main class or class path
        public Builder jvmArgs(String... arguments) {
            options.jvmArgs(arguments);
            return this;
        }

        /// Sets a variable of the environment.
        ///
        /// @throws IllegalArgumentException if the system allows no such name or value
        public Builder env(String variable, String value) {
            options.env(variable, value);
            return this;
        }

        /// Adds entries to the class path, which begins with that of this JVM.
        public Builder classPath(Path... entries) {
            options.classPath(entries);
            return this;
        }

        /// Chooses the JDK or JRE, 25 or later; that of this JVM if not given.
        ///
        /// @throws IllegalArgumentException if there is no `bin/java` in it
        public Builder javaHome(Path home) {
            options.javaHome(home);
            return this;
        }

        /// How the JVM is started; if not given, as this JVM was: first of all
        /// [StartMethod#STANDBY].
        public Builder method(StartMethod method) {
            options.method(method);
            return this;
        }

        /// A copy of what has been set so far.
        Options options() {
            return new Options(options);
        }

        /// A process with these settings, not started.
        public Process build(Task task) {
            return new Process(new Options(options), task);
        }

        /// A process with these settings, started; see [Process#start].
        public Process start(Task task) {
            var process = build(task);
            process.start();
            return process;
        }
    }
}
