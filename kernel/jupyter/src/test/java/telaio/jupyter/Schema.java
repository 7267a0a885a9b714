package telaio.jupyter;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.KernelClient.Received;

/// The fields that Jupyter's protocol asks of what a kernel sends: `name:type`, with types
/// `s`tring, `i`nteger, `b`oolean, `o`bject and `a`rray.
final class Schema {
    private static final List<String> HEADER =
            List.of("msg_id:s", "msg_type:s", "session:s", "username:s", "date:s", "version:s");

    private static final List<String> ERROR =
            List.of("status:s", "ename:s", "evalue:s", "traceback:a");

    private static final Map<String, List<String>> REPLIES =
            Map.ofEntries(
                    entry(
                            "kernel_info_reply",
                            "protocol_version:s",
                            "implementation:s",
                            "implementation_version:s",
                            "language_info:o",
                            "banner:s",
                            "help_links:a",
                            "supported_features:a"),
                    entry("execute_reply", "execution_count:i", "user_expressions:o", "payload:a"),
                    entry("is_complete_reply"),
                    entry(
                            "complete_reply",
                            "matches:a",
                            "cursor_start:i",
                            "cursor_end:i",
                            "metadata:o"),
                    entry("inspect_reply", "found:b", "data:o", "metadata:o"),
                    entry("history_reply", "history:a"),
                    entry("comm_info_reply", "comms:o"),
                    entry("create_subshell_reply", "subshell_id:s"),
                    entry("delete_subshell_reply"),
                    entry("list_subshell_reply", "subshell_id:a"),
                    entry("interrupt_reply"),
                    entry("shutdown_reply", "restart:b"));

    private static final Map<String, List<String>> OTHERS =
            Map.ofEntries(
                    entry("status", "execution_state:s"),
                    entry("iopub_welcome", "subscription:s"),
                    entry("execute_input", "code:s", "execution_count:i"),
                    entry("execute_result", "execution_count:i", "data:o", "metadata:o"),
                    entry("stream", "name:s", "text:s"),
                    entry("error", "ename:s", "evalue:s", "traceback:a"),
                    entry("display_data", "data:o", "metadata:o", "transient:o"),
                    entry("update_display_data", "data:o", "metadata:o", "transient:o"),
                    entry("clear_output", "wait:b"),
                    entry("comm_open", "comm_id:s", "target_name:s", "data:o"),
                    entry("comm_msg", "comm_id:s", "data:o"),
                    entry("comm_close", "comm_id:s", "data:o"),
                    entry("input_request", "prompt:s", "password:b"));

    private Schema() {}

    private static Map.Entry<String, List<String>> entry(String type, String... fields) {
        return Map.entry(type, List.of(fields));
    }

    static void check(Channel channel, Received message) {
        check(message.header(), HEADER, "header");
        if (!Instant.parse(message.header().get("date").getAsString()).isBefore(Instant.MAX)) {
            throw new AssertionError("no date: " + message);
        }
        if (!message.isStatus("starting") && !message.type().equals("iopub_welcome")) {
            check(message.parent(), HEADER, "parent_header");
        }
        var type = message.type();
        boolean reply = type.endsWith("_reply");
        boolean right =
                switch (channel) {
                    case SHELL, CONTROL -> reply;
                    case IOPUB -> !reply && !type.equals("input_request");
                    case STDIN -> type.equals("input_request");
                    case HEARTBEAT -> false;
                };
        if (!right) {
            throw new AssertionError(type + " on " + channel);
        }
        check(message.content(), fields(message, type, reply), type);
    }

    private static List<String> fields(Received message, String type, boolean reply) {
        var fields = (reply ? REPLIES : OTHERS).get(type);
        if (fields == null) {
            throw new AssertionError("unknown type " + type);
        }
        if (!reply) {
            return fields;
        }
        return switch (message.text("status")) {
            case "ok", "complete", "incomplete", "invalid", "unknown" -> fields;
            case "error" -> ERROR;
            case "aborted" -> List.of("execution_count:i");
            case String status -> throw new AssertionError("status " + status + " of " + type);
        };
    }

    private static void check(JsonObject json, List<String> fields, String what) {
        for (var field : fields) {
            var name = field.substring(0, field.length() - 2);
            var value = json.get(name);
            if (value == null || !is(value, field.charAt(field.length() - 1))) {
                throw new AssertionError(field + " of " + what + " is " + value);
            }
        }
    }

    private static boolean is(JsonElement value, char type) {
        return switch (type) {
            case 's' -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
            case 'i' -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
            case 'b' -> value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
            case 'o' -> value.isJsonObject();
            case 'a' -> value.isJsonArray();
            default -> throw new IllegalArgumentException("type " + type);
        };
    }
}
