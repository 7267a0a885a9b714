package telaio.jupyter.protocol;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Enclosure;

/// Messages to ZeroMQ frames and back:
///
/// `identity… <IDS|MSG> signature header parent_header metadata content buffer…`
///
/// Called by any thread.
public final class MessageCodec {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

    private static final List<String> PARTS =
            List.of("header", "parent_header", "metadata", "content");

    private final Signer signer;

    public MessageCodec(Signer signer) {
        this.signer = signer;
    }

    /// Reads a message a kernel may receive.
    ///
    /// @throws ProtocolException if frames are missing, the signature is wrong, a part is not UTF-8
    ///   or not JSON, or a field has the wrong type
    public Message decode(List<byte[]> frames) throws ProtocolException {
        int delimiter = delimiter(frames);
        int first = delimiter + 2;
        int end = first + PARTS.size();
        if (frames.size() < end) {
            throw new ProtocolException(
                    "truncated: %d frames after the delimiter, at least %d expected"
                            .formatted(frames.size() - delimiter - 1, end - delimiter - 1));
        }
        var parts = frames.subList(first, end);
        if (!signer.verify(frames.get(delimiter + 1), parts)) {
            throw new ProtocolException("wrong signature");
        }
        var json = new ArrayList<JsonObject>();
        for (int i = 0; i < PARTS.size(); i++) {
            var what = PARTS.get(i);
            json.add(Json.parse(text(parts.get(i), what), what));
        }
        var header = Header.read(json.get(0));
        var buffers = List.copyOf(frames.subList(end, frames.size()));
        var enclosure = new Enclosure(json.get(2), buffers);
        return new Message(
                frames.subList(0, delimiter),
                header,
                parent(json.get(1)),
                json.get(2),
                ContentReader.read(header.msgType(), json.get(3), enclosure),
                buffers);
    }

    public List<byte[]> encode(Message message) {
        var parent = message.parent();
        var parts =
                List.of(
                        bytes(message.header().json()),
                        bytes(parent == null ? new JsonObject() : parent.json()),
                        bytes(message.metadata()),
                        bytes(ContentWriter.write(message.content())));
        var frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(parts));
        frames.addAll(parts);
        frames.addAll(message.buffers());
        return frames;
    }

    private static int delimiter(List<byte[]> frames) throws ProtocolException {
        for (int i = 0; i < frames.size(); i++) {
            if (Arrays.equals(frames.get(i), DELIMITER)) {
                return i;
            }
        }
        throw new ProtocolException("no delimiter in " + frames.size() + " frames");
    }

    private static @Nullable Header parent(JsonObject json) throws ProtocolException {
        return json.isEmpty() ? null : Header.readParent(json);
    }

    private static String text(byte[] frame, String what) throws ProtocolException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
        } catch (CharacterCodingException bad) {
            throw new ProtocolException(what + " is not UTF-8", bad);
        }
    }

    private static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
