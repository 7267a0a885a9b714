package telaio.multiprocessing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A call whose results are wanted one after the other while it goes on. Its source is read by the
/// thread that takes the results, a bounded number of chunks ahead of it; so it may be endless.
///
/// Used by one thread at a time, but for what the crew calls.
final class LookAhead<R extends @Nullable Object> extends Call implements Iterator<R> {
    private final Crew crew;
    private final Iterator<?> source;
    private final int chunkSize;
    private final boolean ordered;

    /// Most chunks that have been read from the source and whose results have not been taken.
    private final int most;

    private int nextItem;
    private int nextChunk;
    private int ahead;
    private long start;
    private long limit = Long.MAX_VALUE;
    private @Nullable RuntimeException sourceFailure;
    private @Nullable Error sourceError;
    private volatile boolean sourceEnded;
    private boolean closed;

    /// What has come.
    private final BlockingQueue<Outcome> arrived = new LinkedBlockingQueue<>();

    /// What came before its turn, by first item.
    private final Map<Integer, Outcome> early = new HashMap<>();

    /// The results of the chunk that is being taken.
    private final Queue<Taken> current = new ArrayDeque<>();

    /// What became of a chunk; of all that are missing if there is none.
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    private record Outcome(
            @Nullable Chunk chunk, List<@Nullable Object> values, @Nullable Throwable failure) {}

    /// A result, or what is thrown in its place.
    private record Taken(@Nullable Object value, @Nullable Throwable failure) {}

    /// @param most how many chunks to be ahead
    LookAhead(Crew crew, Deed deed, Iterator<?> source, int chunkSize, int most, boolean ordered) {
        super(deed);
        this.crew = crew;
        this.source = source;
        this.chunkSize = chunkSize;
        this.most = most;
        this.ordered = ordered;
        crew.check();
    }

    /// The results as a stream. Closing it before its end abandons the call.
    @SuppressWarnings("unchecked") // the deed makes Rs
    Stream<R> stream() {
        int kind = ordered ? Spliterator.ORDERED : 0;
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize((Iterator<R>) this, kind), false)
                .onClose(this::close);
    }

    private void close() {
        closed = true;
        crew.abandonSoon(this);
    }

    /// Reads the source now, not only when the first result is wanted.
    ///
    /// @throws TaskNotSerializable if an item cannot be sent; nothing was begun then
    void begin() {
        lookAhead();
        if (sourceFailure != null) {
            close();
            throwSourceFailure();
        }
    }

    /// Gives the crew what it may have in advance.
    private void lookAhead() {
        var chunks = new ArrayList<Chunk>();
        while (ahead < most && !sourceEnded && !closed) {
            var items = read();
            if (!items.isEmpty()) {
                try {
                    chunks.add(chunk(nextItem, items.toArray(new Object[0])));
                } catch (RuntimeException e) {
                    sourceEnded = true;
                    sourceFailure = e;
                    break;
                }
                nextItem += items.size();
                ahead++;
            }
        }
        if (!chunks.isEmpty()) {
            crew.submit(this, chunks);
        }
    }

    /// A failure of the source comes after the results of what it gave.
    private List<@Nullable Object> read() {
        var items = new ArrayList<@Nullable Object>();
        try {
            while (items.size() < chunkSize && source.hasNext()) {
                items.add(source.next());
            }
            sourceEnded = items.size() < chunkSize;
        } catch (RuntimeException e) {
            sourceEnded = true;
            sourceFailure = e;
        } catch (Error e) {
            sourceEnded = true;
            sourceError = e;
        }
        return items;
    }

    @Override
    public boolean hasNext() {
        if (current.isEmpty()) {
            lookAhead();
            if (ahead > 0) {
                take();
            } else {
                throwSourceFailure();
            }
        }
        return !current.isEmpty();
    }

    private void throwSourceFailure() {
        var failure = sourceFailure;
        var error = sourceError;
        sourceFailure = null;
        sourceError = null;
        if (failure != null) {
            throw failure;
        }
        if (error != null) {
            throw error;
        }
    }

    private void take() {
        var outcome = ordered ? early.remove(nextChunk) : null;
        while (outcome == null) {
            outcome = receive();
            if (ordered && outcome.chunk != null && outcome.chunk.first() != nextChunk) {
                early.put(outcome.chunk.first(), outcome);
                outcome = null;
            }
        }
        nextChunk += outcome.chunk == null ? 0 : outcome.chunk.size();
        ahead = outcome.chunk == null ? 0 : ahead - 1;
        if (outcome.failure != null) {
            current.add(new Taken(null, outcome.failure));
        }
        for (var value : outcome.values) {
            current.add(new Taken(value, null));
        }
    }

    /// From now on all results together may take `timeout`, if that is not null.
    void limit(@Nullable Duration timeout) {
        if (timeout != null) {
            limit = TimeUnit.NANOSECONDS.convert(timeout);
            start = System.nanoTime();
        }
    }

    private Outcome receive() {
        try {
            if (limit == Long.MAX_VALUE) {
                return arrived.take();
            }
            var next = arrived.poll(limit - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
            if (next == null) {
                close();
                throw new CompletionException(new TimeoutException(PoolTexts.late()));
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            var cancelled = new CancellationException(PoolTexts.interrupted());
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /// A failure is thrown in the place of its chunk's results; one may go on after it.
    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the deed makes Rs
    public R next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var taken = current.remove();
        if (taken.failure != null) {
            throw Rebuilt.thrownHere(taken.failure);
        }
        return (R) taken.value;
    }

    @Override
    boolean takesChecked() {
        return false;
    }

    @Override
    void succeeded(Chunk chunk, List<@Nullable Object> results) {
        arrived.add(new Outcome(chunk, results, null));
        crew.settled(this, 1);
    }

    @Override
    void failed(Chunk chunk, int index, Throwable why) {
        arrived.add(new Outcome(chunk, List.of(), why));
        crew.settled(this, 1);
    }

    @Override
    void broken(RuntimeException why) {
        sourceEnded = true;
        arrived.add(new Outcome(null, List.of(), why));
    }
}
