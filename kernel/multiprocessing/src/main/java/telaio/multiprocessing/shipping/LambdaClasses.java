package telaio.multiprocessing.shipping;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the lambda classes of one nest.
///
/// @param pool names of the nest
/// @param batch the classes compiled together, where the lambdas' bodies are
/// @param made receives what was made: binary name to bytes
record LambdaClasses(LambdaPool pool, Map<String, ClassModel> batch, Map<String, byte[]> made) {

    List<ClassDesc> names() {
        return pool.names();
    }

    /// Writes the call that takes the captured values from the stack and leaves the lambda there.
    void call(CodeBuilder builder, InvokeDynamicInstruction instruction) {
        var site = LambdaSite.of(instruction);
        var name = pool.take();
        var lambda = new LambdaClass(name, pool.host(), site, captureNames(site));
        made.put(binaryName(name), lambda.bytes());
        builder.invokestatic(name, LambdaClass.FACTORY, lambda.factoryType());
    }

    /// The captured variables' own names, which error texts show; found in the lambda's body if it
    /// was compiled with `-g`.
    private List<String> captureNames(LambdaSite site) {
        int captures = site.captures().size();
        var names = new ArrayList<String>();
        if (site.hasReceiver() && captures > 0) {
            names.add("this");
        }
        var parameters = body(site).map(LambdaClasses::variables).orElse(Map.of());
        int slot = names.size();
        for (int i = names.size(); i < captures; i++) {
            names.add(parameters.getOrDefault(slot, "captured" + i));
            slot += TypeKind.from(site.captures().get(i)).slotSize();
        }
        Set<String> different = new HashSet<>(names);
        for (int i = 0; different.size() < captures && i < captures; i++) {
            names.set(i, names.get(i) + "$" + i);
        }
        return names;
    }

    private Optional<MethodModel> body(LambdaSite site) {
        var owner = batch.get(binaryName(site.target().owner()));
        return owner == null
                ? Optional.empty()
                : owner.methods().stream()
                        .filter(m -> m.methodName().equalsString(site.target().methodName()))
                        .filter(m -> m.methodType().equalsString(site.target().lookupDescriptor()))
                        .findFirst();
    }

    /// The names of a method's parameters by slot; empty if compiled without `-g`.
    private static Map<Integer, String> variables(MethodModel method) {
        var names = new HashMap<Integer, String>();
        method.code()
                .flatMap(code -> code.findAttribute(Attributes.localVariableTable()))
                .ifPresent(table -> {
                    for (var variable : table.localVariables()) {
                        if (variable.startPc() == 0) {
                            names.put(variable.slot(), variable.name().stringValue());
                        }
                    }
                });
        return names;
    }

    private static String binaryName(ClassDesc type) {
        var descriptor = type.descriptorString();
        return type.isClassOrInterface()
                ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
                : descriptor;
    }
}
