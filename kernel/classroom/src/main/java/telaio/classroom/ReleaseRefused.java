package telaio.classroom;

import java.util.List;

/// No student's notebook was made, as something is wrong with a teacher's.
public final class ReleaseRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    ReleaseRefused(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, a sentence each, with file and cell.
    public List<String> problems() {
        return problems;
    }
}
