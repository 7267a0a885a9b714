package telaio.multiprocessing;

/// Thrown when a closed [Queue] is used, also to those who were waiting in it when it was closed.
public final class QueueClosed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    QueueClosed(String message) {
        super(message);
    }
}
