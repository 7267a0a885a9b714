package telaio.jupyter.protocol;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a Jupyter message says: its `content` part, one record per `msg_type`, with the protocol's
/// own field names.
///
/// @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">The protocol</a>
public sealed interface Content {
    /// From the client, on shell or control.
    sealed interface Request extends Content {}

    /// The one answer to a request, on the channel the request came by. Its `msg_type` is the
    /// request's, with `_reply` for `_request`.
    sealed interface Reply extends Content {}

    /// From the kernel to every client, on iopub.
    sealed interface Broadcast extends Content {}

    /// Between the kernel and the one client whose cell asks for input, on stdin.
    sealed interface Dialogue extends Content {}

    // Requests.

    /// `kernel_info_request`: who are you?
    record KernelInfoRequest() implements Request {}

    /// `execute_request`: run this cell.
    ///
    /// @param silent nothing is broadcast but the status, and the cell is not counted
    /// @param storeHistory the cell is counted
    /// @param userExpressions what to evaluate after the cell, by a key the client chose
    /// @param allowStdin the client can answer an [InputRequest]
    /// @param stopOnError if the cell fails, execute requests that wait already are not run
    record ExecuteRequest(
            String code,
            boolean silent,
            boolean storeHistory,
            Map<String, String> userExpressions,
            boolean allowStdin,
            boolean stopOnError)
            implements Request {
        /// A cell as a notebook runs it, by a client that cannot be asked for input.
        public static ExecuteRequest cell(String code) {
            return new ExecuteRequest(code, false, true, Map.of(), false, true);
        }

        /// Code that nobody sees run, and that does not count.
        public static ExecuteRequest quiet(String code) {
            return new ExecuteRequest(code, true, false, Map.of(), false, true);
        }

        /// The same, with other expressions to evaluate after the cell.
        public ExecuteRequest asking(Map<String, String> expressions) {
            return new ExecuteRequest(
                    code, silent, storeHistory, expressions, allowStdin, stopOnError);
        }
    }

    /// `is_complete_request`: could this be run as it is?
    record IsCompleteRequest(String code) implements Request {}

    /// `complete_request`: what could stand at `cursorPos`, counted in Unicode code points?
    record CompleteRequest(String code, int cursorPos) implements Request {}

    /// `inspect_request`: what stands at `cursorPos`, counted in Unicode code points?
    ///
    /// @param detailLevel 0 for the documentation, 1 for the source too
    record InspectRequest(String code, int cursorPos, int detailLevel) implements Request {}

    /// `history_request`: earlier cells.
    ///
    /// @param output results are wanted as well
    /// @param raw the code as typed
    /// @param histAccessType `range`, `tail` or `search`
    /// @param session of a range: 0 is this kernel's life, −1 the one before, and so on
    /// @param start of a range: its first line
    /// @param stop of a range: the line after its last; null for all
    /// @param n of a tail or search: how many at most; null for what the kernel thinks right
    /// @param pattern of a search: with `*` and `?`
    /// @param unique of a search: of equal cells only the newest
    record HistoryRequest(
            boolean output,
            boolean raw,
            String histAccessType,
            int session,
            int start,
            @Nullable Integer stop,
            @Nullable Integer n,
            String pattern,
            boolean unique)
            implements Request {}

    /// `comm_info_request`: which comms are open?
    ///
    /// @param targetName only those with this target; null for all
    record CommInfoRequest(@Nullable String targetName) implements Request {}

    /// `interrupt_request`: stop the running cell.
    record InterruptRequest() implements Request {}

    /// `shutdown_request`: end.
    ///
    /// @param restart another kernel will be started in this one's place
    record ShutdownRequest(boolean restart) implements Request {}

    /// About the lines of requests that a client has beside the shell.
    sealed interface SubshellRequest extends Request {}

    /// `create_subshell_request`: a new one.
    record CreateSubshellRequest() implements SubshellRequest {}

    /// `delete_subshell_request`: nothing more will come for it.
    record DeleteSubshellRequest(String subshellId) implements SubshellRequest {}

    /// `list_subshell_request`: which are there?
    record ListSubshellRequest() implements SubshellRequest {}

    /// A message of a type this kernel does not know. It gets no reply.
    record Unknown(String msgType, JsonObject content) implements Request {}

    /// Comms go both ways and have no reply.
    sealed interface Comm extends Request, Broadcast {
        String commId();

        JsonObject data();

        /// What the message has beside its content.
        Enclosure enclosure();
    }

    /// `metadata` and buffers of a message that belong to what it says.
    record Enclosure(JsonObject metadata, List<byte[]> buffers) {
        /// Nothing.
        public static final Enclosure NONE = new Enclosure(new JsonObject(), List.of());
    }

    /// `comm_open`: a comm with a target on the other side.
    record CommOpen(String commId, String targetName, JsonObject data, Enclosure enclosure)
            implements Comm {}

    /// `comm_msg`: data for the other end of a comm.
    record CommMsg(String commId, JsonObject data, Enclosure enclosure) implements Comm {}

    /// `comm_close`: the comm is no more.
    record CommClose(String commId, JsonObject data, Enclosure enclosure) implements Comm {
        /// Without a word.
        public CommClose(String commId) {
            this(commId, new JsonObject(), Enclosure.NONE);
        }
    }

