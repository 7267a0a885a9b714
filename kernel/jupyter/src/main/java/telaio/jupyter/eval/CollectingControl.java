package telaio.jupyter.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/// JShell's side of running code, reduced to keeping what JShell hands over: the classes of a
/// snippet and the methods to call. The evaluator sends both to the session once `eval` has
/// returned, so no JShell call ever waits for user code and none can fail here.
final class CollectingControl implements ExecutionControl {
    /// A method of a snippet's wrapper class to call.
    record Call(String className, String method) {}

    private Map<String, byte[]> classes = new LinkedHashMap<>();
    private List<Call> calls = new ArrayList<>();

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
        }
    }

    /// Refused: JShell then replaces the class by one of another name, which workers that know the
    /// old one need.
    @Override
    public void redefine(ClassBytecodes[] bytecodes) throws NotImplementedException {
        throw new NotImplementedException("redefine");
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
