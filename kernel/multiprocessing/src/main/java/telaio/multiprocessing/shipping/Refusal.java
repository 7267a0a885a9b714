package telaio.multiprocessing.shipping;

import java.io.NotSerializableException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Explains why something cannot be sent: names the path to the object that refuses. Looks for it
/// only after the fact, so that what can be sent pays nothing.
final class Refusal {
    private Refusal() {}

    /// For a value on its own.
    static NotSerializableException ofValue(@Nullable Object value, Exception failure) {
        return explain("", value, failure, (path, type) -> path + " (" + type + ")");
    }

    /// For the value of a notebook's variable.
    static NotSerializableException ofVariable(
            String name, @Nullable Object value, Exception failure) {
        return explain(name, value, failure, Messages::notebookVariable);
    }

    /// For the value of a static field of a cell's class.
    static NotSerializableException ofStaticField(
            String name, @Nullable Object value, Exception failure) {
        return explain(name, value, failure, Messages::staticField);
    }

    private static NotSerializableException explain(
            String name,
            @Nullable Object value,
            Exception failure,
            BiFunction<String, String, String> subject) {
        var found = value == null ? null : FieldPath.toUnsendable(name, value);
        String what;
        if (found == null) {
            what = unlocated(name, value, subject);
        } else {
            var type = TypeNames.of(found.type());
            if (found.captured()) {
                what = Messages.capturedVariable(found.path(), type);
            } else {
                what = found.path().isEmpty() ? type : subject.apply(found.path(), type);
            }
        }
        var text = Messages.cannotBeSent(what);
        var told = new NotSerializableException(found == null ? text + ": " + failure : text);
        told.initCause(failure);
        return told;
    }

    private static String unlocated(
            String name, @Nullable Object value, BiFunction<String, String, String> subject) {
        var type = value == null ? "null" : TypeNames.of(value.getClass());
        return name.isEmpty() ? type : subject.apply(name, type);
    }
}
