package telaio.jupyter.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecutionState;

/// The shapes on the wire.
class ContentWriterTest {
    private static final Content.Enclosure BESIDE =
            new Content.Enclosure(data(), List.of(new byte[] {1}));

    private static final ErrorOutput ERROR = new ErrorOutput("E", "m", List.of("a", "b"));

    private static void shape(Content content, String json) {
        assertThat(ContentWriter.write(content)).isEqualTo(JsonParser.parseString(json));
    }

    private static JsonObject data() {
        var data = new JsonObject();
        data.addProperty("text/plain", "1");
        return data;
    }

    @Test
    void of_replies() {
        shape(
                new Content.ExecuteReply(3, new JsonObject()),
                """
                {"status": "ok", "execution_count": 3, "user_expressions": {}, "payload": []}
                """);
        shape(
                ErrorReply.of(ERROR, 3),
                """
                {"status": "error", "ename": "E", "evalue": "m", "traceback": ["a", "b"],
                 "execution_count": 3, "user_expressions": {}, "payload": []}
                """);
        shape(
                new ErrorReply("E", "m", List.of(), null),
                """
                {"status": "error", "ename": "E", "evalue": "m", "traceback": []}
                """);
        shape(
                new Content.AbortedReply(2),
                """
                {"status": "aborted", "execution_count": 2}
                """);
        shape(new Content.IsCompleteReply("complete", ""), "{\"status\": \"complete\"}");
        shape(
                new Content.IsCompleteReply("incomplete", "  "),
                "{\"status\": \"incomplete\", \"indent\": \"  \"}");
        shape(
                new Content.CommInfoReply(Map.of("id", "t")),
                "{\"status\": \"ok\", \"comms\": {\"id\": {\"target_name\": \"t\"}}}");
        shape(new Content.ShutdownReply(true), "{\"status\": \"ok\", \"restart\": true}");
        shape(
                new Content.HistoryReply(List.of(new Content.HistoryEntry(1, 2, "x", null)), false),
                "{\"status\": \"ok\", \"history\": [[1, 2, \"x\"]]}");
        shape(
                new Content.InspectReply(false, new JsonObject()),
                "{\"status\": \"ok\", \"found\": false, \"data\": {}, \"metadata\": {}}");
        shape(
                new Content.CompleteReply(List.of("a"), 1, 2, new JsonObject()),
                """
                {"status": "ok", "matches": ["a"], "cursor_start": 1, "cursor_end": 2,
                 "metadata": {}}
                """);
    }

    @Test
    void of_kernel_info() {
        shape(
                new Content.KernelInfoReply(
                        "5.5",
                        "i",
                        "1",
                        new Content.LanguageInfo("java", "25", "m", ".java", "p", "c", "n"),
                        "b",
                        List.of(new Content.HelpLink("t", "u")),
                        List.of()),
                """
                {"status": "ok", "protocol_version": "5.5", "implementation": "i",
                 "implementation_version": "1", "banner": "b",
                 "language_info": {"name": "java", "version": "25", "mimetype": "m",
                   "file_extension": ".java", "pygments_lexer": "p", "codemirror_mode": "c",
                   "nbconvert_exporter": "n"},
                 "help_links": [{"text": "t", "url": "u"}], "supported_features": []}
                """);
    }

    @Test
    void of_broadcasts() {
        shape(new Content.Status(ExecutionState.BUSY), "{\"execution_state\": \"busy\"}");
        shape(new Content.ExecuteInput("x", 1), "{\"code\": \"x\", \"execution_count\": 1}");
        shape(
                new Content.ExecuteResult(1, data(), new JsonObject()),
                "{\"execution_count\": 1, \"data\": {\"text/plain\": \"1\"}, \"metadata\": {}}");
        shape(ERROR, "{\"ename\": \"E\", \"evalue\": \"m\", \"traceback\": [\"a\", \"b\"]}");
        shape(
                new Content.DisplayData(data(), new JsonObject(), new JsonObject()),
                "{\"data\": {\"text/plain\": \"1\"}, \"metadata\": {}, \"transient\": {}}");
        shape(new Content.ClearOutput(true), "{\"wait\": true}");
        shape(new Content.IopubWelcome("s"), "{\"subscription\": \"s\"}");
        shape(
                new Content.CommOpen("i", "t", data(), BESIDE),
                "{\"comm_id\": \"i\", \"target_name\": \"t\", \"data\": {\"text/plain\": \"1\"}}");
    }

    @Test
    void of_a_question() {
        shape(new Content.InputRequest("?", true), "{\"prompt\": \"?\", \"password\": true}");
    }

    @Test
    void what_is_written_can_be_read() throws ProtocolException {
        for (Content.Request request :
                List.<Content.Request>of(
                        new Content.KernelInfoRequest(),
                        Content.ExecuteRequest.cell("1+1"),
                        new Content.IsCompleteRequest("x"),
                        new Content.CompleteRequest("x", 1),
                        new Content.InspectRequest("x", 1, 0),
                        new Content.HistoryRequest(false, true, "tail", 0, 1, 5, null, "a*", true),
                        new Content.HistoryRequest(true, true, "range", -1, 0, null, 7, "*", false),
                        new Content.CommInfoRequest("t"),
                        new Content.CommInfoRequest(null),
                        new Content.InterruptRequest(),
                        new Content.ShutdownRequest(true),
                        new Content.CommOpen("i", "t", data(), BESIDE),
                        new Content.CommMsg("i", data(), BESIDE),
                        new Content.CommClose("i", data(), BESIDE),
                        new Content.CreateSubshellRequest(),
                        new Content.DeleteSubshellRequest("s"),
                        new Content.ListSubshellRequest(),
                        new Content.Unknown("u", data()))) {
            assertThat(
                            ContentReader.read(
                                    ContentWriter.type(request),
                                    ContentWriter.write(request),
                                    BESIDE))
                    .isEqualTo(request);
        }
    }

    @Test
    void a_reply_has_no_type_of_its_own() {
        assertThatThrownBy(() -> ContentWriter.type(new Content.InterruptReply()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbers_json_does_not_have_become_null() {
        assertThat(Json.of(List.of(Double.NaN, 1, "x", Map.of("k", true)).stream().toList()))
                .isEqualTo(JsonParser.parseString("[null, 1, \"x\", {\"k\": true}]"));
    }
}
