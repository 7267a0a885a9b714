package telaio.jupyter;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import telaio.display.Showing;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.protocol.Content;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.InputRequests;
import telaio.jupyter.protocol.Json;
import telaio.jupyter.protocol.Message;
import telaio.jupyter.protocol.Publisher;

/// The execute requests of this kernel's life, and the newest messages of comms, by origin: what
/// runs on behalf of a request reaches the cell that sent it, also after the cell has ended. Called
/// by any thread.
final class Requests implements Frontend {
    /// Messages of comms whose threads may print after the end, at least.
    private static final int FLEETING = 1000;

    private final Publisher publisher;
    private final InputRequests input;
    private final Texts texts;
    private final Comms comms;

    /// Cells stay: a thread may print for as long as the session lives.
    private final ConcurrentHashMap<Long, Request> byOrigin = new ConcurrentHashMap<>();

    /// Of messages of comms, which may be many: the newest are kept.
    private final ConcurrentLinkedQueue<Long> fleeting = new ConcurrentLinkedQueue<>();

    private final Semaphore room = new Semaphore(FLEETING);
    private final AtomicLong last = new AtomicLong();
    private final Set<Long> running = ConcurrentHashMap.newKeySet();
    private volatile long newestCell;

    /// A request, with the frames that say which client sent it.
    private record Request(Message message, boolean silent, boolean allowStdin) {}

    Requests(Publisher publisher, InputRequests input, Texts texts, Comms comms) {
        this.publisher = publisher;
        this.input = input;
        this.texts = texts;
        this.comms = comms;
    }

    /// A request is about to run.
    ///
    /// @return its origin
    long begin(Message message, ExecuteRequest execute) {
        long origin = begin(new Request(message, execute.silent(), execute.allowStdin()));
        newestCell = origin;
        return origin;
    }

    /// A message of a comm is about to be heard.
    ///
    /// @return its origin
    long begin(Message message) {
        long origin = begin(new Request(message, false, false));
        fleeting.add(origin);
        while (!room.tryAcquire()) {
            var oldest = fleeting.poll();
            if (oldest != null) {
                byOrigin.remove(oldest);
                room.release();
            }
        }
        return origin;
    }

    private long begin(Request request) {
        long origin = last.incrementAndGet();
        byOrigin.put(origin, request);
        running.add(origin);
        return origin;
    }

    /// A request that ran has ended.
    void end(long origin) {
        running.remove(origin);
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
    public void show(long origin, Showing showing) {
        publish(
                origin,
                switch (showing) {
                    case Showing.Show(var id, var data) ->
                            new Content.DisplayData(Json.bundle(data), new JsonObject(), named(id));
                    case Showing.Update(var id, var data) ->
                            new Content.UpdateDisplayData(
                                    Json.bundle(data), new JsonObject(), named(id));
                    case Showing.Clear(var whenNextComes) -> new Content.ClearOutput(whenNextComes);
                    case Showing.Said said -> comms.said(said);
                });
    }

    /// The ends of comms that the session had are gone.
    @Override
    public void sessionEnded() {
        comms.closeAll().forEach(id -> publish(newestCell, new Content.CommClose(id)));
    }

    private static JsonObject named(String id) {
        var json = new JsonObject();
        json.addProperty("display_id", id);
        return json;
    }

    @Override
    public String input(long origin, String prompt, boolean password) throws IOException {
        var request = find(origin);
        if (request == null || !request.allowStdin) {
            throw new IOException(texts.noInput);
        }
        if (!running.contains(origin)) {
            throw new IOException(texts.noInputAfterEnd);
        }
        try {
            return input.ask(request.message, new Content.InputRequest(prompt, password));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw wrap(interrupted);
        } catch (ConnectException absent) {
            throw new IOException(texts.noInput, absent);
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
        return request == null ? byOrigin.get(newestCell) : request;
    }
}
