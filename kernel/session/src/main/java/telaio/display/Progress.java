package telaio.display;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;

/// A progress bar:
///
/// ```java
/// for (var file : Progress.of(files)) { … }
/// for (int i : Progress.of(100)) { … }
/// Progress.of(pool.imap(f, numbers), "squares").forEach(…);
///
/// var progress = Progress.of(100);     // counted by hand, from any thread
/// progress.step();
/// ```
///
/// Shows itself when it is made, at most ten times a second as it goes on, and in its final state:
/// when all is done, when it is [closed][#close()], or when the cell ends.
public final class Progress implements Iterable<Integer>, AutoCloseable {
    /// The shortest time from one drawing to the next.
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final String label;
    private final long total;
    private final long begin = System.nanoTime();
    private final long origin = Origin.current().id();
    private final Display display = Display.fresh();

    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile long drawn;
    private volatile boolean ended;

    /// Guarded by this.
    private @Nullable Bar shown;

    /// @param total negative if unknown
    Progress(String label, long total) {
        this.label = label;
        this.total = total;
        ended = total == 0;
        draw();
    }

    /// The same items; the bar goes on as they are taken. Its end is known where `items` is a
    /// collection.
    public static <T> Iterable<T> of(Iterable<T> items) {
        return of(items, "");
    }

    /// As [#of(Iterable)].
    ///
    /// @param label stands before the bar
    public static <T> Iterable<T> of(Iterable<T> items, String label) {
        return () -> {
            long total = items instanceof Collection<?> known ? known.size() : -1;
            return new Taken<>(items.iterator(), new Progress(label, total));
        };
    }

    /// As [#of(Iterable)], of an array.
    public static <T> Iterable<T> of(T[] items) {
        return of(Arrays.asList(items));
    }

    /// A stream of the same items, sequential or parallel as `items` is; the bar goes on as they
    /// pass. Its end is known where the stream's size is.
    public static <T> Stream<T> of(Stream<T> items) {
        return of(items, "");
    }

    /// As [#of(Stream)].
    ///
    /// @param label stands before the bar
    public static <T> Stream<T> of(Stream<T> items, String label) {
        boolean parallel = items.isParallel();
        var spliterator = items.spliterator();
        var progress = new Progress(label, spliterator.getExactSizeIfKnown());
        return StreamSupport.stream(new Passed<>(spliterator, progress), parallel)
                .onClose(() -> {
                    progress.close();
                    items.close();
                });
    }

    /// A bar of `total` steps, and the numbers from 0 to `total` − 1: each taken from its iterator
    /// is one step.
    ///
    /// @throws IllegalArgumentException if `total` is negative
    public static Progress of(int total) {
        return of(total, "");
    }

    /// As [#of(int)].
    ///
    /// @param label stands before the bar
    /// @throws IllegalArgumentException if `total` is negative
    public static Progress of(int total, String label) {
        if (total < 0) {
            throw new IllegalArgumentException(Texts.NEGATIVE_TOTAL.text(total));
        }
        return new Progress(label, total);
    }

    /// One more is done. Any thread may call it.
    public void step() {
        step(1);
    }

    /// So many more are done. Any thread may call it.
    ///
    /// @throws IllegalArgumentException if `count` is negative
    public void step(long count) {
        if (count < 0) {
            throw new IllegalArgumentException(Texts.NEGATIVE_STEP.text(count));
        }
        long now = done.addAndGet(count);
        if (now == total) {
            close();
        } else if (System.nanoTime() - drawn >= PAUSE) {
            draw();
        } else if (!due.get() && due.compareAndSet(false, true)) {
            Unshown.add(this);
            CompletableFuture.delayedExecutor(PAUSE, TimeUnit.NANOSECONDS).execute(this::drawRest);
        }
    }

    /// How many are done.
    public long done() {
        return done.get();
    }

    /// Nothing more will come: the bar stays as it is. Not needed where all was done.
    @Override
    public void close() {
        ended = true;
        draw();
    }

    /// The numbers from 0 to `total` − 1; the work on one is done when the next is asked for.
    @Override
    public Iterator<Integer> iterator() {
        return new Taken<>(IntStream.range(0, (int) total).iterator(), this);
    }

    /// Draws what no step has drawn yet.
    void drawRest() {
        due.set(false);
        Unshown.remove(this);
        draw();
    }

    private synchronized void draw() {
        drawn = System.nanoTime();
        var bar = new Bar(label, done(), total, Duration.ofNanos(drawn - begin), ended);
        var last = shown;
        if (last != null && last.done() == bar.done() && last.ended() == bar.ended()) {
            return;
        }
        shown = bar;
        var data = bar.bundle().data();
        var showing =
                last == null
                        ? new Showing.Show(display.id(), data)
                        : new Showing.Update(display.id(), data);
        showing.send(origin);
    }

    @Override
    public String toString() {
        return total < 0 ? String.valueOf(done()) : done() + "/" + total;
    }

    /// An item counts when the next is asked for: only then its work is done.
    private static final class Taken<T> implements Iterator<T> {
        private final Iterator<T> items;
        private final Progress progress;
        private boolean atWork;

        Taken(Iterator<T> items, Progress progress) {
            this.items = items;
            this.progress = progress;
        }

        @Override
        public boolean hasNext() {
            finish();
            if (items.hasNext()) {
                return true;
            }
            progress.close();
            return false;
        }

        @Override
        public T next() {
            finish();
            var item = items.next();
            atWork = true;
            return item;
        }

        private void finish() {
            if (atWork) {
                atWork = false;
                progress.step();
            }
        }
    }
}
