package telaio.jupyter;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.protocol.Content.CompleteReply;
import telaio.jupyter.protocol.Content.InspectReply;
import telaio.jupyter.protocol.Json;

/// A cell with a cursor in it: clients count code points, Java counts characters.
///
/// @param cursor in characters
record CursorText(String code, int cursor) {
    /// The cursor of a client.
    ///
    /// @param codePoints before the cursor; what lies beyond an end of the code means that end
    static CursorText of(String code, int codePoints) {
        int length = code.codePointCount(0, code.length());
        return new CursorText(code, code.offsetByCodePoints(0, Math.clamp(codePoints, 0, length)));
    }

    /// The answer to a completion request.
    CompleteReply reply(Evaluator evaluator) {
        var completion = evaluator.complete(code, cursor);
        int start = codePoints(completion.start());
        int end = codePoints(completion.end());
        var types = completion.matches().stream().map(match -> type(match, start, end)).toList();
        return new CompleteReply(
                completion.matches().stream().map(Completion.Match::text).toList(),
                start,
                end,
                types.isEmpty()
                        ? new JsonObject()
                        : Json.object(Map.of("_jupyter_types_experimental", types)));
    }

    /// The answer to an inspection request.
    ///
    /// @param source whether the source of what cells declare is wanted
    InspectReply inspect(Evaluator evaluator, boolean source) {
        var data = evaluator.inspect(code, cursor, source).data();
        return new InspectReply(!data.isEmpty(), Json.object(data));
    }

    private static Map<String, Object> type(Completion.Match match, int start, int end) {
        return Map.of(
                "start", start,
                "end", end,
                "text", match.text(),
                "type", match.kind().name().toLowerCase(Locale.ROOT),
                "signature", match.signature());
    }

    private int codePoints(int characters) {
        return code.codePointCount(0, characters);
    }
}
