package telaio.display;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;

/// A line of talk with the client that shows the notebook: with a widget, or with a script of the
/// page. Either side opens it for a target, a name that the other side knows:
///
/// ```java
/// Comm.register("echo", comm -> comm.onMessage(message -> comm.send(message.data())));
/// ```
///
/// Those who listen are called in the notebook's own process, one message of a comm after the
/// other. JupyterLab delivers messages while a cell runs, other clients may do so when it has
/// ended. What a listener prints belongs to the message it was called for; if it throws, the client
/// shows the exception, and the comm stays open.
///
/// A comm can be sent to other processes, which may send by it but not listen. It equals one of the
/// same [id][#id()].
public final class Comm implements Serializable {
    private static final long serialVersionUID = 1L;

    /// What one side says to the other.
    ///
    /// @param data what JSON has: texts, booleans, `Long`, `Double`, lists and maps of such, null
    /// @param metadata as `data`; mostly empty
    /// @param buffers binary data
    public record Message(
            Map<String, @Nullable Object> data,
            Map<String, @Nullable Object> metadata,
            List<byte[]> buffers) {}

    private final String id;
    private final String target;

    /// What the client said when it opened the comm.
    private transient @Nullable Message opening;

    Comm(String id, String target) {
        this.id = id;
        this.target = target;
    }

    /// Says what happens when the client opens a comm for a target; a second call replaces the
    /// first. If `opened` throws, the comm is closed.
    public static void register(String target, Consumer<? super Comm> opened) {
        Comms.register(target, opened);
    }

    /// Comms for this target are refused from now on; those that are open stay open.
    public static void unregister(String target) {
        Comms.unregister(target);
    }

    /// Opens a comm. A client that does not know the target closes it.
    public static Comm open(String target) {
        return open(target, Map.of());
    }

    /// Opens a comm with data, as in [#send(Map)].
    public static Comm open(String target, Map<String, ? extends @Nullable Object> data) {
        return open(target, data, Map.of(), List.of());
    }

    /// Opens a comm with data, as in [#send(Map, Map, List)].
    public static Comm open(
            String target,
            Map<String, ? extends @Nullable Object> data,
            Map<String, ? extends @Nullable Object> metadata,
            List<byte[]> buffers) {
        var comm = new Comm(UUID.randomUUID().toString(), target);
        Comms.add(comm);
        comm.say(Arrival.Act.OPEN, data, metadata, buffers);
        return comm;
    }

    void open(Message message) {
        opening = message;
    }

    /// By which both sides know this comm.
    public String id() {
        return id;
    }

    public String target() {
        return target;
    }

    /// What the client said when it opened this comm; empty if it was opened here.
    public Message opening() {
        var message = opening;
        return message == null ? new Message(Map.of(), Map.of(), List.of()) : message;
    }

    /// Says who hears what the client says, in place of whom was told before. Nothing happens if
    /// the comm is closed.
    ///
    /// @return this
    public Comm onMessage(Consumer<? super Message> listener) {
        var ears = Comms.ears(this);
        if (ears != null) {
            ears.onMessage = listener;
        }
        return this;
    }

    /// Says who hears that the client has closed this comm, in place of whom was told before.
    /// Nothing happens if the comm is closed.
    ///
    /// @return this
    public Comm onClose(Consumer<? super Message> listener) {
        var ears = Comms.ears(this);
        if (ears != null) {
            ears.onClose = listener;
        }
        return this;
    }

    /// Sends data: texts, numbers, booleans, null, maps, lists, arrays and records of such; of
    /// anything else its text. Nothing happens if the comm is closed.
    public void send(Map<String, ? extends @Nullable Object> data) {
        send(data, Map.of(), List.of());
    }

    /// Sends data with something beside it, see [Message].
    public void send(
            Map<String, ? extends @Nullable Object> data,
            Map<String, ? extends @Nullable Object> metadata,
            List<byte[]> buffers) {
        say(Arrival.Act.MESSAGE, data, metadata, buffers);
    }

    /// Closes this comm. May be called again.
    public void close() {
        Comms.remove(this);
        say(Arrival.Act.CLOSE, Map.of(), Map.of(), List.of());
    }

    private void say(
            Arrival.Act act,
            Map<String, ? extends @Nullable Object> data,
            Map<String, ? extends @Nullable Object> metadata,
            List<byte[]> buffers) {
        new Showing.Said(act, id, target, JsonText.of(data), JsonText.of(metadata), buffers)
                .send(Origin.current().id());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Comm comm && comm.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Comm[" + target + " " + id + "]";
    }
}
