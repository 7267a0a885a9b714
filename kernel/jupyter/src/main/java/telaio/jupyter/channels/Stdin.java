package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
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
/// The stdin thread waits for the client's answers; who asks wakes it by a second address of its
/// socket, inside this JVM, because only that thread may send on it.
final class Stdin implements InputRequests, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Stdin.class.getName());
    private static final String INSIDE = "inproc://telaio-stdin";
    private static final byte[] WAKER = "telaio-stdin".getBytes(StandardCharsets.US_ASCII);

    private final Endpoint endpoint;
    private final MessageCodec codec;
    private final Session session;
    private final ConcurrentLinkedQueue<Message> outgoing = new ConcurrentLinkedQueue<>();

    /// Guarded by itself.
    private final ZMQ.Socket waker;

    /// Held by the thread whose question is shown.
    private final ReentrantLock turn = new ReentrantLock(true);

    private final Set<Question> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Question shown;
    private volatile boolean closed;

    private static final class Question {
        private final Message request;
        private final Message message;
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        private Question(Message request, Message message) {
            this.request = request;
            this.message = message;
        }
    }

    Stdin(ZMQ.Context context, Endpoint endpoint, MessageCodec codec, Session session) {
        this.endpoint = endpoint;
        this.codec = codec;
        this.session = session;
        endpoint.bind(INSIDE);
        waker = context.socket(SocketType.DEALER);
        waker.setLinger(0);
        waker.setIdentity(WAKER);
        waker.connect(INSIDE);
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
            if (!question.answer.isDone()) {
                outgoing.add(question.message);
                wake();
            }
            return question.answer.get();
        } catch (CancellationException cancelled) {
            throw new IOException("the question was cancelled", cancelled);
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
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

    /// A message for the stdin thread, which calls this.
    void accept(List<byte[]> frames) {
        if (Arrays.equals(frames.getFirst(), WAKER)) {
            for (var message = outgoing.poll(); message != null; message = outgoing.poll()) {
                endpoint.send(codec.encode(message));
            }
            return;
        }
        try {
            answered(codec.decode(frames));
        } catch (ProtocolException bad) {
            LOG.log(WARNING, "dropped on stdin: {0}", bad.getMessage());
        }
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

    private void wake() throws IOException {
        synchronized (waker) {
            if (closed) {
                throw new IOException("the kernel ends");
            }
            waker.send(new byte[0]);
        }
    }

    /// Ends all waits. The stdin thread ends with the context.
    @Override
    public void close() {
        synchronized (waker) {
            if (closed) {
                return;
            }
            closed = true;
            waker.close();
        }
        open.forEach(question -> question.answer.cancel(false));
    }
}
