package telaio.jupyter.protocol;

/// A message that makes no sense, or was not signed with the kernel's key. The text names the part
/// that is wrong; it never holds the key or the message itself.
public final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }

    ProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
