package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Storage;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Tracer;
import telaio.multiprocessing.memory.Watched;

/// An array of numbers that several processes see and change, as a list of fixed size. A process it
/// is sent to gets the same one, not a copy.
///
/// One access to one element is one step that no other process comes between. What reads or writes
/// several (`fill`, `copyFrom`, streams, what [java.util.List] adds) is not: that takes [#lock()].
///
/// Its memory is given back when it is closed, or when no process got it and it is no longer
/// reachable; otherwise when the first process of the family ends.
///
/// @param <T> Integer, Long, Double or Byte; null is refused
public final class SharedArray<T> extends AbstractList<T>
        implements RandomAccess, AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Storage storage;
    private final transient MemorySegment memory;
    private final transient Form form;
    private final transient long offset;
    private final transient int length;
    private final transient Lock lock;
    private final transient Tracer tracer = Domain.current().tracer();

    private SharedArray(Form form, int length) {
        this(
                Domain.current().newStorage((long) checked(length) * form.width()),
                form,
                0,
                length,
                new Lock());
    }

    SharedArray(Storage storage, Form form, long offset, int length, Lock lock) {
        this.storage = storage;
        this.memory = storage.memory();
        this.form = form;
        this.offset = offset;
        this.length = length;
        this.lock = lock;
    }

    private static int checked(int length) {
        if (length < 0) {
            throw new IllegalArgumentException(DataTexts.negativeLength(length));
        }
        return length;
    }

    /// An array of zeros.
    ///
    /// @throws IllegalArgumentException if `length` is negative
    /// @throws telaio.multiprocessing.memory.NoRoom if there is no room for it
    public static SharedArray<Integer> ofInts(int length) {
        return new SharedArray<>(Form.INT, length);
    }

    /// An array of zeros, as [#ofInts].
    public static SharedArray<Long> ofLongs(int length) {
        return new SharedArray<>(Form.LONG, length);
    }

    /// An array of zeros, as [#ofInts].
    public static SharedArray<Double> ofDoubles(int length) {
        return new SharedArray<>(Form.DOUBLE, length);
    }

    /// An array of zeros, as [#ofInts].
    public static SharedArray<Byte> ofBytes(int length) {
        return new SharedArray<>(Form.BYTE, length);
    }

    /// An array with these elements.
    public static SharedArray<Integer> of(int... elements) {
        var array = ofInts(elements.length);
        array.copyFrom(elements);
        return array;
    }

    /// An array with these elements.
    public static SharedArray<Long> of(long... elements) {
        var array = ofLongs(elements.length);
        array.copyFrom(elements);
        return array;
    }

    /// An array with these elements.
    public static SharedArray<Double> of(double... elements) {
        var array = ofDoubles(elements.length);
        array.copyFrom(elements);
        return array;
    }

    /// An array with these elements.
    public static SharedArray<Byte> of(byte[] elements) {
        var array = ofBytes(elements.length);
        array.copyFrom(elements);
        return array;
    }

    /// How many elements it has; never changes.
    public int length() {
        return length;
    }

    /// The same as [#length].
    @Override
    public int size() {
        return length;
    }

    /// @throws IndexOutOfBoundsException if there is no such element
    @Override
    public T get(int index) {
        T element = typed(form.get(memory(), at(index)));
        tracer.did(TraceEvent.Kind.GET, watched(), index);
        return element;
    }

    /// Replaces an element.
    ///
    /// @return the one before
    /// @throws IndexOutOfBoundsException if there is no such element
    /// @throws ClassCastException if `element` is not of this array's type
    @Override
    public T set(int index, T element) {
        return update(index, before -> element, true, false);
    }

    /// Replaces an element if it is `expected`; floating point numbers are compared bit by bit.
    ///
    /// @return whether it was
    public boolean compareAndSet(int index, T expected, T element) {
        long before = tracer.now();
        boolean done = form.compareAndSet(memory(), at(index), expected, element);
        tracer.changed(watched(), index, done ? before : 0);
        return done;
    }

    /// Adds to an element, wrapping as the type does.
    ///
    /// @return the element before
    public T getAndAdd(int index, T delta) {
        return getAndUpdate(index, before -> typed(form.sum(before, delta)));
    }

    /// Adds to an element, wrapping as the type does.
    ///
    /// @return the element from then on
    public T addAndGet(int index, T delta) {
        return updateAndGet(index, before -> typed(form.sum(before, delta)));
    }

    /// Replaces an element by what `change` makes of it.
    ///
    /// @param change called again when another process changed the element meanwhile
    /// @return the element before
    public T getAndUpdate(int index, UnaryOperator<T> change) {
        return update(index, change, true, true);
    }

    /// Replaces an element by what `change` makes of it.
    ///
    /// @param change called again when another process changed the element meanwhile
    /// @return the element from then on
    public T updateAndGet(int index, UnaryOperator<T> change) {
        return update(index, change, false, true);
    }

    /// @param reads whether the new element depends on the old one
    private T update(int index, UnaryOperator<T> change, boolean before, boolean reads) {
        long start = tracer.now();
        var result = form.update(memory(), at(index), old -> change.apply(typed(old)), before);
        if (reads) {
            tracer.changed(watched(), index, start);
        } else {
            tracer.gave(TraceEvent.Kind.SET, watched(), index, start);
        }
        return typed(result);
    }

    /// Sets every element.
    public void fill(T element) {
        for (int i = 0; i < length; i++) {
            form.set(memory(), at(i), element);
        }
    }

    /// The elements from `from` on before `to`: not a copy, the same memory, and the same lock.
    ///
    /// @throws IndexOutOfBoundsException if there are no such elements
    public SharedArray<T> slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return new SharedArray<>(storage, form, at(0, from), to - from, lock);
    }

    /// The same as [#slice].
    @Override
    public SharedArray<T> subList(int from, int to) {
        return slice(from, to);
    }

    /// Sets the elements to those of an array of the same length.
    ///
    /// @throws IllegalArgumentException if it has another length
    /// @throws ClassCastException if the type is another
    public void copyFrom(int... source) {
        MemorySegment.copy(source, 0, bulk(Form.INT, source.length), INTS, 0, length);
    }

    /// As [#copyFrom(int...)].
    public void copyFrom(long... source) {
        MemorySegment.copy(source, 0, bulk(Form.LONG, source.length), LONGS, 0, length);
    }

    /// As [#copyFrom(int...)].
    public void copyFrom(double... source) {
        MemorySegment.copy(source, 0, bulk(Form.DOUBLE, source.length), DOUBLES, 0, length);
    }

    /// As [#copyFrom(int...)].
    public void copyFrom(byte[] source) {
        MemorySegment.copy(source, 0, bulk(Form.BYTE, source.length), BYTES, 0, length);
    }

    private static final ValueLayout.OfInt INTS = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfDouble DOUBLES = ValueLayout.JAVA_DOUBLE;
    private static final ValueLayout.OfByte BYTES = ValueLayout.JAVA_BYTE;

    /// A copy of the elements.
    ///
    /// @throws ClassCastException if they are of another type
    public int[] toIntArray() {
        return bulk(Form.INT, length).toArray(INTS);
    }

    /// As [#toIntArray].
    public long[] toLongArray() {
        return bulk(Form.LONG, length).toArray(LONGS);
    }

    /// As [#toIntArray].
    public double[] toDoubleArray() {
        return bulk(Form.DOUBLE, length).toArray(DOUBLES);
    }

    /// As [#toIntArray].
    public byte[] toByteArray() {
        return bulk(Form.BYTE, length).toArray(BYTES);
    }

    /// The elements of [#toIntArray].
    public IntStream intStream() {
        return IntStream.of(toIntArray());
    }

    /// The elements of [#toLongArray].
    public LongStream longStream() {
        return LongStream.of(toLongArray());
    }

    /// The elements of [#toDoubleArray].
    public DoubleStream doubleStream() {
        return DoubleStream.of(toDoubleArray());
    }

    /// The memory itself, in the machine's byte order.
    public MemorySegment segment() {
        return memory().asSlice(offset, (long) length * form.width());
    }

    private MemorySegment bulk(Form wanted, int other) {
        if (form != wanted) {
            throw new ClassCastException(
                    DataTexts.otherElements(
                            form.type().getSimpleName(), wanted.type().getSimpleName()));
        }
        if (other != length) {
            throw new IllegalArgumentException(DataTexts.otherLength(other, length));
        }
        return segment();
    }

    /// The array's own lock, for steps of more than one access. It keeps out only who asks for it.
    public Lock lock() {
        return lock;
    }

    /// Gives the memory back, as soon as no process uses it any more: processes that have the array
    /// keep it, none can get it from now on. In this process it is of no use any more, nor are its
    /// slices. Closing again does nothing.
    @Override
    public void close() {
        tracer.did(TraceEvent.Kind.CLOSE, watched(), 0);
        storage.close();
    }

    private MemorySegment memory() {
        if (storage.isClosed()) {
            throw new IllegalStateException(DataTexts.closed("SharedArray"));
        }
        return memory;
    }

    private long at(int index) {
        return at(Objects.checkIndex(index, length), 0);
    }

    private long at(int index, int further) {
        return offset + ((long) index + further) * form.width();
    }

    @SuppressWarnings("unchecked") // the form was chosen with T
    private T typed(Object element) {
        return (T) element;
    }

    Watched watched() {
        return storage.watched(offset);
    }

    private Object writeReplace() {
        return new ArrayHandle(storage.address(), form, offset, length, lock);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("an array is sent as its handle");
    }
}
