package telaio.jupyter.protocol;

import static java.lang.System.Logger.Level.DEBUG;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Between JSON and plain values, without reflection: a kernel's first answer should not wait for
/// it.
public final class Json {
    private static final System.Logger LOG = System.getLogger(Json.class.getName());

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

    /// Data by MIME type, as the protocol wants it: what is JSON itself is no text but a part of
    /// the message. Left out if it is not JSON.
    public static JsonObject bundle(Map<String, ?> data) {
        var bundle = new JsonObject();
        data.forEach((type, form) -> {
            if (!(form instanceof String text) || !isJson(type)) {
                bundle.add(type, of(form));
                return;
            }
            try {
                bundle.add(type, JsonParser.parseString(text));
            } catch (JsonParseException | StackOverflowError malformed) {
                LOG.log(DEBUG, "not JSON: " + type, malformed);
            }
        });
        return bundle;
    }

    /// The object that a text of our own says.
    ///
    /// @throws JsonParseException if it says none
    public static JsonObject parsed(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    /// The values of an object: texts, booleans, `Long` or `Double`, lists and maps, null.
    public static Map<String, @Nullable Object> plain(JsonObject object) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        object.asMap().forEach((key, item) -> map.put(key, plain(item)));
        return map;
    }

    private static @Nullable Object plain(JsonElement element) {
        return switch (element) {
            case JsonObject object -> plain(object);
            case JsonArray array -> {
                var list = new ArrayList<@Nullable Object>();
                array.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case JsonPrimitive one when one.isBoolean() -> one.getAsBoolean();
            case JsonPrimitive one when one.isString() -> one.getAsString();
            case JsonPrimitive number -> plain(number.getAsString());
            default -> null;
        };
    }

    private static Number plain(String number) {
        try {
            return Long.valueOf(number);
        } catch (NumberFormatException notWhole) {
            return Double.valueOf(number);
        }
    }

    private static boolean isJson(String mimeType) {
        return mimeType.equals("application/json") || mimeType.endsWith("+json");
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
