package telaio.jupyter.protocol;

import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A Jupyter message.
///
/// @param identities routing frames: of a request, who sent it; of a broadcast, its topic
/// @param parent header of the request that caused this message; null if none did
/// @param buffers binary data beside the content, in the order of the wire
public record Message(
        List<byte[]> identities,
        Header header,
        @Nullable Header parent,
        JsonObject metadata,
        Content content,
        List<byte[]> buffers) {
    public Message {
        identities = List.copyOf(identities);
        buffers = List.copyOf(buffers);
    }

    /// A message that comes from nobody's socket.
    public Message(Header header, Content content) {
        this(List.of(), header, null, new JsonObject(), content, List.of());
    }
}