    // Replies.

    /// `kernel_info_reply`.
    record KernelInfoReply(
            String protocolVersion,
            String implementation,
            String implementationVersion,
            LanguageInfo languageInfo,
            String banner,
            List<HelpLink> helpLinks,
            List<String> supportedFeatures)
            implements Reply {}

    /// The notebook's language, for highlighting and export.
    record LanguageInfo(
            String name,
            String version,
            String mimetype,
            String fileExtension,
            String pygmentsLexer,
            String codemirrorMode,
            String nbconvertExporter) {}

    /// An entry of the client's Help menu.
    record HelpLink(String text, String url) {}

    /// `execute_reply` of a cell that ended well.
    ///
    /// @param executionCount the number of the cell, or of the last one if this was not counted
    /// @param userExpressions per key a display bundle or an error, each with its `status`
    record ExecuteReply(int executionCount, JsonObject userExpressions) implements Reply {}

    /// Any reply with status `error`.
    ///
    /// @param executionCount as in [ExecuteReply]; null if the request was no execute request
    record ErrorReply(
            String ename, String evalue, List<String> traceback, @Nullable Integer executionCount)
            implements Reply {
        /// The reply that says what [broadcast][ErrorOutput] says.
        public static ErrorReply of(ErrorOutput error, int executionCount) {
            return new ErrorReply(error.ename, error.evalue, error.traceback, executionCount);
        }
    }

    /// `execute_reply` with status `aborted`: not run, because a cell before it failed.
    record AbortedReply(int executionCount) implements Reply {}

    /// `is_complete_reply`.
    ///
    /// @param status `complete`, `incomplete`, `invalid` or `unknown`
    /// @param indent what the next line should start with; empty unless `incomplete`
    record IsCompleteReply(String status, String indent) implements Reply {}

    /// `complete_reply`: `matches` may replace the code between the two positions, which count code
    /// points.
    record CompleteReply(List<String> matches, int cursorStart, int cursorEnd, JsonObject metadata)
            implements Reply {}

    /// `inspect_reply`.
    ///
    /// @param data documentation by MIME type; empty if nothing was found
    record InspectReply(boolean found, JsonObject data) implements Reply {}

    /// `history_reply`.
    ///
    /// @param output results are shown as well
    record HistoryReply(List<HistoryEntry> history, boolean output) implements Reply {}

    /// An earlier cell.
    ///
    /// @param output its result as plain text; null if it had none
    record HistoryEntry(int session, int line, String input, @Nullable String output) {}

    /// `comm_info_reply`: target names by comm id.
    record CommInfoReply(Map<String, String> comms) implements Reply {}

    /// `create_subshell_reply`.
    record CreateSubshellReply(String subshellId) implements Reply {}

    /// `delete_subshell_reply`.
    record DeleteSubshellReply() implements Reply {}

    /// `list_subshell_reply`.
    record ListSubshellReply(List<String> subshellIds) implements Reply {}

    /// `interrupt_reply`.
    record InterruptReply() implements Reply {}

    /// `shutdown_reply`.
    record ShutdownReply(boolean restart) implements Reply {}

    // Broadcasts.

    /// `status`: whether the kernel works on a request.
    record Status(ExecutionState executionState) implements Broadcast {}

    /// Jupyter's names of a kernel's states.
    enum ExecutionState {
        STARTING,
        BUSY,
        IDLE
    }

    /// `execute_input`: a cell is about to run.
    record ExecuteInput(String code, int executionCount) implements Broadcast {}

    /// `execute_result`: the value of a cell's last expression, by MIME type.
    record ExecuteResult(int executionCount, JsonObject data, JsonObject metadata)
            implements Broadcast {}

    /// `stream`: printed text.
    ///
    /// @param name `stdout` or `stderr`
    record Stream(String name, String text) implements Broadcast {}

    /// `error`: how a cell failed.
    ///
    /// @param ename the exception's class
    /// @param evalue its message
    /// @param traceback lines to show, with ANSI colours
    record ErrorOutput(String ename, String evalue, List<String> traceback) implements Broadcast {}

    /// `display_data`: something to see, by MIME type.
    ///
    /// @param transientData may hold a `display_id`; empty if the display is never updated
    record DisplayData(JsonObject data, JsonObject metadata, JsonObject transientData)
            implements Broadcast {}

    /// `update_display_data`: replaces what was displayed under the same `display_id`.
    record UpdateDisplayData(JsonObject data, JsonObject metadata, JsonObject transientData)
            implements Broadcast {}

    /// `iopub_welcome`: from now on a client gets the broadcasts it has subscribed to.
    ///
    /// @param subscription how their topics begin
    record IopubWelcome(String subscription) implements Broadcast {}

    /// `clear_output`: empties the cell's outputs.
    ///
    /// @param whenNextComes (`wait` on the wire) not before the next output is there
    record ClearOutput(boolean whenNextComes) implements Broadcast {}

    // Dialogue.

    /// `input_request`: asks the user for a line.
    ///
    /// @param password what is typed should not be seen
    record InputRequest(String prompt, boolean password) implements Dialogue {}

    /// `input_reply`: the line typed, without its end.
    record InputReply(String value) implements Dialogue {}
}
