package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Content.ExecutionState;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Content.ShutdownReply;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.MessageCodec;
import telaio.jupyter.protocol.ProtocolException;
import telaio.jupyter.protocol.Publisher;
import telaio.jupyter.protocol.Session;

/// What shell and control have in common: a request is answered between `busy` and `idle`. Used by
/// any thread that may send.
///
/// @param name of the channel, for the log
/// @param sender sends frames on the endpoint
/// @param shutdown called when a shutdown request was answered
record Server(
        String name,
        Endpoint endpoint,
        Consumer<List<byte[]>> sender,
        MessageCodec codec,
        Session session,
        Publisher publisher,
        Runnable shutdown) {
    private static final System.Logger LOG = System.getLogger(Server.class.getName());

    /// Reads a message.
    ///
    /// @return null if the frames are no message, or one that is not signed with the key
    @Nullable Message decode(List<byte[]> frames) {
        try {
            return codec.decode(frames);
        } catch (ProtocolException bad) {
            LOG.log(WARNING, "dropped on {0}: {1}", name, bad.getMessage());
            return null;
        }
    }

    /// Sends what `answer` gives; an error if it throws.
    void serve(Message request, Supplier<@Nullable Reply> answer) {
        serve(request, answer, () -> {});
    }

    /// Sends what `answer` gives; an error if it throws.
    ///
    /// @param end called before `idle` is published
    void serve(Message request, Supplier<@Nullable Reply> answer, Runnable end) {
        if (betweenBusyAndIdle(request, answer, end) instanceof ShutdownReply) {
            shutdown.run();
        }
    }

    private @Nullable Reply betweenBusyAndIdle(
            Message request, Supplier<@Nullable Reply> answer, Runnable end) {
        publisher.publish(request.header(), new Status(ExecutionState.BUSY));
        try {
            var reply = guarded(request, answer);
            if (reply != null) {
                sender.accept(codec.encode(session.reply(request, reply)));
            }
            return reply;
        } finally {
            end.run();
            publisher.publish(request.header(), new Status(ExecutionState.IDLE));
        }
    }

    private static @Nullable Reply guarded(Message request, Supplier<@Nullable Reply> answer) {
        try {
            return answer.get();
        } catch (Throwable failure) {
            LOG.log(WARNING, request.header().msgType() + " failed", failure);
            return new ErrorReply(
                    failure.getClass().getName(),
                    String.valueOf(failure.getMessage()),
                    List.of(failure.toString()),
                    request.content() instanceof ExecuteRequest ? 0 : null);
        }
    }
}
