package telaio.multiprocessing.shipping;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;
import static java.lang.classfile.ClassFile.ACC_TRANSIENT;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import telaio.multiprocessing.origin.Origin;

/// Makes the task methods of a class run on behalf of the origin that made the object: `var before
/// = Origin.enter(origin); try { body } finally { Origin.leave(before); }`.
///
/// The origin is kept in a field that does not travel: in another process it is null, and then the
/// code belongs to whoever runs it.
///
/// @param type the class
/// @param methods names and descriptors of the methods
/// @param hasField whether objects keep their origin; records and enums cannot
record OriginBracket(ClassDesc type, Set<String> methods, boolean hasField) {
    private static final String FIELD = "$origin";
    private static final ClassDesc ORIGIN = desc(Origin.class);
    private static final ClassDesc BINDING = desc(Origin.Binding.class);
    private static final Set<String> METHODS = Set.of("run", "call", "get", "compute");
    private static final Set<ClassDesc> TASKS =
            Set.of(
                    desc(Runnable.class),
                    desc(Callable.class),
                    desc(Supplier.class),
                    desc(Thread.class),
                    desc(TimerTask.class),
                    desc(RecursiveTask.class),
                    desc(RecursiveAction.class));

    static OriginBracket of(ClassModel model) {
        boolean task = isAnonymous(model) || isTask(model);
        var methods =
                model.methods().stream()
                        .filter(method -> task || key(method).equals("run()V"))
                        .filter(method -> isTaskMethod(model, method))
                        .map(OriginBracket::key)
                        .collect(Collectors.toUnmodifiableSet());
        boolean hasField =
                !methods.isEmpty()
                        && !model.flags().has(AccessFlag.ENUM)
                        && model.findAttribute(Attributes.record()).isEmpty();
        return new OriginBracket(model.thisClass().asSymbol(), methods, hasField);
    }

    private static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private static boolean isTask(ClassModel model) {
        return model.superclass().filter(type -> TASKS.contains(type.asSymbol())).isPresent()
                || model.interfaces().stream().anyMatch(type -> TASKS.contains(type.asSymbol()));
    }

    private static boolean isAnonymous(ClassModel model) {
        return model.findAttribute(Attributes.innerClasses()).stream()
                .flatMap(all -> all.classes().stream())
                .filter(inner -> inner.innerClass().equals(model.thisClass()))
                .anyMatch(inner -> inner.innerName().isEmpty());
    }

    private static boolean isTaskMethod(ClassModel model, MethodModel method) {
        var flags = method.flags();
        return METHODS.contains(method.methodName().stringValue())
                && method.methodTypeSymbol().parameterCount() == 0
                && method.code().isPresent()
                && !model.flags().has(AccessFlag.INTERFACE)
                && !flags.has(AccessFlag.STATIC)
                && !flags.has(AccessFlag.PRIVATE)
                && !flags.has(AccessFlag.SYNTHETIC);
    }

    boolean covers(MethodModel method) {
        return methods.contains(key(method));
    }

    void addField(ClassBuilder builder) {
        if (hasField) {
            addField(builder, type);
        }
    }

    static void addField(ClassBuilder builder, ClassDesc type) {
        builder.withField(FIELD, ORIGIN, ACC_PRIVATE | ACC_TRANSIENT | ACC_SYNTHETIC);
    }

    /// What the method has to do first: a constructor keeps the origin, even before it calls the
    /// superclass's, which might already start the task.
    Consumer<CodeBuilder> prologue(MethodModel method) {
        return hasField && method.methodName().equalsString(INIT_NAME)
                ? code -> writeCapture(code, type)
                : code -> {};
    }

    static void writeCapture(CodeBuilder code, ClassDesc type) {
        code.aload(0)
                .invokestatic(ORIGIN, "current", MethodTypeDesc.of(ORIGIN))
                .putfield(type, FIELD, ORIGIN);
    }

    /// Writes the method in two: its body under the same name, with one more, unused parameter (so
    /// that a stack trace shows the name that the cell gave it), and the bracket that calls it.
    void around(ClassBuilder builder, MethodModel method, CodeRewrite rewrite) {
        var name = method.methodName().stringValue();
        var result = method.methodTypeSymbol().returnType();
        var bodyType = MethodTypeDesc.of(result, BINDING);
        builder.withMethod(
                name,
                bodyType,
                ACC_PRIVATE | ACC_SYNTHETIC,
                body -> body.transformCode(rewrite.code(), rewrite));
        builder.transformMethod(
                method,
                (outer, element) -> {
                    if (element instanceof CodeAttribute) {
                        outer.withCode(code -> writeOuter(code, name, bodyType));
                    } else {
                        outer.with(element);
                    }
                });
    }

    private void writeOuter(CodeBuilder code, String name, MethodTypeDesc bodyType) {
        writeAround(
                code,
                type,
                hasField,
                bodyType.returnType(),
                body -> body.aload(0).aload(1).invokespecial(type, name, bodyType));
    }

    /// Writes a whole method without parameters: enter, the call, leave, return.
    ///
    /// @param hasField whether [#addField] gave the class its field
    /// @param result the method's return type
    /// @param call leaves a value of that type on the stack
    static void writeAround(
            CodeBuilder code,
            ClassDesc type,
            boolean hasField,
            ClassDesc result,
            Consumer<CodeBuilder> call) {
        if (hasField) {
            code.aload(0).getfield(type, FIELD, ORIGIN);
        } else {
            code.aconst_null();
        }
        code.invokestatic(ORIGIN, "enter", MethodTypeDesc.of(BINDING, ORIGIN)).astore(1);
        var start = code.newBoundLabel();
        call.accept(code);
        var end = code.newBoundLabel();
        writeLeave(code);
        code.return_(TypeKind.from(result));
        var handler = code.newBoundLabel();
        writeLeave(code);
        code.athrow().exceptionCatchAll(start, end, handler);
        var variables =
                List.<VerificationTypeInfo>of(
                        ObjectVerificationTypeInfo.of(type),
                        ObjectVerificationTypeInfo.of(BINDING));
        var thrown = List.<VerificationTypeInfo>of(ObjectVerificationTypeInfo.of(CD_Throwable));
        code.with(
                StackMapTableAttribute.of(
                        List.of(StackMapFrameInfo.of(handler, variables, thrown))));
    }

    private static void writeLeave(CodeBuilder code) {
        code.aload(1).invokestatic(ORIGIN, "leave", MethodTypeDesc.of(CD_void, BINDING));
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}
