package telaio.multiprocessing;

/// Thrown by a [Connection] whose other end nobody holds any more: to who receives, after the last
/// message; to who sends, at once.
public final class EndOfStream extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    EndOfStream(String message) {
        super(message);
    }
}
