package telaio.jupyter.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object that came from outside. A field of the wrong type is an error that
/// names it; an absent one, or null, has the default the caller gives.
///
/// @param what names the object in errors
record Fields(JsonObject json, String what) {
    String string(String name) throws ProtocolException {
        var value = present(name);
        if (value == null) {
            throw new ProtocolException(what + " has no " + name);
        }
        return string(name, value);
    }

    String string(String name, String absent) throws ProtocolException {
        var value = present(name);
        return value == null ? absent : string(name, value);
    }

    @Nullable String stringOrNull(String name) throws ProtocolException {
        var value = present(name);
        return value == null ? null : string(name, value);
    }

    boolean bool(String name, boolean absent) throws ProtocolException {
        var value = present(name);
        if (value == null) {
            return absent;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.getAsBoolean();
    }

    int integer(String name, int absent) throws ProtocolException {
        var value = present(name);
        if (value == null) {
            return absent;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
            throw wrong(name, "a number");
        }
        var number = value.getAsDouble();
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw wrong(name, "an integer");
        }
        return (int) number;
    }

    @Nullable Integer integerOrNull(String name) throws ProtocolException {
        return present(name) == null ? null : Integer.valueOf(integer(name, 0));
    }

    JsonObject object(String name) throws ProtocolException {
        var value = present(name);
        if (value == null) {
            return new JsonObject();
        }
        if (!value.isJsonObject()) {
            throw wrong(name, "an object");
        }
        return value.getAsJsonObject();
    }

    Map<String, String> strings(String name) throws ProtocolException {
        var strings = new LinkedHashMap<String, String>();
        for (var entry : object(name).entrySet()) {
            strings.put(
                    entry.getKey(), string(name + "[" + entry.getKey() + "]", entry.getValue()));
        }
        return strings;
    }

    private @Nullable JsonElement present(String name) {
        var value = json.get(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    private String string(String name, JsonElement value) throws ProtocolException {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw wrong(name, "a string");
        }
        return value.getAsString();
    }

    private ProtocolException wrong(String name, String expected) {
        return new ProtocolException(name + " of " + what + " must be " + expected);
    }
}
