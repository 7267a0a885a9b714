package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Notices that clients subscribe to iopub. The iopub thread alone may use the socket, but it waits
/// for what is published: a thread of its own waits at the socket's signal, which costs a message
/// that is sent nothing.
final class Subscriptions implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Subscriptions.class.getName());

    private final Selector selector;
    private final Runnable look;

    /// One permit when the iopub thread has looked.
    private final Semaphore looked = new Semaphore(0);

    private Subscriptions(Selector selector, Runnable look) {
        this.selector = selector;
        this.look = look;
    }

    /// Begins to watch.
    ///
    /// @param look has the iopub thread receive what there is, then call [#looked]; called again
    ///   only after that
    static Subscriptions watch(Endpoint endpoint, Runnable look) {
        try {
            var selector = Selector.open();
            endpoint.signal().register(selector, SelectionKey.OP_READ);
            var watching = new Subscriptions(selector, look);
            Thread.ofPlatform().name("subscriptions").daemon().start(watching::watch);
            return watching;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void watch() {
        try {
            while (selector.isOpen()) {
                if (selector.select(_ -> {}) > 0) {
                    look.run();
                    looked.acquireUninterruptibly();
                }
            }
        } catch (ClosedSelectorException closed) {
            LOG.log(DEBUG, "the kernel ends", closed);
        } catch (IOException | RuntimeException failure) {
            LOG.log(WARNING, "new clients are no longer welcomed", failure);
        }
    }

    /// Nothing is left to receive. Called by the iopub thread.
    void looked() {
        looked.release();
    }

    /// The topic that a message to iopub subscribes to; null if it is another message.
    static @Nullable String topic(List<byte[]> frames) {
        var first = frames.getFirst();
        if (frames.size() != 1 || first.length == 0 || first[0] != 1) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(first, 1, first.length - 1))
                    .toString();
        } catch (CharacterCodingException notText) {
            LOG.log(WARNING, "a subscription that is no text", notText);
            return null;
        }
    }

    /// Ends the watch.
    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException failure) {
            LOG.log(WARNING, "the watch for new clients was not closed", failure);
        }
        looked.release();
    }
}
