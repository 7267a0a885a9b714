package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.ExecutionState;
import telaio.jupyter.protocol.Content.IopubWelcome;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.MessageCodec;
import telaio.jupyter.protocol.Publisher;
import telaio.jupyter.protocol.Session;

/// The iopub channel: one thread sends what all others publish, in order. Nothing is dropped but
/// what is said to be.
final class IoPub implements Publisher, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(IoPub.class.getName());

    private final Endpoint endpoint;
    private final MessageCodec codec;
    private final Session session;
    private final Budget budget = new Budget();
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final Thread writer;

    IoPub(Endpoint endpoint, MessageCodec codec, Session session, OutputLimit limit) {
        this.endpoint = endpoint;
        this.codec = codec;
        this.session = session;
        outbox = new Outbox(limit, budget);
        endpoint.tellSubscriptions();
        subscriptions = Subscriptions.watch(endpoint, outbox::look);
        writer = Thread.ofPlatform().name("iopub").daemon().start(this::write);
    }

    @Override
    public void publish(@Nullable Header parent, Broadcast content) {
        outbox.put(parent, content);
    }

    @Override
    public void stopped(Header parent) {
        outbox.stop(parent);
    }

    private void write() {
        try (endpoint) {
            boolean open = true;
            while (open) {
                try {
                    open = next();
                } catch (Throwable failure) {
                    LOG.log(WARNING, "a message on iopub was dropped", failure);
                }
            }
        }
    }

    private boolean next() throws InterruptedException {
        switch (outbox.take()) {
            case null -> {
                return false;
            }
            case Outbox.Look() -> welcome();
            case Outbox.Item item -> send(item);
        }
        return true;
    }

    /// Tells each new subscriber that it has not missed what comes from now on.
    private void welcome() {
        try {
            for (var frames : endpoint.receiveNow()) {
                var subscription = Subscriptions.topic(frames);
                if (subscription != null) {
                    var welcome = session.broadcast(null, new IopubWelcome(subscription));
                    endpoint.send(codec.encode(welcome));
                }
            }
        } finally {
            subscriptions.looked();
        }
    }

    private void send(Outbox.Item item) {
        var frames = codec.encode(session.broadcast(item.parent(), item.content()));
        endpoint.send(frames);
        if (item.content() instanceof Status(var state)) {
            if (state == ExecutionState.IDLE) {
                budget.reset();
            }
        } else {
            // the server counts the bytes of streams only, of other messages their number
            int size =
                    item.content() instanceof Stream
                            ? frames.stream().mapToInt(f -> f.length).sum()
                            : 0;
            budget.charge(System.nanoTime(), size);
        }
    }

    /// Sends what is left, without regard to the budget, and closes the socket.
    @Override
    public void close() {
        subscriptions.close();
        outbox.close();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
