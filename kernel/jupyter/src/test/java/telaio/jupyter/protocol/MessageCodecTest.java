package telaio.jupyter.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.jupyter.protocol.Content.ExecuteRequest;

class MessageCodecTest {
    private static final Signer SIGNER = new Signer("a key", "hmac-sha256");

    private final MessageCodec codec = new MessageCodec(SIGNER);
    private final Session session =
            new Session(
                    "s",
                    "kernel",
                    Clock.fixed(Instant.parse("2026-11-21T10:00:00.000001Z"), ZoneOffset.UTC));

    private static String header(String type) {
        return "{\"msg_id\": \"m\", \"msg_type\": \"" + type + "\", \"session\": \"c\"}";
    }

    private static List<byte[]> frames(String header, String content) {
        return frames(header.getBytes(UTF_8), "{}", "{}", content);
    }

    private static List<byte[]> frames(
            byte[] header, String parent, String metadata, String content) {
        var parts =
                List.of(
                        header,
                        parent.getBytes(UTF_8),
                        metadata.getBytes(UTF_8),
                        content.getBytes(UTF_8));
        var frames = new ArrayList<byte[]>();
        frames.add("client".getBytes(UTF_8));
        frames.add("<IDS|MSG>".getBytes(UTF_8));
        frames.add(SIGNER.sign(parts));
        frames.addAll(parts);
        return frames;
    }

    private Content read(String type, String content) throws ProtocolException {
        return codec.decode(frames(header(type), content)).content();
    }

    @Test
    void an_execute_request_has_the_protocols_defaults() throws ProtocolException {
        assertThat(read("execute_request", "{\"code\": \"1\"}"))
                .isEqualTo(new ExecuteRequest("1", false, true, Map.of(), false, true));
    }

    @Test
    void a_silent_request_is_never_stored() throws ProtocolException {
        var silent = new ExecuteRequest("1", true, false, Map.of(), false, true);
        assertThat(read("execute_request", "{\"code\": \"1\", \"silent\": true}"))
                .isEqualTo(silent);
        assertThat(
                        read(
                                "execute_request",
                                "{\"code\": \"1\", \"silent\": true, \"store_history\": true}"))
                .isEqualTo(silent);
    }

    @Test
    void reads_every_field_of_an_execute_request() throws ProtocolException {
        var content =
                """
                {"code": "x", "silent": false, "store_history": false, "allow_stdin": true,
                 "user_expressions": {"k": "v"}, "stop_on_error": false, "future": [1, 2]}
                """;
        assertThat(read("execute_request", content))
                .isEqualTo(new ExecuteRequest("x", false, false, Map.of("k", "v"), true, false));
    }

    @Test
    void null_counts_as_absent() throws ProtocolException {
        assertThat(read("execute_request", "{\"code\": \"\", \"user_expressions\": null}"))
                .isEqualTo(new ExecuteRequest("", false, true, Map.of(), false, true));
        assertThat(read("comm_info_request", "{\"target_name\": null}"))
                .isEqualTo(new Content.CommInfoRequest(null));
    }

    @Test
    void positions_default_to_the_end_in_code_points() throws ProtocolException {
        assertThat(read("complete_request", "{\"code\": \"a😀\"}"))
                .isEqualTo(new Content.CompleteRequest("a😀", 2));
        assertThat(read("inspect_request", "{\"code\": \"ab\", \"cursor_pos\": 1}"))
                .isEqualTo(new Content.InspectRequest("ab", 1, 0));
    }

