package telaio.multiprocessing.shipping;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.MethodParameterInfo;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
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

    /// The captured variables' own names, which error texts show; found in the lambda's body.
    private List<String> captureNames(LambdaSite site) {
        int captures = site.captures().size();
        var names = new ArrayList<String>();
        if (site.hasReceiver() && captures > 0) {
            names.add("this");
        }
        var parameters = body(site).map(LambdaClasses::parameterNames).orElse(List.of());
        for (int i = 0; names.size() < captures; i++) {
            names.add(i < parameters.size() ? parameters.get(i) : "captured" + i);
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

    private static List<String> parameterNames(MethodModel method) {
        return method.findAttribute(Attributes.methodParameters())
                .map(all -> all.parameters().stream().map(LambdaClasses::name).toList())
                .orElse(List.of());
    }

    private static String name(MethodParameterInfo parameter) {
        return parameter.name().map(name -> name.stringValue().replace("val$", "")).orElse("?");
    }

    private static String binaryName(ClassDesc type) {
        var descriptor = type.descriptorString();
        return type.isClassOrInterface()
                ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
                : descriptor;
    }
}
