package telaio.jupyter;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Json;

/// Outcomes as the protocol says them.
///
/// @param texts for the user
record Outcomes(Texts texts) {
    /// What a client shows of something that did not end well.
    ErrorOutput error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var name, var message, var traceback) ->
                    new ErrorOutput(name, message, traceback);
            case Outcome.Interrupted() ->
                    new ErrorOutput("Interrupted", texts.stopped, List.of(texts.stopped));
            case Outcome.SessionDied(var message) ->
                    new ErrorOutput("SessionDied", message, List.of(message));
            case Outcome.Value _, Outcome.Nothing _ ->
                    throw new IllegalArgumentException("not an error: " + outcome);
        };
    }

    /// The result of a user's expression.
    JsonObject expression(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Value(var data) ->
                    Json.object(
                            Map.of(
                                    "status",
                                    "ok",
                                    "data",
                                    Json.bundle(data),
                                    "metadata",
                                    Map.of()));
            case Outcome.Nothing() ->
                    Json.object(Map.of("status", "ok", "data", Map.of(), "metadata", Map.of()));
            case Outcome.Failed _, Outcome.Interrupted _, Outcome.SessionDied _ -> {
                var error = error(outcome);
                yield Json.object(
                        Map.of(
                                "status", "error",
                                "ename", error.ename(),
                                "evalue", error.evalue(),
                                "traceback", error.traceback()));
            }
        };
    }
}
