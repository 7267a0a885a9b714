package telaio.multiprocessing.shipping;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Carries objects over to the classes that have replaced theirs: written as if for another
/// process, and read with the new names. Only where the new class has the fields of the old.
public final class Renewal {
    private static final ScopedValue<Boolean> UNDER_WAY = ScopedValue.newInstance();

    private final Map<String, String> hosts;

    /// @param hosts for each class around a cell's declaration that was replaced, e.g.
    ///   `REPL.$JShell$4`, the one that replaced it
    public Renewal(Map<String, String> hosts) {
        this.hosts = Map.copyOf(hosts);
    }

    /// Whether the calling thread writes objects to carry them over: they do not leave the process,
    /// and what is counted when it leaves must refuse.
    public static boolean isUnderWay() {
        return UNDER_WAY.isBound();
    }

    /// What becomes of a value.
    ///
    /// @param value to use from now on
    /// @param lost whether it should have been carried over and cannot be: then `value` is the one
    ///   that was given
    public record Result(@Nullable Object value, boolean lost) {}

    /// Carries values over, in one go, so that what they share stays shared. A value that holds no
    /// object of a replaced class, or that cannot be looked into, stays the same object.
    public List<Result> of(List<? extends @Nullable Object> values) {
        return ScopedValue.where(UNDER_WAY, true).call(() -> results(values));
    }

    private List<Result> results(List<? extends @Nullable Object> values) {
        var results = new ArrayList<Result>();
        var old = new ArrayList<@Nullable Object>();
        for (var value : values) {
            var sight = hosts.isEmpty() || value == null ? Sight.CURRENT : look(value);
            results.add(new Result(value, sight == Sight.FIXED));
            old.add(sight == Sight.OLD ? value : null);
        }
        try {
            var renewed = renew(old.toArray());
            for (int i = 0; i < renewed.length; i++) {
                if (old.get(i) != null) {
                    results.set(i, new Result(renewed[i], false));
                }
            }
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError failed) {
            for (int i = 0; i < old.size(); i++) {
                if (old.get(i) != null) {
                    results.set(i, new Result(old.get(i), true));
                }
            }
        }
        return results;
    }

    private enum Sight {
        /// Nothing in it belongs to a replaced class.
        CURRENT,
        /// Something does, and can be carried over.
        OLD,
        /// Something does, and cannot.
        FIXED
    }

    private Sight look(Object value) {
        Set<Class<?>> met = new HashSet<>();
        try (var out = new GraphOutput(OutputStream.nullOutputStream(), met::add)) {
            out.writeObject(value);
        } catch (IOException | RuntimeException | StackOverflowError cannotTravel) {
            // What was met so far tells whether that matters.
            return met.stream().anyMatch(this::isOld) ? Sight.FIXED : Sight.CURRENT;
        }
        if (met.stream().noneMatch(type -> isOld(type) || isBound(type))) {
            return Sight.CURRENT;
        }
        return met.stream().allMatch(type -> isOld(type) ? fieldsAgree(type) : !isBound(type))
                ? Sight.OLD
                : Sight.FIXED;
    }

    private boolean isOld(Class<?> type) {
        return !newName(type.getName()).equals(type.getName());
    }

    /// Whether the code of a class that was not replaced, such as a lambda's, means one that was.
    private boolean isBound(Class<?> type) {
        if (!CellClasses.isCellClass(type.getName()) || isOld(type)) {
            return false;
        }
        var cell = CellClasses.instance().find(type.getName());
        return cell != null
                && cell.code().mentions().stream().anyMatch(name -> !newName(name).equals(name));
    }

    private boolean fieldsAgree(Class<?> type) {
        if (type.isArray()) {
            return true;
        }
        try {
            var other = CellClasses.instance().named(newName(type.getName()));
            return signature(type, true).equals(signature(other, false));
        } catch (ClassNotFoundException gone) {
            return false;
        }
    }

    /// The fields of a class that travel, and those of its superclasses from cells.
    private List<String> signature(Class<?> type, boolean renamed) {
        var signature = new ArrayList<String>();
        signature.add(type.isRecord() + " " + type.isEnum());
        for (Class<?> part = type;
                part != null && CellClasses.isCellClass(part.getName());
                part = part.getSuperclass()) {
            var name = part.getSuperclass() == null ? "" : part.getSuperclass().getName();
            signature.add("extends " + (renamed ? newName(name) : name));
            for (var field : ObjectStreamClass.lookupAny(part).getFields()) {
                signature.add(name(field, renamed));
            }
        }
        return signature;
    }

    private String name(ObjectStreamField field, boolean renamed) {
        var type = field.getType().getName();
        return field.getName() + " " + (renamed ? newName(type) : type);
    }

    private Object[] renew(@Nullable Object[] values) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GraphOutput(bytes, type -> {})) {
            out.writeObject(values);
        } catch (StackOverflowError tooDeep) {
            throw new NotSerializableException("nested too deeply");
        }
        try (var source = new ByteArrayInputStream(bytes.toByteArray());
                var in = new GraphInput(source, this::newName)) {
            return (Object[]) in.readObject();
        }
    }

    /// The name of the class to use instead; for arrays too.
    private String newName(String name) {
        int begin = name.startsWith("[") ? name.lastIndexOf('[') + 2 : 0;
        int end = name.indexOf('$', name.indexOf("$JShell$") + "$JShell$".length());
        if (end <= begin || !name.startsWith("REPL.", begin)) {
            return name;
        }
        var host = name.substring(begin, end);
        return name.substring(0, begin) + hosts.getOrDefault(host, host) + name.substring(end);
    }
}
