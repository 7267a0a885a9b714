package telaio.jupyter;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import telaio.display.Arrival;
import telaio.display.Showing;
import telaio.jupyter.protocol.Content.Comm;
import telaio.jupyter.protocol.Content.CommClose;
import telaio.jupyter.protocol.Content.CommInfoReply;
import telaio.jupyter.protocol.Content.CommMsg;
import telaio.jupyter.protocol.Content.CommOpen;
import telaio.jupyter.protocol.Content.Enclosure;
import telaio.jupyter.protocol.Json;

/// The comms that are open between clients and session. Any thread may call it.
final class Comms {
    /// Targets by comm id.
    private final Map<String, String> open = new ConcurrentHashMap<>();

    /// A client says something by a comm.
    ///
    /// @return what the session is told; null if there is no such comm, or one that is open is
    ///   opened again
    @Nullable Arrival arrived(Comm comm) {
        return switch (comm) {
            case CommOpen(var id, var target, _, _) ->
                    open.putIfAbsent(id, target) == null
                            ? arrival(Arrival.Act.OPEN, comm, target)
                            : null;
            case CommMsg(var id, _, _) ->
                    open.containsKey(id) ? arrival(Arrival.Act.MESSAGE, comm, "") : null;
            case CommClose(var id, _, _) ->
                    open.remove(id) != null ? arrival(Arrival.Act.CLOSE, comm, "") : null;
        };
    }

    private static Arrival arrival(Arrival.Act act, Comm comm, String target) {
        return new Arrival(
                act,
                comm.commId(),
                target,
                Json.plain(comm.data()),
                Json.plain(comm.enclosure().metadata()),
                comm.enclosure().buffers());
    }

    /// The session says something by a comm.
    Comm said(Showing.Said said) {
        var enclosure = new Enclosure(Json.parsed(said.metadata()), said.buffers());
        var data = Json.parsed(said.data());
        return switch (said.act()) {
            case OPEN -> {
                open.put(said.comm(), said.target());
                yield new CommOpen(said.comm(), said.target(), data, enclosure);
            }
            case MESSAGE -> new CommMsg(said.comm(), data, enclosure);
            case CLOSE -> {
                open.remove(said.comm());
                yield new CommClose(said.comm(), data, enclosure);
            }
        };
    }

    /// Closes a comm from this side.
    ///
    /// @return whether it was open
    boolean close(String id) {
        return open.remove(id) != null;
    }

    /// Closes all.
    ///
    /// @return the ids of those that were open
    List<String> closeAll() {
        return open.keySet().stream().filter(this::close).toList();
    }

    /// @param target only those with this target; null for all
    CommInfoReply info(@Nullable String target) {
        return new CommInfoReply(
                open.entrySet().stream()
                        .filter(entry -> target == null || target.equals(entry.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