    @Test
    void keeps_a_message_of_unknown_type() throws ProtocolException {
        assertThat(read("tea_request", "{\"sugar\": 2}"))
                .isInstanceOfSatisfying(
                        Content.Unknown.class,
                        unknown -> assertThat(unknown.msgType()).isEqualTo("tea_request"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    execute_request | {}                                   | execute_request has no code
                    execute_request | {"code": 1}                          | code of execute_request must be a string
                    execute_request | {"code": "", "silent": "yes"}        | silent of execute_request must be true or false
                    execute_request | {"code": "", "user_expressions": []} | user_expressions of execute_request must be an object
                    execute_request | {"code": "", "user_expressions": {"a": 1}} | user_expressions[a] of execute_request must be a string
                    complete_request | {"code": "", "cursor_pos": 1.5}     | cursor_pos of complete_request must be an integer
                    complete_request | {"code": "", "cursor_pos": "1"}     | cursor_pos of complete_request must be a number
                    shutdown_request | {"restart": 1}                      | restart of shutdown_request must be true or false
                    comm_open       | {"target_name": "t"}                 | comm_open has no comm_id
                    execute_request | []                                   | content is not a JSON object
                    execute_request | {"code": ""} {}                      | content is not JSON
                    execute_request | {code: ""}                           | content is not JSON
                    execute_request | {"code": "                           | content is not JSON
                    """)
    void names_what_is_wrong(String type, String content, String text) {
        assertThatThrownBy(() -> read(type, content))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(text);
    }

    @Test
    void text_after_the_json_is_wrong() {
        assertThatThrownBy(() -> read("kernel_info_request", "{}{}"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("content");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void a_message_cut_short_is_wrong(int length) {
        var frames = frames(header("kernel_info_request"), "{}");
        assertThatThrownBy(() -> codec.decode(frames.subList(0, length)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(length < 2 ? "no delimiter" : "truncated");
    }

    @Test
    void text_that_is_not_utf8_is_wrong() {
        var bad = header("kernel_info_request").getBytes(UTF_8);
        bad[12] = (byte) 0xff;
        assertThatThrownBy(() -> codec.decode(frames(bad, "{}", "{}", "{}")))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("header is not UTF-8");
    }

    @Test
    void another_keys_signature_is_wrong() {
        var other = new MessageCodec(new Signer("another key", "hmac-sha256"));
        assertThatThrownBy(() -> other.decode(frames(header("kernel_info_request"), "{}")))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("wrong signature");
    }

    @Test
    void a_changed_message_is_wrong() {
        var frames = frames(header("kernel_info_request"), "{}");
        frames.set(6, "{ }".getBytes(UTF_8));
        assertThatThrownBy(() -> codec.decode(frames))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("wrong signature");
    }

    @Test
    void without_key_nothing_is_signed_nor_checked() throws ProtocolException {
        var open = new MessageCodec(new Signer("", "hmac-sha256"));
        var frames = frames(header("kernel_info_request"), "{}");
        assertThat(open.decode(frames).content()).isEqualTo(new Content.KernelInfoRequest());
        assertThat(open.encode(session.request(new Content.KernelInfoRequest())).get(1)).isEmpty();
    }

    @Test
    void keeps_identities_and_buffers() throws ProtocolException {
        var frames = frames(header("comm_msg"), "{\"comm_id\": \"c\", \"data\": {\"x\": 1}}");
        frames.addFirst("router".getBytes(UTF_8));
        frames.add(new byte[] {1, 2});
        var message = codec.decode(frames);
        assertThat(message.identities())
                .containsExactly("router".getBytes(UTF_8), "client".getBytes(UTF_8));
        assertThat(message.buffers()).containsExactly(new byte[] {1, 2});
    }

    @Test
    void a_reply_goes_back_to_who_asked_and_names_the_request() throws ProtocolException {
        var request =
                codec.decode(
                        frames(
                                "{\"msg_id\": \"m\", \"msg_type\": \"interrupt_request\","
                                        + " \"session\": \"c\", \"subshell_id\": \"7\"}",
                                "{}"));
        var frames = codec.encode(session.reply(request, new Content.InterruptReply()));

        assertThat(new String(frames.get(0), UTF_8)).isEqualTo("client");
        assertThat(json(frames.get(3)))
                .isEqualTo(
                        json(
                                """
                                {"msg_id": "s_1", "msg_type": "interrupt_reply", "session": "s",
                                 "username": "kernel", "date": "2026-11-21T10:00:00.000001Z",
                                 "version": "5.5"}
                                """));
        var parent = json(frames.get(4));
        assertThat(parent.get("msg_id").getAsString()).isEqualTo("m");
        assertThat(parent.get("subshell_id").getAsString()).isEqualTo("7");
        assertThat(json(frames.get(6))).isEqualTo(json("{\"status\": \"ok\"}"));
        assertThat(SIGNER.verify(frames.get(2), frames.subList(3, 7))).isTrue();
    }

    @Test
    void a_parent_may_have_anything_left_out() throws ProtocolException {
        var header = header("input_reply").getBytes(UTF_8);
        var parent = codec.decode(frames(header, "{\"msg_id\": \"q\"}", "{}", "{}")).parent();
        assertThat(parent).isNotNull();
        assertThat(String.valueOf(parent)).contains("msgId=q");
    }

    @Test
    void a_broadcast_has_its_type_as_topic() {
        var frames =
                codec.encode(session.broadcast(null, new Content.Stream("stdout", "perché 😀\n")));
        assertThat(new String(frames.get(0), UTF_8)).isEqualTo("stream");
        assertThat(json(frames.get(4))).isEqualTo(new JsonObject());
        assertThat(json(frames.get(6)))
                .isEqualTo(json("{\"name\": \"stdout\", \"text\": \"perché 😀\\n\"}"));
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static JsonObject json(byte[] frame) {
        return json(new String(frame, UTF_8));
    }
}
