package telaio.multiprocessing;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A queue between processes as a collection: it is looked at in copies, and nothing leaves it but
/// the oldest item.
///
/// @param <E> type of the items; null is refused
abstract sealed class Line<E> extends AbstractQueue<E> permits Queue {
    /// Copies of the items there are now, oldest first; cannot be changed.
    abstract List<E> snapshot();

    /// Copies of the items there are now.
    @Override
    public Iterator<E> iterator() {
        return snapshot().iterator();
    }

    @Override
    public Object[] toArray() {
        return snapshot().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return snapshot().toArray(array);
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean remove(@Nullable Object item) {
        throw notFromTheMiddle();
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean removeAll(Collection<?> items) {
        throw notFromTheMiddle();
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean retainAll(Collection<?> items) {
        throw notFromTheMiddle();
    }

    /// Not possible: only the oldest item can be removed.
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        throw notFromTheMiddle();
    }

    private static UnsupportedOperationException notFromTheMiddle() {
        return new UnsupportedOperationException(Texts.notFromTheMiddle());
    }
}
