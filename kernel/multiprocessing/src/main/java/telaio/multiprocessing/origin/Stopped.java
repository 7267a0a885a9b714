package telaio.multiprocessing.origin;

/// Ends a thread whose [Origin] was stopped. Thrown by [Origin#check()], and by waits that only a
/// stop may end. An `Error` without stack trace: user code should neither catch nor print it.
public final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    public Stopped() {
        super("stopped", null, false, false);
    }
}
