package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.function.UnaryOperator;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Tracer;

/// A number, character or truth value that several processes see and change: `new Value<>(0)`. A
/// process it is sent to gets the same one.
///
/// One call is one step that no other process comes between, but two calls are two:
/// `value.set(value.get() + 1)` can lose what another adds meanwhile. That takes
/// `value.getAndAdd(1)`, or the value's own lock:
///
/// ```java
/// try (var _ = value.lock().acquire()) {
///     value.set(value.get() + 1);
/// }
/// ```
///
/// @param <T> Integer, Long, Double, Boolean, Byte, Short, Character or Float; null is refused
public final class Value<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Address address;
    private final transient Form form;
    private final transient MemorySegment memory;
    private final transient Lock lock;
    private final transient Tracer tracer = Domain.current().tracer();

    /// Makes a value of the type of `initial`, which it never changes.
    ///
    /// @throws IllegalArgumentException if the type is none of those above
    public Value(T initial) {
        this(Domain.current().cells().newValue(), Form.of(initial));
        form.set(memory, 0, initial);
    }

    private Value(Address address, Form form) {
        this.address = address;
        this.form = form;
        this.memory = Domain.current().besideMutex(address);
        this.lock = new Lock(address);
    }

    public static Value<Integer> ofInt(int initial) {
        return new Value<>(initial);
    }

    public static Value<Long> ofLong(long initial) {
        return new Value<>(initial);
    }

    public static Value<Double> ofDouble(double initial) {
        return new Value<>(initial);
    }

    public static Value<Boolean> ofBoolean(boolean initial) {
        return new Value<>(initial);
    }

    /// The value now.
    public T get() {
        T value = typed(form.get(memory, 0));
        tracer.did(TraceEvent.Kind.GET, address);
        return value;
    }

    /// Replaces the value.
    ///
    /// @throws ClassCastException if it is not of this value's type
    public void set(T value) {
        long before = tracer.now();
        form.set(memory, 0, value);
        tracer.gave(TraceEvent.Kind.SET, address, before);
    }

    /// Replaces the value.
    ///
    /// @return the one before
    public T getAndSet(T value) {
        return update(before -> value, true, false);
    }

    /// Replaces the value if it is `expected`; floating point numbers are compared bit by bit.
    ///
    /// @return whether it was
    public boolean compareAndSet(T expected, T value) {
        long before = tracer.now();
        boolean done = form.compareAndSet(memory, 0, expected, value);
        tracer.changed(address, done ? before : 0);
        return done;
    }

    /// Adds, wrapping as the type does.
    ///
    /// @return the value before
    /// @throws UnsupportedOperationException if it is a truth value
    public T getAndAdd(T delta) {
        return getAndUpdate(before -> typed(form.sum(before, delta)));
    }

    /// Adds, wrapping as the type does.
    ///
    /// @return the value from then on
    /// @throws UnsupportedOperationException if it is a truth value
    public T addAndGet(T delta) {
        return updateAndGet(before -> typed(form.sum(before, delta)));
    }

    /// Replaces the value by what `change` makes of it.
    ///
    /// @param change called again when another process changed the value meanwhile, so it should do
    ///   nothing but compute
    /// @return the value before
    public T getAndUpdate(UnaryOperator<T> change) {
        return update(change, true, true);
    }

    /// Replaces the value by what `change` makes of it.
    ///
    /// @param change called again when another process changed the value meanwhile, so it should do
    ///   nothing but compute
    /// @return the value from then on
    public T updateAndGet(UnaryOperator<T> change) {
        return update(change, false, true);
    }

    /// @param reads whether the new value depends on the old one
    private T update(UnaryOperator<T> change, boolean old, boolean reads) {
        long start = tracer.now();
        var result = form.update(memory, 0, before -> change.apply(typed(before)), old);
        if (reads) {
            tracer.changed(address, start);
        } else {
            tracer.gave(TraceEvent.Kind.SET, address, start);
        }
        return typed(result);
    }

    /// The value's own lock, for steps of more than one call. It keeps out only who asks for it.
    public Lock lock() {
        return lock;
    }

    @SuppressWarnings("unchecked") // the form was chosen by a T
    private T typed(Object value) {
        return (T) value;
    }

    @Override
    public String toString() {
        return "Value[" + get() + "]";
    }

    Address address() {
        return address;
    }

    private Object writeReplace() {
        return new Handle(address, form);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a value is sent as its handle");
    }

    /// What is sent in the place of a value.
    private static final class Handle extends SharedHandle {
        private static final long serialVersionUID = 1L;
        private final Form form;

        private Handle(Address address, Form form) {
            super(address);
            this.form = form;
        }

        private Object readResolve() {
            return new Value<>(address(), form);
        }
    }
}
