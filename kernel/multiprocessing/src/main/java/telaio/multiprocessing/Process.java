package telaio.multiprocessing;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Home;
import telaio.multiprocessing.worker.Settings;
import telaio.multiprocessing.worker.Worker;

/// A process of the operating system that runs a [Task], or the `run()` of a subclass, in a JVM of
/// its own: `new Process(() -> IO.println("ciao"))`.
///
/// What the task refers to is copied when the process is started; changes it makes stay in the
/// process. What it prints appears where the code that started it prints. When a program ends, its
/// processes are waited for, but for daemons, which end with it.
@SuppressWarnings("AvoidCommonTypeNames") // Python's word; a cell imports it by its full name
public class Process implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    /// Null in a subclass's object after its journey: it then is the process itself.
    private final transient @Nullable Role role;

    private final transient @Nullable Task task;

    /// True while this object is on its way into its own process.
    private transient boolean travelling;

    /// A process that will run `task`.
    public Process(Task task) {
        this(new Builder(), task);
    }

    /// For subclasses, which override [#run].
    protected Process() {
        this(new Builder());
    }

    /// For subclasses that want a name or other settings.
    protected Process(Builder options) {
        task = null;
        role = new Child(options.copy());
    }

    private Process(Builder options, Task task) {
        this.task = task;
        role = new Child(options.copy());
    }

    Process(Role role) {
        task = null;
        this.role = role;
    }

    /// What a subclass does, in its own process.
    ///
    /// @throws Exception whatever the work throws; the process then ends with exit code 1
    protected void run() throws Exception {
        throw new IllegalStateException(
                "a process needs a task: new Process(task), or a subclass that overrides run()");
    }

    /// Starts the process. Returns without waiting for it to do anything.
    ///
    /// @throws TaskNotSerializable if something the task refers to cannot be sent to another
    ///   process
    /// @throws IllegalStateException if it was started before
    public final void start() {
        var child = child("start");
        if (task != null) {
            child.start(this, new TaskJob(task, child.path()));
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
    /// @throws IllegalStateException if it was not started, or by somebody else
    public final void join() throws InterruptedException {
        child("join").join();
    }

    /// As [#join()], but for at most `timeout`.
    ///
    /// @return whether it has ended
    public final boolean join(Duration timeout) throws InterruptedException {
        return child("join").join(timeout);
    }

    /// Whether it was started and has not ended.
    public final boolean isAlive() {
        return switch (role) {
            case null -> true;
            case Role.Self() -> true;
            case Role.Parent(var pid, var _) ->
                    ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            case Child child -> child.isAlive();
        };
    }

    /// Its number in the operating system.
    ///
    /// @throws IllegalStateException if it was not started
    public final long pid() {
        return switch (role) {
            case null -> ProcessHandle.current().pid();
            case Role.Self() -> ProcessHandle.current().pid();
            case Role.Parent(var pid, var _) -> pid;
            case Child child -> child.started("ask for the pid of").pid();
        };
    }

    /// Its given name, or one like `Process-1`; the second process of that one is `Process-1:2`.
    public final String name() {
        return switch (role) {
            case null -> Home.name();
            case Role.Self() -> Home.name();
            case Role.Parent(var _, var name) -> name;
            case Child child -> child.name(this);
        };
    }

    /// Whether it ends with the process that started it, without being waited for.
    public final boolean daemon() {
        return switch (role) {
            case null -> Home.daemon();
            case Role.Self() -> Home.daemon();
            case Role.Parent _ -> false;
            case Child child -> child.daemon();
        };
    }

    /// How it ended: 0 after its task returned, 1 after an exception, `n` after `System.exit(n)`,
    /// −n after signal n. Empty as long as it has not ended.
    public final OptionalInt exitCode() {
        return role instanceof Child child ? child.exitCode() : OptionalInt.empty();
    }

    /// Why it did not end with exit code 0: a [RemoteException] if its task threw, else a
    /// [WorkerDied]. Empty as long as it has not ended, and if all went well.
    public final Optional<RuntimeException> failure() {
        return role instanceof Child child
                ? Optional.ofNullable(child.failure(this))
                : Optional.empty();
    }

    /// Asks it to end: its shutdown hooks run, its exit code is −15. Does nothing after its end.
    ///
    /// @throws IllegalStateException if it was not started, or by somebody else
    public final void terminate() {
        child("terminate").started("terminate").terminate();
    }

    /// Ends it at once; its exit code is −9. Does nothing after its end.
    ///
    /// @throws IllegalStateException if it was not started, or by somebody else
    public final void kill() {
        child("kill").started("kill").kill();
    }

    /// Interrupts the thread that runs its task. If the task does not catch that, the process ends
    /// with exit code 1.
    ///
    /// @throws IllegalStateException if it was not started, or by somebody else
    public final void interrupt() {
        child("interrupt").started("interrupt").interrupt();
    }

    /// Completes with this process when it has ended.
    ///
    /// @throws IllegalStateException if it was not started, or by somebody else
    public final CompletableFuture<Process> onExit() {
        return child("wait for").ending().thenApply(ending -> this);
    }

    /// Waits for its end, if it was started. A thread that is interrupted meanwhile terminates the
    /// process, still waits, and stays interrupted.
    @Override
    public final void close() {
        if (!(role instanceof Child child) || child.worker() == null) {
            return;
        }
        boolean interrupted = false;
        while (child.isAlive()) {
            try {
                child.join();
            } catch (InterruptedException e) {
                interrupted = true;
                terminate();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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

    private Child child(String what) {
        return switch (role) {
            case Child child -> child;
            case null -> throw new IllegalStateException("a process cannot " + what + " itself");
            case Role.Self() ->
                    throw new IllegalStateException("a process cannot " + what + " itself");
            case Role.Parent _ ->
                    throw new IllegalStateException(
                            "only the process that started it can " + what + " a process");
        };
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
        if (!(role instanceof Child child)) {
            return "Process[" + name() + ", pid " + pid() + "]";
        }
        Worker worker = child.worker();
        if (worker == null) {
            return "Process[" + name() + ", not started]";
        }
        var code = exitCode();
        var state = code.isPresent() ? "exit code " + code.getAsInt() : "running";
        return "Process[" + name() + ", pid " + worker.pid() + ", " + state + "]";
    }

    /// Settings of a process. A builder can be used for any number of processes.
    public static final class Builder {
        @Nullable String name;
        boolean daemon;
        private StartMethod method = StartMethod.STANDBY;
        private final List<String> jvmArgs = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();

        private Builder() {}

        private Builder copy() {
            var copy = new Builder();
            copy.name = name;
            copy.daemon = daemon;
            copy.method = method;
            copy.jvmArgs.addAll(jvmArgs);
            copy.environment.putAll(environment);
            return copy;
        }

        /// Without a name a process is called like `Process-1`.
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /// A daemon ends with the process that started it, without being waited for.
        public Builder daemon(boolean daemon) {
            this.daemon = daemon;
            return this;
        }

        /// Limits the heap.
        ///
        /// @param size as the JVM's `-Xmx` takes it, e.g. `64m`
        public Builder maxHeap(String size) {
            if (!size.matches("[1-9][0-9]*[kKmMgGtT]?")) {
                throw new IllegalArgumentException("a heap size looks like 64m, not " + size);
            }
            return jvmArgs("-Xmx" + size);
        }

        /// Adds arguments for the JVM, each one word.
        public Builder jvmArgs(String... arguments) {
            jvmArgs.addAll(List.of(arguments));
            return this;
        }

        /// Sets a variable of the environment.
        public Builder env(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /// How the JVM is started; [StartMethod#STANDBY] if not given.
        public Builder method(StartMethod method) {
            this.method = method;
            return this;
        }

        /// A process with these settings, not started.
        public Process build(Task task) {
            return new Process(this, task);
        }

        /// A process with these settings, started.
        public Process start(Task task) {
            var process = build(task);
            process.start();
            return process;
        }

        Settings settings() {
            return Child.settings(method).plus(jvmArgs, environment);
        }
    }
}
