package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Message;

/// A thread that runs cells, and all else that has to keep its place among them, one after the
/// other: the shell's, or a subshell's.
final class CellThread {
    private static final System.Logger LOG = System.getLogger(CellThread.class.getName());

    private final Server server;
    private final Answers answers;
    private final Working working;
    private final Runnable catchUp;

    /// Empty for the end.
    private final LinkedBlockingQueue<Optional<Message>> waiting = new LinkedBlockingQueue<>();

    /// @param catchUp returns when all that has come to the shell is where it belongs
    CellThread(Server server, Answers answers, Working working, Runnable catchUp) {
        this.server = server;
        this.answers = answers;
        this.working = working;
        this.catchUp = catchUp;
    }

    void start(Thread.Builder builder) {
        builder.start(this::work);
    }

    void add(Message message) {
        waiting.add(Optional.of(message));
    }

    /// Ends the thread when it has done what was added before.
    void end() {
        waiting.add(Optional.empty());
    }

    private void work() {
        boolean open = true;
        while (open) {
            try {
                var next = waiting.take();
                next.ifPresent(this::work);
                open = next.isPresent();
            } catch (Throwable failure) {
                LOG.log(WARNING, "a request on shell was dropped", failure);
            }
        }
    }

    private void work(Message message) {
        var passed = new ArrayList<Message>();
        serve(message, () -> answer(message, passed));
        for (var behind : passed) {
            serve(behind, () -> passOver(behind));
        }
    }

    private void serve(Message message, java.util.function.Supplier<@Nullable Reply> answer) {
        working.begin(message.header());
        server.serve(message, answer, () -> working.end(message.header()));
        working.remind();
    }

    private @Nullable Reply answer(Message message, List<Message> passed) {
        var reply = answers.answer(message);
        if (reply instanceof ErrorReply
                && message.content() instanceof ExecuteRequest execute
                && execute.stopOnError()) {
            takeWaiting(passed);
        }
        return reply;
    }

    /// What has come already when a cell has failed: none of its cells will run. Taken before the
    /// reply is sent, for what a client sends after the reply is meant to run.
    private void takeWaiting(List<Message> passed) {
        catchUp.run();
        var taken = new ArrayList<Optional<Message>>();
        waiting.drainTo(taken);
        for (var one : taken) {
            one.ifPresentOrElse(passed::add, this::end);
        }
    }

    private @Nullable Reply passOver(Message message) {
        return message.content() instanceof ExecuteRequest
                ? answers.abort()
                : answers.answer(message);
    }
}
