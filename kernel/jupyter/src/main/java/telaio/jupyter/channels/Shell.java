package telaio.jupyter.channels;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import telaio.jupyter.protocol.Content.Comm;
import telaio.jupyter.protocol.Content.CommInfoRequest;
import telaio.jupyter.protocol.Content.CompleteRequest;
import telaio.jupyter.protocol.Content.HistoryRequest;
import telaio.jupyter.protocol.Content.InspectRequest;
import telaio.jupyter.protocol.Content.IsCompleteRequest;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Message;

/// The shell channel. Its own thread only receives and sends; [another][CellThread] runs the cells,
/// one more for each subshell those that are sent there, and one answers what may be asked while a
/// cell runs.
final class Shell {
    private final Server server;
    private final Errands errands;
    private final Answers answers;
    private final Working working;
    private final CellThread cells;
    private final Subshells subshells;

    private final ExecutorService questions =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("questions").factory());

    /// @param server sends by `errands`
    Shell(Server server, Errands errands, Answers answers, Working working) {
        this.server = server;
        this.errands = errands;
        this.answers = answers;
        this.working = working;
        cells = cellThread();
        subshells = new Subshells(this::cellThread);
    }

    private CellThread cellThread() {
        return new CellThread(server, answers, working, this::catchUp);
    }

    /// Begins to run cells.
    void start() {
        cells.start(Thread.ofPlatform().name("cells").daemon());
    }

    Subshells subshells() {
        return subshells;
    }

    /// A message for the shell thread, which calls this.
    void accept(List<byte[]> frames) {
        if (errands.accept(frames)) {
            return;
        }
        var message = server.decode(frames);
        if (message == null) {
            return;
        }
        switch (message.content()) {
            // Also while all others are busy: a client gives up on a kernel that does not answer.
            case KernelInfoRequest _ -> aside(message);
            case CompleteRequest _,
                    InspectRequest _,
                    IsCompleteRequest _,
                    HistoryRequest _,
                    CommInfoRequest _ ->
                    questions.execute(() -> aside(message));
            default -> enqueue(message);
        }
    }

    private void enqueue(Message message) {
        var id = message.header().subshell();
        var thread = id == null ? cells : subshells.find(id);
        if (thread != null) {
            thread.add(message);
            return;
        }
        // A client waits for the idle of a message that has no reply, too.
        server.serve(
                message,
                () -> message.content() instanceof Comm ? null : Subshells.unknown("" + id));
        working.remind();
    }

    private void aside(Message message) {
        server.serve(message, () -> answers.answer(message));
        working.remind();
    }

    /// Returns when all that has come to the socket is where it belongs.
    private void catchUp() {
        var done = new CompletableFuture<Boolean>();
        boolean open =
                errands.give(() -> {
                    try {
                        server.endpoint().receiveNow().forEach(this::accept);
                    } finally {
                        done.complete(true);
                    }
                });
        if (open) {
            done.join();
        }
    }
}
