package telaio.jupyter.protocol;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/// A message's header: which message this is, and whose.
///
/// @param session who sent it: a client, or one life of a kernel
/// @param date ISO 8601, as sent; empty if there was none
/// @param version of the protocol, as sent; empty if there was none
/// @param extra fields the protocol does not name, kept to be given back in the parent header
public record Header(
        String msgId,
        String msgType,
        String session,
        String username,
        String date,
        String version,
        JsonObject extra) {
    /// The protocol this kernel speaks.
    public static final String PROTOCOL_VERSION = "5.5";

    /// The subshell this message is for; null for the shell itself.
    public @Nullable String subshell() {
        var id = extra.get("subshell_id");
        return id != null && id.isJsonPrimitive() ? id.getAsString() : null;
    }

    static Header read(JsonObject json) throws ProtocolException {
        var fields = new Fields(json, "header");
        return read(fields, fields.string("msg_id"), fields.string("msg_type"));
    }

    /// A header of which a client may have left out anything.
    static Header readParent(JsonObject json) throws ProtocolException {
        var fields = new Fields(json, "parent_header");
        return read(fields, fields.string("msg_id", ""), fields.string("msg_type", ""));
    }

    private static Header read(Fields fields, String msgId, String msgType)
            throws ProtocolException {
        var extra = fields.json().deepCopy();
        for (var known :
                new String[] {"msg_id", "msg_type", "session", "username", "date", "version"}) {
            extra.remove(known);
        }
        return new Header(
                msgId,
                msgType,
                fields.string("session", ""),
                fields.string("username", ""),
                fields.string("date", ""),
                fields.string("version", ""),
                extra);
    }

    JsonObject json() {
        var json = extra.deepCopy();
        json.addProperty("msg_id", msgId);
        json.addProperty("msg_type", msgType);
        json.addProperty("session", session);
        json.addProperty("username", username);
        json.addProperty("date", date);
        json.addProperty("version", version);
        return json;
    }
}
