package telaio.jupyter.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import telaio.jupyter.protocol.Content.AbortedReply;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.ClearOutput;
import telaio.jupyter.protocol.Content.Comm;
import telaio.jupyter.protocol.Content.CommClose;
import telaio.jupyter.protocol.Content.CommInfoReply;
import telaio.jupyter.protocol.Content.CommInfoRequest;
import telaio.jupyter.protocol.Content.CommMsg;
import telaio.jupyter.protocol.Content.CommOpen;
import telaio.jupyter.protocol.Content.CompleteReply;
import telaio.jupyter.protocol.Content.CompleteRequest;
import telaio.jupyter.protocol.Content.CreateSubshellReply;
import telaio.jupyter.protocol.Content.CreateSubshellRequest;
import telaio.jupyter.protocol.Content.DeleteSubshellReply;
import telaio.jupyter.protocol.Content.DeleteSubshellRequest;
import telaio.jupyter.protocol.Content.DisplayData;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteInput;
import telaio.jupyter.protocol.Content.ExecuteReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.HistoryEntry;
import telaio.jupyter.protocol.Content.HistoryReply;
import telaio.jupyter.protocol.Content.HistoryRequest;
import telaio.jupyter.protocol.Content.InputReply;
import telaio.jupyter.protocol.Content.InputRequest;
import telaio.jupyter.protocol.Content.InspectReply;
import telaio.jupyter.protocol.Content.InspectRequest;
import telaio.jupyter.protocol.Content.InterruptReply;
import telaio.jupyter.protocol.Content.InterruptRequest;
import telaio.jupyter.protocol.Content.IopubWelcome;
import telaio.jupyter.protocol.Content.IsCompleteReply;
import telaio.jupyter.protocol.Content.IsCompleteRequest;
import telaio.jupyter.protocol.Content.KernelInfoReply;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.ListSubshellReply;
import telaio.jupyter.protocol.Content.ListSubshellRequest;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Content.Request;
import telaio.jupyter.protocol.Content.ShutdownReply;
import telaio.jupyter.protocol.Content.ShutdownRequest;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Content.Unknown;
import telaio.jupyter.protocol.Content.UpdateDisplayData;

/// [Content] to JSON, and its `msg_type`.
final class ContentWriter {
    private ContentWriter() {}

    /// The `msg_type` of a message that is no reply.
    ///
    /// @throws IllegalArgumentException for a reply, which is named after its request
    static String type(Content content) {
        return switch (content) {
            case KernelInfoRequest _ -> "kernel_info_request";
            case ExecuteRequest _ -> "execute_request";
            case IsCompleteRequest _ -> "is_complete_request";
            case CompleteRequest _ -> "complete_request";
            case InspectRequest _ -> "inspect_request";
            case HistoryRequest _ -> "history_request";
            case CommInfoRequest _ -> "comm_info_request";
            case InterruptRequest _ -> "interrupt_request";
            case ShutdownRequest _ -> "shutdown_request";
            case CreateSubshellRequest _ -> "create_subshell_request";
            case DeleteSubshellRequest _ -> "delete_subshell_request";
            case ListSubshellRequest _ -> "list_subshell_request";
            case Unknown unknown -> unknown.msgType();
            case CommOpen _ -> "comm_open";
            case CommMsg _ -> "comm_msg";
            case CommClose _ -> "comm_close";
            case Status _ -> "status";
            case ExecuteInput _ -> "execute_input";
            case ExecuteResult _ -> "execute_result";
            case Stream _ -> "stream";
            case ErrorOutput _ -> "error";
            case DisplayData _ -> "display_data";
            case UpdateDisplayData _ -> "update_display_data";
            case ClearOutput _ -> "clear_output";
            case IopubWelcome _ -> "iopub_welcome";
            case InputRequest _ -> "input_request";
            case InputReply _ -> "input_reply";
            case Reply reply ->
                    throw new IllegalArgumentException(
                            "a reply has the type of its request: " + reply.getClass());
        };
    }

    static JsonObject write(Content content) {
        return switch (content) {
            case Reply reply -> reply(reply);
            case Broadcast broadcast -> broadcast(broadcast);
            case Request request -> request(request);
            case InputRequest(var prompt, var password) ->
                    object("prompt", prompt, "password", password);
            case InputReply(var value) -> object("value", value);
        };
    }

    private static JsonObject request(Request request) {
        return switch (request) {
            case KernelInfoRequest(),
                    InterruptRequest(),
                    CreateSubshellRequest(),
                    ListSubshellRequest() ->
                    object();
            case DeleteSubshellRequest(var id) -> object("subshell_id", id);
            case ExecuteRequest execute ->
                    object(
                            "code", execute.code(),
                            "silent", execute.silent(),
                            "store_history", execute.storeHistory(),
                            "user_expressions", execute.userExpressions(),
                            "allow_stdin", execute.allowStdin(),
                            "stop_on_error", execute.stopOnError());
            case IsCompleteRequest(var code) -> object("code", code);
            case CompleteRequest(var code, var cursor) ->
                    object("code", code, "cursor_pos", cursor);
            case InspectRequest(var code, var cursor, var detail) ->
                    object("code", code, "cursor_pos", cursor, "detail_level", detail);
            case HistoryRequest history -> history(history);
            case CommInfoRequest(var target) ->
                    target == null ? object() : object("target_name", target);
            case ShutdownRequest(var restart) -> object("restart", restart);
            case Unknown(_, var json) -> json;
            case Comm comm -> broadcast(comm);
        };
    }

