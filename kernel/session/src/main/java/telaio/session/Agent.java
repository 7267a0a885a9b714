package telaio.session;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.CellClasses;

/// Lets a session redefine classes in place. The JVM calls it when this jar is loaded as an agent,
/// which the kernel does when a class is first to be redefined: present from the start, an agent
/// makes the JVM read every class of its AOT cache anew (measured: it starts in twice the time).
public final class Agent {
    /// Set once, by the JVM: there is no other way to get at it.
    private static volatile @Nullable Instrumentation instrumentation;

    private Agent() {}

    /// Called by the JVM.
    public static void agentmain(String options, Instrumentation given) {
        instrumentation = given;
    }

    /// Takes classes of cells in. Those that have been defined already get their new code at once,
    /// also where it runs; the next call of a method is the first to see it.
    ///
    /// @param classes by binary name
    /// @throws UnmodifiableClassException never, for classes of cells
    /// @throws ClassNotFoundException never, as the classes are there
    /// @throws UnsupportedOperationException if this JVM has no agent, or a class has not the shape
    ///   it had
    static void load(Map<String, byte[]> classes)
            throws UnmodifiableClassException, ClassNotFoundException {
        var cells = CellClasses.instance();
        var defined = new ArrayList<ClassDefinition>();
        var rest = new LinkedHashMap<>(classes);
        classes.forEach((name, bytes) -> {
            var type = cells.defined(name);
            if (type != null) {
                defined.add(new ClassDefinition(type, bytes));
                rest.remove(name);
            }
        });
        // First: the new code may use them.
        cells.add(rest);
        if (defined.isEmpty()) {
            return;
        }
        var given = instrumentation;
        if (given == null) {
            throw new UnsupportedOperationException("no agent to redefine classes");
        }
        given.redefineClasses(defined.toArray(ClassDefinition[]::new));
        cells.add(classes);
    }
}
