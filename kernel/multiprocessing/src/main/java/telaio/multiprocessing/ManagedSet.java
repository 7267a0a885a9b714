package telaio.multiprocessing;

import java.io.Serializable;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A set that a [Manager] keeps.
final class ManagedSet<E> extends AbstractSet<E> implements Serializable {
    private static final long serialVersionUID = 1L;

    /// Each call of it is one of the manager's process.
    @SuppressWarnings("serial") // a proxy, whose handler is
    private final Set<E> kept;

    @SuppressWarnings("unchecked") // nobody has added anything yet
    ManagedSet(Remote remote) {
        kept = remote.as(Set.class);
    }

    @Override
    public boolean add(E element) {
        return kept.add(Objects.requireNonNull(element, "element"));
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return kept.addAll(List.copyOf(elements));
    }

    @Override
    public boolean remove(Object element) {
        return kept.remove(element);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return kept.removeAll(List.copyOf(elements));
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return kept.retainAll(List.copyOf(elements));
    }

    @Override
    public boolean contains(Object element) {
        return kept.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return kept.containsAll(List.copyOf(elements));
    }

    @Override
    public int size() {
        return kept.size();
    }

    @Override
    public void clear() {
        kept.clear();
    }

    @Override
    public Object[] toArray() {
        return kept.toArray();
    }

    @Override
    @SuppressWarnings("unchecked") // only such were added
    public Iterator<E> iterator() {
        var copy = Arrays.asList((E[]) kept.toArray()).iterator();
        return new Iterator<>() {
            private @Nullable E last;

            @Override
            public boolean hasNext() {
                return copy.hasNext();
            }

            @Override
            public E next() {
                var next = copy.next();
                last = next;
                return next;
            }

            @Override
            public void remove() {
                if (last == null) {
                    throw new IllegalStateException("remove before next");
                }
                kept.remove(last);
                last = null;
            }
        };
    }

    /// Whether it is the same set, or one with the same elements.
    @Override
    public boolean equals(@Nullable Object other) {
        return (other instanceof ManagedSet<?> set && set.kept.equals(kept)) || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
