package telaio.multiprocessing;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A list that a [Manager] keeps.
final class ManagedList<E> extends AbstractList<E> implements RandomAccess, Serializable {
    private static final long serialVersionUID = 1L;

    /// Each call of it is one of the manager's process.
    @SuppressWarnings("serial") // a proxy, whose handler is
    private final List<E> kept;

    @SuppressWarnings("unchecked") // nobody has added anything yet
    ManagedList(Remote remote) {
        kept = remote.as(List.class);
    }

    @Override
    public E get(int index) {
        return kept.get(index);
    }

    @Override
    public E set(int index, E element) {
        return kept.set(index, element);
    }

    @Override
    public boolean add(E element) {
        return kept.add(element);
    }

    @Override
    public void add(int index, E element) {
        kept.add(index, element);
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return kept.addAll(new ArrayList<>(elements));
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> elements) {
        return kept.addAll(index, new ArrayList<>(elements));
    }

    @Override
    public E remove(int index) {
        return kept.remove(index);
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return kept.remove(element);
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return kept.removeAll(new ArrayList<>(elements));
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return kept.retainAll(new ArrayList<>(elements));
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return kept.contains(element);
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return kept.indexOf(element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return kept.lastIndexOf(element);
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

    /// Element by element: not one step for others.
    @Override
    public void replaceAll(UnaryOperator<E> change) {
        for (int i = 0; i < size(); i++) {
            set(i, change.apply(get(i)));
        }
    }

    /// Sorts a copy and writes it back: not one step for others.
    @Override
    public void sort(@Nullable Comparator<? super E> order) {
        var sorted = copy();
        sorted.sort(order);
        for (int i = 0; i < sorted.size(); i++) {
            set(i, sorted.get(i));
        }
    }

    @SuppressWarnings("unchecked") // only such were added
    private List<E> copy() {
        return Arrays.asList((E[]) kept.toArray());
    }

    @Override
    public Spliterator<E> spliterator() {
        return copy().spliterator();
    }

    /// Whether it is the same list, or one with the same elements.
    @Override
    public boolean equals(@Nullable Object other) {
        return (other instanceof ManagedList<?> list && list.kept.equals(kept))
                || (other instanceof List<?> && copy().equals(other));
    }

    @Override
    public int hashCode() {
        return copy().hashCode();
    }

    @Override
    public String toString() {
        return copy().toString();
    }
}
