package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import telaio.jupyter.protocol.Content.InputReply;
import telaio.jupyter.protocol.Content.InputRequest;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.MessageCodec;
import telaio.jupyter.protocol.ProtocolException;
import telaio.jupyter.protocol.Session;

/// The stdin channel: one question at a time, to the client whose cell asks.
///
/// The stdin thread waits for the client's answers, and sends what others ask. A client connects
/// its channels one by one: a question that comes before its stdin channel is there is kept, and
/// sent when it is.
final class Stdin implements InputRequests, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Stdin.class.getName());

    /// How often a question is offered to a client that is not connected, in milliseconds.
    private static final int RETRY = 20;

    /// How long a client may take to connect.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final MessageCodec codec;
    private final Session session;
    private final Duration patience;
    private final Errands errands;

    /// Questions that could not be sent yet. The stdin thread's.
    private final List<Question> unsent = new ArrayList<>();

    /// Held by the thread whose question is shown.
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Set<Question> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Question shown;
    private volatile boolean closed;

    private static final class Question {
        private final Message request;
        private final Message message;
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        /// Since when it is offered to its client, by the system's nano time. The stdin thread's.
        private long offered;

        private Question(Message request, Message message) {
            this.request = request;
            this.message = message;
        }
    }

    Stdin(ZMQ.Context context, Endpoint endpoint, MessageCodec codec, Session session) {
        this(context, endpoint, codec, session, PATIENCE);
    }

    /// @param patience how long a client may take to connect its stdin channel
    Stdin(
            ZMQ.Context context,
            Endpoint endpoint,
            MessageCodec codec,
            Session session,
            Duration patience) {
        this.endpoint = endpoint;
        this.codec = codec;
        this.session = session;
        this.patience = patience;
        endpoint.knowClients();
        errands = new Errands(context, endpoint, "stdin");
    }

    @Override
    public String ask(Message request, InputRequest input)
            throws IOException, InterruptedException {
        var question = new Question(request, session.dialogue(request, input));
        open.add(question);
        try {
            if (closed) {
                throw new IOException("the kernel ends");
            }
            turn.lockInterruptibly();
            try {
                return answer(question);
            } finally {
                turn.unlock();
            }
        } finally {
            open.remove(question);
        }
    }

    private String answer(Question question) throws IOException, InterruptedException {
        shown = question;
        try {
            if (!question.answer.isDone() && !errands.give(() -> offer(question))) {
                throw new IOException("the kernel ends");
            }
            return question.answer.get();
        } catch (CancellationException cancelled) {
            throw new IOException("the question was cancelled", cancelled);
        } catch (ExecutionException absent) {
            throw (ConnectException)
                    new ConnectException(absent.getMessage()).initCause(absent.getCause());
        } finally {
            shown = null;
        }
    }

    @Override
    public void cancel(Header request) {
        for (var question : open) {
            if (question.request.header().msgId().equals(request.msgId())) {
                question.answer.cancel(false);
            }
        }
    }

    /// A message for the stdin thread, which calls this; no frames when it is time to try again.
    void accept(List<byte[]> frames) {
        if (frames.isEmpty()) {
            sendQuestions();
            return;
        }
        if (errands.accept(frames)) {
            return;
        }
        try {
            answered(codec.decode(frames));
        } catch (ProtocolException bad) {
            LOG.log(WARNING, "dropped on stdin: {0}", bad.getMessage());
        }
    }

    private void offer(Question question) {
        question.offered = System.nanoTime();
        unsent.add(question);
        sendQuestions();
    }

    private void sendQuestions() {
        unsent.removeIf(this::settled);
        endpoint.wakeAfter(unsent.isEmpty() ? -1 : RETRY);
    }

    /// Whether there is nothing left to do for it: it was sent or given up.
    private boolean settled(Question question) {
        if (question.answer.isDone() || endpoint.sendIfConnected(codec.encode(question.message))) {
            return true;
        }
        boolean late = System.nanoTime() - question.offered > patience.toNanos();
        if (late) {
            question.answer.completeExceptionally(
                    new ConnectException("the client has not connected its stdin channel"));
        }
        return late;
    }

    private void answered(Message reply) {
        var question = shown;
        if (question != null
                && reply.content() instanceof InputReply(var value)
                && answers(reply, question)) {
            question.answer.complete(value);
        } else {
            LOG.log(WARNING, "nobody asked for this {0}", reply.header().msgType());
        }
    }

    /// Whether a reply is for this question, not for one given up. Some clients name no parent.
    private static boolean answers(Message reply, Question question) {
        var parent = reply.parent();
        boolean ours =
                parent == null
                        || !parent.msgType().equals("input_request")
                        || parent.msgId().equals(question.message.header().msgId());
        return ours
                && Objects.deepEquals(
                        reply.identities().toArray(), question.request.identities().toArray());
    }

    /// Ends all waits. The stdin thread ends with the context.
    @Override
    public void close() {
        closed = true;
        errands.close();
        open.forEach(question -> question.answer.cancel(false));
    }
}