    private static JsonObject reply(Reply reply) {
        return switch (reply) {
            case KernelInfoReply info -> info(info);
            case ExecuteReply(var count, var expressions) ->
                    ok(
                            "execution_count",
                            count,
                            "user_expressions",
                            expressions,
                            "payload",
                            new JsonArray());
            case ErrorReply(var name, var value, var traceback, var count) -> {
                var json =
                        object(
                                "status",
                                "error",
                                "ename",
                                name,
                                "evalue",
                                value,
                                "traceback",
                                traceback);
                if (count != null) {
                    json.addProperty("execution_count", count);
                    json.add("user_expressions", new JsonObject());
                    json.add("payload", new JsonArray());
                }
                yield json;
            }
            case AbortedReply(var count) -> object("status", "aborted", "execution_count", count);
            case IsCompleteReply(var status, var indent) ->
                    status.equals("incomplete")
                            ? object("status", status, "indent", indent)
                            : object("status", status);
            case CompleteReply(var matches, var start, var end, var metadata) ->
                    ok(
                            "matches",
                            matches,
                            "cursor_start",
                            start,
                            "cursor_end",
                            end,
                            "metadata",
                            metadata);
            case InspectReply(var found, var data) ->
                    ok("found", found, "data", data, "metadata", new JsonObject());
            case HistoryReply(var history, var output) ->
                    ok("history", history.stream().map(entry -> entry(entry, output)).toList());
            case CommInfoReply(var comms) -> {
                var json = new JsonObject();
                comms.forEach((id, target) -> json.add(id, object("target_name", target)));
                yield ok("comms", json);
            }
            case CreateSubshellReply(var id) -> ok("subshell_id", id);
            case ListSubshellReply(var ids) -> ok("subshell_id", ids);
            case InterruptReply(), DeleteSubshellReply() -> ok();
            case ShutdownReply(var restart) -> ok("restart", restart);
        };
    }

    private static JsonObject history(HistoryRequest history) {
        var json =
                object(
                        "output", history.output(),
                        "raw", history.raw(),
                        "hist_access_type", history.histAccessType(),
                        "session", history.session(),
                        "start", history.start(),
                        "pattern", history.pattern(),
                        "unique", history.unique());
        if (history.stop() != null) {
            json.addProperty("stop", history.stop());
        }
        if (history.n() != null) {
            json.addProperty("n", history.n());
        }
        return json;
    }

    private static List<?> entry(HistoryEntry entry, boolean output) {
        Object cell = output ? Arrays.asList(entry.input(), entry.output()) : entry.input();
        return List.of(entry.session(), entry.line(), cell);
    }

    private static JsonObject info(KernelInfoReply info) {
        var language = info.languageInfo();
        return ok(
                "protocol_version", info.protocolVersion(),
                "implementation", info.implementation(),
                "implementation_version", info.implementationVersion(),
                "language_info",
                        object(
                                "name", language.name(),
                                "version", language.version(),
                                "mimetype", language.mimetype(),
                                "file_extension", language.fileExtension(),
                                "pygments_lexer", language.pygmentsLexer(),
                                "codemirror_mode", language.codemirrorMode(),
                                "nbconvert_exporter", language.nbconvertExporter()),
                "banner", info.banner(),
                "help_links",
                        info.helpLinks().stream()
                                .map(link -> Map.of("text", link.text(), "url", link.url()))
                                .toList(),
                "supported_features", info.supportedFeatures());
    }

    private static JsonObject broadcast(Broadcast broadcast) {
        return switch (broadcast) {
            case Status(var state) ->
                    object("execution_state", state.name().toLowerCase(Locale.ROOT));
            case ExecuteInput(var code, var count) ->
                    object("code", code, "execution_count", count);
            case ExecuteResult(var count, var data, var metadata) ->
                    object("execution_count", count, "data", data, "metadata", metadata);
            case Stream(var name, var text) -> object("name", name, "text", text);
            case ErrorOutput(var name, var value, var traceback) ->
                    object("ename", name, "evalue", value, "traceback", traceback);
            case DisplayData(var data, var metadata, var transientData) ->
                    object("data", data, "metadata", metadata, "transient", transientData);
            case UpdateDisplayData(var data, var metadata, var transientData) ->
                    object("data", data, "metadata", metadata, "transient", transientData);
            case ClearOutput(var wait) -> object("wait", wait);
            case IopubWelcome(var subscription) -> object("subscription", subscription);
            case CommOpen(var id, var target, var data, _) ->
                    object("comm_id", id, "target_name", target, "data", data);
            case CommMsg(var id, var data, _) -> object("comm_id", id, "data", data);
            case CommClose(var id, var data, _) -> object("comm_id", id, "data", data);
        };
    }

    private static JsonObject ok(Object... fields) {
        var json = object(fields);
        json.addProperty("status", "ok");
        return json;
    }

    /// An object from names and values by turns.
    private static JsonObject object(Object... fields) {
        var json = new JsonObject();
        for (int i = 0; i < fields.length; i += 2) {
            json.add((String) fields[i], Json.of(fields[i + 1]));
        }
        return json;
    }
}
