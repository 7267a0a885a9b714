package telaio.multiprocessing;

/// A process ended without finishing what it was given: it was killed, crashed, or called
/// `System.exit`.
public final class WorkerDied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final long pid;
    private final int exitCode;
    private final String lastWords;

    /// @param exitCode −n for signal n
    /// @param lastWords the end of what it printed to its standard error; empty for nothing
    public WorkerDied(String name, long pid, int exitCode, String lastWords) {
        super(describe(name, pid, exitCode, lastWords));
        this.name = name;
        this.pid = pid;
        this.exitCode = exitCode;
        this.lastWords = lastWords;
    }

    private static String describe(String name, long pid, int exitCode, String lastWords) {
        var how =
                exitCode < 0
                        ? "was ended by signal " + -exitCode
                        : "ended with exit code " + exitCode;
        var said = lastWords.isEmpty() ? "" : "; it last printed:\n" + lastWords;
        return "process " + name + " (pid " + pid + ") " + how + said;
    }

    public String name() {
        return name;
    }

    public long pid() {
        return pid;
    }

    /// As given to `System.exit`, or −n if signal n ended the process.
    public int exitCode() {
        return exitCode;
    }

    /// The end of what it printed to its standard error; empty for nothing.
    public String lastWords() {
        return lastWords;
    }
}
