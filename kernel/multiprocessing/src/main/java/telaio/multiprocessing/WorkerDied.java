package telaio.multiprocessing;

import java.util.List;
import telaio.multiprocessing.worker.Ending;
import telaio.multiprocessing.worker.Worker;

/// A process ended without finishing what it was given: it was killed, crashed, or called
/// `System.exit`.
public final class WorkerDied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Exit code of a process that was started by another one than this.
    public static final int UNKNOWN = Integer.MIN_VALUE;

    private final String name;
    private final long pid;
    private final int exitCode;
    private final String lastWords;

    /// @param exitCode −n for signal n
    /// @param lastWords the end of what it printed to its standard error; empty for nothing
    public WorkerDied(String name, long pid, int exitCode, String lastWords) {
        this(name, pid, exitCode, lastWords, how(exitCode));
    }

    private WorkerDied(String name, long pid, int exitCode, String lastWords, String how) {
        super(ProcessTexts.ended(name, pid, how, lastWords));
        this.name = name;
        this.pid = pid;
        this.exitCode = exitCode;
        this.lastWords = lastWords;
    }

    /// One that another process than this had started, so that nobody here knows how it ended.
    static WorkerDied elsewhere(String name, long pid) {
        return new WorkerDied(name, pid, UNKNOWN, "", DataTexts.ended());
    }

    /// One whose JVM refused the `arguments` it was given. Nobody's code is to blame, so it has no
    /// stack trace.
    static WorkerDied beforeItBegan(Worker worker, int exitCode, List<String> arguments) {
        var how = ProcessTexts.jvmDidNotStart(exitCode, arguments);
        var died = new WorkerDied(worker.name(), worker.pid(), exitCode, worker.lastWords(), how);
        died.setStackTrace(new StackTraceElement[0]);
        return died;
    }

    private static String how(int exitCode) {
        return exitCode < 0
                ? ProcessTexts.bySignal(-exitCode, Ending.signal(exitCode))
                : ProcessTexts.withCode(exitCode);
    }

    public String name() {
        return name;
    }

    public long pid() {
        return pid;
    }

    /// As given to `System.exit`, −n if signal n ended the process, or [#UNKNOWN].
    public int exitCode() {
        return exitCode;
    }

    /// The end of what it printed to its standard error; empty for nothing.
    public String lastWords() {
        return lastWords;
    }
}
