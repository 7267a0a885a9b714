package telaio.jupyter;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.protocol.Content;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.Publisher;

/// The execute requests of this kernel's life by origin: what runs on behalf of a request reaches
/// the cell that sent it, also after the cell has ended. Called by any thread.
final class Requests implements Frontend {
    private final Publisher publisher;
    private final InputRequests input;
    private final Texts texts;

    /// Never emptied: a thread may print for as long as the session lives.
    private final ConcurrentHashMap<Long, Request> byOrigin = new ConcurrentHashMap<>();

    private final AtomicLong last = new AtomicLong();
    private volatile long running;

    /// A request, with the frames that say which client sent it.
    private record Request(Message message, boolean silent, boolean allowStdin) {}

    Requests(Publisher publisher, InputRequests input, Texts texts) {
        this.publisher = publisher;
        this.input = input;
        this.texts = texts;
    }

    /// A request is about to run.
    ///
    /// @return its origin
    long begin(Message message, ExecuteRequest execute) {
        long origin = last.incrementAndGet();
        byOrigin.put(origin, new Request(message, execute.silent(), execute.allowStdin()));
        running = origin;
        return origin;
    }

    /// The request that runs has ended.
    void end() {
        running = 0;
    }

    /// Publishes on behalf of a request, unless it is silent.
    void publish(long origin, Content.Broadcast content) {
        var request = find(origin);
        if (request == null) {
            publisher.publish(null, content);
        } else if (!request.silent) {
            publisher.publish(request.message.header(), content);
        }
    }

    /// The user stopped this request: nobody shall wait any more on its behalf.
    void stopped(Header header) {
        publisher.stopped(header);
        input.cancel(header);
    }

    @Override
    public void stream(long origin, Stream stream, String text) {
        if (!text.isEmpty()) {
            publish(origin, new Content.Stream(stream.jupyterName(), text));
        }
    }

    @Override
    public String input(long origin, String prompt, boolean password) throws IOException {
        var request = find(origin);
        if (request == null || !request.allowStdin) {
            throw new IOException(texts.noInput);
        }
        if (origin != running) {
            throw new IOException(texts.noInputAfterEnd);
        }
        try {
            return input.ask(request.message, new Content.InputRequest(prompt, password));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw wrap(interrupted);
        } catch (IOException cancelled) {
            throw wrap(cancelled);
        }
    }

    private IOException wrap(Exception cause) {
        var stopped = new InterruptedIOException(texts.stoppedInput);
        stopped.initCause(cause);
        return stopped;
    }

    /// What no cell started, or code of an earlier life printed, goes to the newest cell: a client
    /// does not show what has no parent.
    private @Nullable Request find(long origin) {
        var request = byOrigin.get(origin);
        return request == null ? byOrigin.get(last.get()) : request;
    }
}
