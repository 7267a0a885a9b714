package telaio.multiprocessing.shipping;

import java.io.Serializable;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.LambdaMetafactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the compiler says about a lambda or method reference, as the arguments of
/// [LambdaMetafactory].
///
/// @param method name of the interface's method
/// @param captures types of the captured values
/// @param interfaces what the lambda implements, its target type first
/// @param types descriptors under which the method is called: the interface's own and its bridges'
/// @param target the code to call
/// @param instantiated the method's type with type variables filled in
record LambdaSite(
        String method,
        List<ClassDesc> captures,
        Set<ClassDesc> interfaces,
        Set<MethodTypeDesc> types,
        DirectMethodHandleDesc target,
        MethodTypeDesc instantiated) {
    private static final ClassDesc FACTORY =
            ClassDesc.ofDescriptor(LambdaMetafactory.class.descriptorString());
    private static final ClassDesc SERIALIZABLE =
            ClassDesc.ofDescriptor(Serializable.class.descriptorString());

    static boolean isLambda(InvokeDynamicInstruction instruction) {
        return instruction.bootstrapMethod().owner().equals(FACTORY);
    }

    static LambdaSite of(InvokeDynamicInstruction instruction) {
        var arguments = instruction.bootstrapArgs();
        var call = instruction.typeSymbol();
        var interfaces = new LinkedHashSet<ClassDesc>();
        interfaces.add(call.returnType());
        var types = new LinkedHashSet<MethodTypeDesc>();
        types.add((MethodTypeDesc) arguments.get(0));
        if (instruction.bootstrapMethod().methodName().equals("altMetafactory")) {
            addExtras(arguments, interfaces, types);
        }
        interfaces.add(SERIALIZABLE);
        return new LambdaSite(
                instruction.name().stringValue(),
                call.parameterList(),
                interfaces,
                types,
                (DirectMethodHandleDesc) arguments.get(1),
                (MethodTypeDesc) arguments.get(2));
    }

    /// The arguments from the fourth on: flags, then counted lists as the flags say.
    private static void addExtras(
            List<ConstantDesc> arguments, Set<ClassDesc> interfaces, Set<MethodTypeDesc> types) {
        var rest = new ArrayList<>(arguments.subList(3, arguments.size()));
        int flags = (Integer) rest.removeFirst();
        if ((flags & LambdaMetafactory.FLAG_MARKERS) != 0) {
            for (int count = (Integer) rest.removeFirst(); count > 0; count--) {
                interfaces.add((ClassDesc) rest.removeFirst());
            }
        }
        if ((flags & LambdaMetafactory.FLAG_BRIDGES) != 0) {
            for (int count = (Integer) rest.removeFirst(); count > 0; count--) {
                types.add((MethodTypeDesc) rest.removeFirst());
            }
        }
    }

    ClassDesc functionalType() {
        return interfaces.iterator().next();
    }

    /// Whether the interface's method has no parameters, as those of tasks.
    boolean isTask() {
        return instantiated.parameterCount() == 0;
    }

    /// Whether the target is called on an object, which is the first argument.
    boolean hasReceiver() {
        return switch (target.kind()) {
            case STATIC, INTERFACE_STATIC, CONSTRUCTOR -> false;
            default -> true;
        };
    }

    /// Types of all the target's arguments, the receiver included.
    List<ClassDesc> targetArguments() {
        var all = new ArrayList<ClassDesc>();
        if (hasReceiver()) {
            all.add(target.owner());
        }
        all.addAll(targetType().parameterList());
        return all;
    }

    MethodTypeDesc targetType() {
        return MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
    }

    ClassDesc result() {
        return target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR
                ? target.owner()
                : targetType().returnType();
    }
}
