package telaio.classroom;

/// A cell of which no student's version can be made. The message says why, without naming it.
final class UnfitCell extends Exception {
    private static final long serialVersionUID = 1;

    UnfitCell(String message) {
        super(message);
    }
}
