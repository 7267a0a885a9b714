package telaio.display;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the client says by a [Comm], on its way to those who listen.
///
/// @param comm the comm's id
/// @param target the comm's target; of no meaning unless it is opened
/// @param data what JSON has: texts, booleans, `Long`, `Double`, lists and maps of such, null
/// @param metadata as `data`
public record Arrival(
        Act act,
        String comm,
        String target,
        Map<String, @Nullable Object> data,
        Map<String, @Nullable Object> metadata,
        List<byte[]> buffers)
        implements Serializable {
    /// What can be done with a comm.
    public enum Act {
        OPEN,
        MESSAGE,
        CLOSE
    }

    /// Calls whoever listens, in the calling thread. Throws what they throw. Called by the session.
    public void deliver() {
        var message = new Comm.Message(data, metadata, buffers);
        switch (act) {
            case OPEN -> Comms.opened(comm, target, message);
            case MESSAGE -> Comms.said(comm, message);
            case CLOSE -> Comms.closed(comm, message);
        }
    }
}
