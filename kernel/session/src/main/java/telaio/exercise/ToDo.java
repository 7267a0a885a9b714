package telaio.exercise;

/// What the stub of an exercise throws until it is replaced by a solution, see [Exercise#toDo].
public final class ToDo extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    ToDo(String message) {
        super(message);
    }
}
