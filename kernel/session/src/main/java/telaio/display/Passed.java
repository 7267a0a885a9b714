package telaio.display;

import java.util.Comparator;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A stream's items on their way through a [Progress], which is closed when all parts are at their
/// end.
final class Passed<T> implements Spliterator<T> {
    private final Spliterator<T> items;
    private final Progress progress;

    /// Those not at their end yet, of all that one stream was split into.
    private final AtomicInteger parts;

    private boolean atEnd;

    Passed(Spliterator<T> items, Progress progress) {
        this(items, progress, new AtomicInteger(1));
    }

    private Passed(Spliterator<T> items, Progress progress, AtomicInteger parts) {
        this.items = items;
        this.progress = progress;
        this.parts = parts;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        boolean more =
                items.tryAdvance(item -> {
                    action.accept(item);
                    progress.step();
                });
        if (!more) {
            end();
        }
        return more;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        items.forEachRemaining(item -> {
            action.accept(item);
            progress.step();
        });
        end();
    }

    private void end() {
        if (!atEnd) {
            atEnd = true;
            if (parts.decrementAndGet() == 0) {
                progress.close();
            }
        }
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        var part = items.trySplit();
        if (part == null) {
            return null;
        }
        parts.incrementAndGet();
        return new Passed<>(part, progress, parts);
    }

    @Override
    public long estimateSize() {
        return items.estimateSize();
    }

    @Override
    public int characteristics() {
        return items.characteristics();
    }

    @Override
    public @Nullable Comparator<? super T> getComparator() {
        return items.getComparator();
    }
}
