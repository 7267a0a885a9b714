package telaio.jupyter.protocol;

import com.google.gson.JsonObject;
import telaio.jupyter.protocol.Content.CommClose;
import telaio.jupyter.protocol.Content.CommInfoRequest;
import telaio.jupyter.protocol.Content.CommMsg;
import telaio.jupyter.protocol.Content.CommOpen;
import telaio.jupyter.protocol.Content.CompleteRequest;
import telaio.jupyter.protocol.Content.CreateSubshellRequest;
import telaio.jupyter.protocol.Content.DeleteSubshellRequest;
import telaio.jupyter.protocol.Content.Enclosure;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.HistoryRequest;
import telaio.jupyter.protocol.Content.InputReply;
import telaio.jupyter.protocol.Content.InspectRequest;
import telaio.jupyter.protocol.Content.InterruptRequest;
import telaio.jupyter.protocol.Content.IsCompleteRequest;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.ListSubshellRequest;
import telaio.jupyter.protocol.Content.ShutdownRequest;
import telaio.jupyter.protocol.Content.Unknown;

/// JSON to [Content], for the messages a kernel receives. Fields the protocol does not name are
/// accepted and ignored; absent ones get the protocol's defaults.
final class ContentReader {
    private ContentReader() {}

    /// @param enclosure what the message has beside its content
    static Content read(String msgType, JsonObject json, Enclosure enclosure)
            throws ProtocolException {
        var fields = new Fields(json, msgType);
        return switch (msgType) {
            case "kernel_info_request" -> new KernelInfoRequest();
            case "execute_request" -> execute(fields);
            case "is_complete_request" -> new IsCompleteRequest(fields.string("code"));
            case "complete_request" -> complete(fields);
            case "inspect_request" -> inspect(fields);
            case "history_request" -> history(fields);
            case "comm_info_request" -> new CommInfoRequest(fields.stringOrNull("target_name"));
            case "comm_open" -> open(fields, enclosure);
            case "comm_msg" ->
                    new CommMsg(fields.string("comm_id"), fields.object("data"), enclosure);
            case "comm_close" ->
                    new CommClose(fields.string("comm_id"), fields.object("data"), enclosure);
            case "create_subshell_request" -> new CreateSubshellRequest();
            case "delete_subshell_request" ->
                    new DeleteSubshellRequest(fields.string("subshell_id"));
            case "list_subshell_request" -> new ListSubshellRequest();
            case "interrupt_request" -> new InterruptRequest();
            case "shutdown_request" -> new ShutdownRequest(fields.bool("restart", false));
            case "input_reply" -> new InputReply(fields.string("value", ""));
            default -> new Unknown(msgType, json);
        };
    }

    private static ExecuteRequest execute(Fields fields) throws ProtocolException {
        boolean silent = fields.bool("silent", false);
        return new ExecuteRequest(
                fields.string("code"),
                silent,
                // A silent cell is never stored, whatever the client says.
                fields.bool("store_history", !silent) && !silent,
                fields.strings("user_expressions"),
                fields.bool("allow_stdin", false),
                fields.bool("stop_on_error", true));
    }

    private static CompleteRequest complete(Fields fields) throws ProtocolException {
        var code = fields.string("code");
        return new CompleteRequest(code, fields.integer("cursor_pos", length(code)));
    }

    private static InspectRequest inspect(Fields fields) throws ProtocolException {
        var code = fields.string("code");
        return new InspectRequest(
                code,
                fields.integer("cursor_pos", length(code)),
                fields.integer("detail_level", 0));
    }

    private static HistoryRequest history(Fields fields) throws ProtocolException {
        return new HistoryRequest(
                fields.bool("output", false),
                fields.bool("raw", true),
                fields.string("hist_access_type", "tail"),
                fields.integer("session", 0),
                fields.integer("start", 0),
                fields.integerOrNull("stop"),
                fields.integerOrNull("n"),
                fields.string("pattern", "*"),
                fields.bool("unique", false));
    }

    private static CommOpen open(Fields fields, Enclosure enclosure) throws ProtocolException {
        return new CommOpen(
                fields.string("comm_id"),
                fields.string("target_name", ""),
                fields.object("data"),
                enclosure);
    }

    private static int length(String code) {
        return code.codePointCount(0, code.length());
    }
}
