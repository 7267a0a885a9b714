package telaio.jupyter.channels;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.CreateSubshellReply;
import telaio.jupyter.protocol.Content.CreateSubshellRequest;
import telaio.jupyter.protocol.Content.DeleteSubshellReply;
import telaio.jupyter.protocol.Content.DeleteSubshellRequest;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ListSubshellReply;
import telaio.jupyter.protocol.Content.ListSubshellRequest;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Content.SubshellRequest;

/// The subshells that clients have made: each a line of requests beside the shell's. Any thread may
/// call it.
final class Subshells {
    private final Map<String, CellThread> threads = new ConcurrentHashMap<>();
    private final Supplier<CellThread> maker;

    /// @param maker makes a thread that is not started
    Subshells(Supplier<CellThread> maker) {
        this.maker = maker;
    }

    /// Null if there is no such subshell.
    @Nullable CellThread find(String id) {
        return threads.get(id);
    }

    Reply answer(SubshellRequest request) {
        return switch (request) {
            case CreateSubshellRequest() -> create();
            case DeleteSubshellRequest(var id) -> {
                var thread = threads.remove(id);
                if (thread == null) {
                    yield unknown(id);
                }
                thread.end();
                yield new DeleteSubshellReply();
            }
            case ListSubshellRequest() -> new ListSubshellReply(List.copyOf(threads.keySet()));
        };
    }

    private Reply create() {
        var id = UUID.randomUUID().toString();
        var thread = maker.get();
        threads.put(id, thread);
        // it waits for the session most of the time
        thread.start(Thread.ofVirtual().name("subshell-" + id));
        return new CreateSubshellReply(id);
    }

    /// The reply to a request about a subshell that is not there.
    static ErrorReply unknown(String id) {
        var text = "no subshell " + id;
        return new ErrorReply("UnknownSubshell", text, List.of(text), null);
    }
}
