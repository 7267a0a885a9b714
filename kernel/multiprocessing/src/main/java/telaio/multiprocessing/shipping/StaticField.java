package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/// A static field of a cell's class: a notebook variable, or one that the notebook's user declared
/// static.
record StaticField(Field field) {
    private static final int SYNTHETIC = 0x1000;

    /// The field that code means by this class and name.
    ///
    /// @return null if it is no field whose value could be set: it is final, or gone
    static @Nullable StaticField of(CellCode.Member member) {
        try {
            var cells = CellClasses.instance();
            var field = find(Class.forName(member.owner(), false, cells), member.key());
            if (field == null || Modifier.isFinal(field.getModifiers())) {
                return null;
            }
            field.setAccessible(true);
            return new StaticField(field);
        } catch (ClassNotFoundException gone) {
            return null;
        }
    }

    private static @Nullable Field find(Class<?> type, String name) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (var field : owner.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Modifier.isStatic(field.getModifiers()) ? field : null;
                }
            }
        }
        return null; // A constant of an interface: the receiver's own initialiser makes it.
    }

    boolean isVariable() {
        return CellTransform.isWrapper(field.getDeclaringClass().getName());
    }

    String name() {
        return isVariable()
                ? field.getName()
                : TypeNames.of(field.getDeclaringClass()) + "." + field.getName();
    }

    /// Whether the value goes along. Not when the field was declared final (see [CellTransform])
    /// and holds a thread pool, a logger and the like: the receiver's class makes its own.
    boolean travels() {
        var value = value();
        boolean wasFinal = (field.getModifiers() & SYNTHETIC) != 0;
        return !wasFinal || value == null || Sendable.canSend(value.getClass());
    }

    @Nullable Object value() {
        try {
            return field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field + " was made accessible", impossible);
        }
    }

    void write(GraphOutput out) throws IOException {
        out.writeUTF(field.getDeclaringClass().getName());
        out.writeUTF(field.getName());
        out.writeObject(value());
    }

    /// Reads one field and sets it here.
    static void read(GraphInput in) throws IOException, ClassNotFoundException {
        var owner = in.readUTF();
        var name = in.readUTF();
        var value = in.readObject();
        try {
            var field = in.find(owner).getDeclaredField(name);
            field.setAccessible(true);
            field.set(null, value);
        } catch (ReflectiveOperationException | IllegalArgumentException failure) {
            throw new IOException("cannot set " + owner + "." + name, failure);
        }
    }
}
