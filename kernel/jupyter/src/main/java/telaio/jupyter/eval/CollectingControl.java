package telaio.jupyter.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import telaio.multiprocessing.shipping.CellRewriter;

/// JShell's side of running code, reduced to keeping what JShell hands over: the classes of a
/// snippet and the methods to call. The evaluator sends both to the session once `eval` has
/// returned, so no JShell call ever waits for user code and none can fail here.
final class CollectingControl implements ExecutionControl {
    /// A method of a snippet's wrapper class to call.
    record Call(String className, String method) {}

    private final CellRewriter rewriter;
    private final BooleanSupplier redefines;

    /// The newest bytes of every class handed over, as they came from javac.
    private final Map<String, byte[]> known = new HashMap<>();

    private Map<String, byte[]> classes = new LinkedHashMap<>();
    private Map<String, byte[]> redefined = new LinkedHashMap<>();
    private List<Call> calls = new ArrayList<>();

    /// @param rewriter the one that prepares this session's classes
    /// @param redefines whether the session can redefine classes in place; asked when one is to be
    CollectingControl(CellRewriter rewriter, BooleanSupplier redefines) {
        this.rewriter = rewriter;
        this.redefines = redefines;
    }

    /// The engine to give to a JShell that is to use this control.
    ExecutionControlProvider provider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "telaio";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                return CollectingControl.this;
            }
        };
    }

    /// The classes handed over since the last time.
    Map<String, byte[]> takeClasses() {
        var taken = classes;
        classes = new LinkedHashMap<>();
        return taken;
    }

    /// The classes to redefine in place since the last time, ready for the session.
    Map<String, byte[]> takeRedefined() {
        var taken = redefined;
        redefined = new LinkedHashMap<>();
        return taken;
    }

    /// The bytes of those of `names` that were handed over, as they came from javac.
    Map<String, byte[]> latest(Set<String> names) {
        var found = new HashMap<>(known);
        found.keySet().retainAll(names);
        return found;
    }

    /// The calls asked for since the last time, in order.
    List<Call> takeCalls() {
        var taken = calls;
        calls = new ArrayList<>();
        return taken;
    }

    @Override
    public void load(ClassBytecodes[] bytecodes) {
        for (var bytecode : bytecodes) {
            classes.put(bytecode.name(), bytecode.bytecodes());
            known.put(bytecode.name(), bytecode.bytecodes());
        }
    }

    /// Accepted where the session will be able to: so variables, objects and stored lambdas keep
    /// what they are and have the new code. Else JShell replaces the class by one of another name.
    @Override
    public void redefine(ClassBytecodes[] bytecodes) throws NotImplementedException {
        var given = new LinkedHashMap<String, byte[]>();
        for (var bytecode : bytecodes) {
            var before = known.get(bytecode.name());
            if (before == null || !Shape.of(before).equals(Shape.of(bytecode.bytecodes()))) {
                throw new NotImplementedException("another shape: " + bytecode.name());
            }
            given.put(bytecode.name(), bytecode.bytecodes());
        }
        if (!redefines.getAsBoolean()) {
            throw new NotImplementedException("redefine");
        }
        try {
            redefined.putAll(rewriter.rewrite(given));
        } catch (IllegalStateException | IllegalArgumentException full) {
            throw new NotImplementedException(String.valueOf(full.getMessage()));
        }
        known.putAll(given);
    }

    @Override
    public String invoke(String className, String method) {
        calls.add(new Call(className, method));
        return "";
    }

    @Override
    public String varValue(String className, String name) {
        return "";
    }

    @Override
    public void addToClasspath(String path) {}

    @Override
    public void stop() {}

    @Override
    public Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void close() {}
}
