package telaio.jupyter.magic;

/// A magic could not do what was asked. The message is for the user: what, and the way out.
public final class MagicFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public MagicFailed(String message) {
        super(message);
    }

    public MagicFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
