package telaio.install;

/// A command cannot do what it was asked. The message is for the user and says how to mend it.
final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1;

    CommandFailed(String message) {
        super(message);
    }
}
