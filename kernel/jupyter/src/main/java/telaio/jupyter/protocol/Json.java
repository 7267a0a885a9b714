package telaio.jupyter.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Between JSON and plain values, without reflection: a kernel's first answer should not wait for
/// it.
public final class Json {
    private Json() {}

    /// Strings, numbers, booleans, null, maps and iterables of such; anything else by its
    /// `toString()`. A number JSON does not have (`NaN`, infinity) becomes null, as in JavaScript.
    public static JsonElement of(@Nullable Object value) {
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case JsonElement json -> json;
            case String text -> new JsonPrimitive(text);
            case Boolean truth -> new JsonPrimitive(truth);
            case Number number -> number(number);
            case Map<?, ?> map -> object(map);
            case Iterable<?> items -> {
                var array = new JsonArray();
                items.forEach(item -> array.add(of(item)));
                yield array;
            }
            default -> new JsonPrimitive(String.valueOf(value));
        };
    }

    /// As [#of]; the keys by their `toString()`.
    public static JsonObject object(Map<?, ?> map) {
        var object = new JsonObject();
        map.forEach((key, item) -> object.add(String.valueOf(key), of(item)));
        return object;
    }

    private static JsonElement number(Number number) {
        return Double.isFinite(number.doubleValue())
                ? new JsonPrimitive(number)
                : JsonNull.INSTANCE;
    }

    /// Reads one JSON object, strictly.
    ///
    /// @param what names the text in errors
    static JsonObject parse(String text, String what) throws ProtocolException {
        try (var reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            var json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new ProtocolException(what + " has text after its JSON");
            }
            if (!json.isJsonObject()) {
                throw new ProtocolException(what + " is not a JSON object");
            }
            return json.getAsJsonObject();
        } catch (IOException | JsonParseException bad) {
            throw new ProtocolException(what + " is not JSON: " + bad.getMessage(), bad);
        }
    }
}
