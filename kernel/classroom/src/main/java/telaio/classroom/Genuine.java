package telaio.classroom;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import telaio.exercise.Exercise;
import telaio.jupyter.protocol.Content.ExecuteReply;
import telaio.jupyter.protocol.Content.Reply;

/// Makes sure that a check is ours: a notebook that declares a class `Exercise` of its own would
/// pass every check. After the check has run, the compiler is asked what the name means.
///
/// @param checks the cells that are to be looked at
record Genuine(Set<NotebookCell> checks) {
    private static final Pattern NAME =
            Pattern.compile("\\b" + Exercise.class.getSimpleName() + "\\b");

    private static final String QUESTION = "telaio.genuine";

    /// Fails if the name means another class: what a result looks like, a notebook can change; how
    /// it fails, not.
    private static final String EXPRESSION =
            "1 / (%s.class.getName().equals(\"%s\") ? 1 : 0)"
                    .formatted(Exercise.class.getSimpleName(), Exercise.class.getName());

    /// The expressions to evaluate after a cell.
    Map<String, String> questions(NotebookCell cell) {
        return isAsked(cell) ? Map.of(QUESTION, EXPRESSION) : Map.of();
    }

    private boolean isAsked(NotebookCell cell) {
        return checks.contains(cell) && NAME.matcher(cell.source()).find();
    }

    /// Whether a cell that did not fail used another class.
    boolean isForged(NotebookCell cell, @Nullable Reply reply) {
        return isAsked(cell)
                && reply instanceof ExecuteReply(_, var answers)
                && !(answers.get(QUESTION) instanceof JsonObject answer
                        && answer.get("status") != null
                        && answer.get("status").getAsString().equals("ok"));
    }
}
