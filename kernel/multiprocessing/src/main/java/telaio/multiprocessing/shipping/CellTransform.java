package telaio.multiprocessing.shipping;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_INTERFACE;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.io.Serializable;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldBuilder;
import java.lang.classfile.FieldElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Interfaces;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;

/// Rewrites one class of a cell.
final class CellTransform implements ClassTransform {
    private static final String SERIAL_VERSION = "serialVersionUID";
    private static final ClassDesc SERIALIZABLE =
            ClassDesc.ofDescriptor(Serializable.class.descriptorString());

    /// `REPL.$JShell$12`, `REPL.$JShell$12B`, `REPL.$JShell$12_14`: what JShell puts around a
    /// snippet, or around several that need each other. Its static fields are the notebook's
    /// variables, and nobody makes an instance.
    private static final Pattern WRAPPER =
            Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*(_\\d+[A-Z]*)*");

    /// Static fields of these types stay final: the JIT needs it, and they cannot travel anyway.
    private static final Set<String> HANDLES =
            Set.of("Ljava/lang/invoke/VarHandle;", "Ljava/lang/invoke/MethodHandle;");

    private final ClassModel model;
    private final LambdaClasses lambdas;
    private final OriginBracket bracket;

    CellTransform(ClassModel model, LambdaClasses lambdas) {
        this.model = model;
        this.lambdas = lambdas;
        this.bracket = OriginBracket.of(model);
    }

    static boolean isWrapper(String binaryName) {
        return WRAPPER.matcher(binaryName).matches();
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
        switch (element) {
            case Interfaces interfaces when travels() -> builder.with(marked(interfaces));
            case FieldModel field when losesFinal(field) ->
                    builder.transformField(field, CellTransform::withoutFinal);
            case MethodModel method -> method(builder, method);
            case NestMembersAttribute members -> {} // atEnd writes them.
            default -> builder.with(element);
        }
    }

    @Override
    public void atEnd(ClassBuilder builder) {
        bracket.addField(builder);
        if (needsSerialVersion()) {
            builder.withField(
                    SERIAL_VERSION,
                    ConstantDescs.CD_long,
                    field ->
                            field.withFlags(ACC_PRIVATE | ACC_STATIC | ACC_FINAL | ACC_SYNTHETIC)
                                    .with(ConstantValueAttribute.of(1L)));
        }
        if (model.findAttribute(Attributes.nestHost()).isEmpty()) {
            var members = new ArrayList<ClassDesc>();
            model.findAttribute(Attributes.nestMembers())
                    .ifPresent(all -> all.nestMembers().forEach(m -> members.add(m.asSymbol())));
            members.addAll(lambdas.names());
            builder.with(NestMembersAttribute.ofSymbols(members));
        }
    }

    private void method(ClassBuilder builder, MethodModel method) {
        if (method.methodName().equalsString("$deserializeLambda$")) {
            return; // Served the lambdas that are classes now.
        }
        var code = method.code().orElse(null);
        if (code == null) {
            builder.with(method);
        } else if (bracket.covers(method)) {
            bracket.around(builder, method, code(method, code));
        } else {
            var transform = code(method, code);
            builder.transformMethod(method, MethodTransform.transformingCode(transform));
        }
    }

    private CodeRewrite code(MethodModel method, CodeModel code) {
        return new CodeRewrite(code, lambdas, bracket.prologue(method));
    }

    private boolean travels() {
        return !model.flags().has(AccessFlag.INTERFACE) && !isWrapper(binaryName(model));
    }

    private static Interfaces marked(Interfaces interfaces) {
        var all = new ArrayList<ClassDesc>();
        interfaces.interfaces().forEach(type -> all.add(type.asSymbol()));
        if (!all.contains(SERIALIZABLE)) {
            all.add(SERIALIZABLE);
        }
        return Interfaces.ofSymbols(all);
    }

    /// Spares the stream from computing one, which takes reflection over the whole class. Records
    /// and enums need none.
    private boolean needsSerialVersion() {
        return travels()
                && !model.flags().has(AccessFlag.ENUM)
                && model.findAttribute(Attributes.record()).isEmpty()
                && model.fields().stream()
                        .noneMatch(field -> field.fieldName().equalsString(SERIAL_VERSION));
    }

    private boolean losesFinal(FieldModel field) {
        var flags = field.flags();
        return flags.has(AccessFlag.STATIC)
                && flags.has(AccessFlag.FINAL)
                && !flags.has(AccessFlag.SYNTHETIC)
                && !flags.has(AccessFlag.ENUM)
                && (model.flags().flagsMask() & ACC_INTERFACE) == 0
                && field.findAttribute(Attributes.constantValue()).isEmpty()
                && !field.fieldName().equalsString(SERIAL_VERSION)
                && !HANDLES.contains(field.fieldType().stringValue());
    }

    /// Synthetic and not final: marks the field for [Reachability] as one that the receiver's own
    /// class initialiser can fill when its value cannot travel.
    private static void withoutFinal(FieldBuilder builder, FieldElement element) {
        if (element instanceof AccessFlags flags) {
            builder.withFlags((flags.flagsMask() & ~ACC_FINAL) | ACC_SYNTHETIC);
        } else {
            builder.with(element);
        }
    }

    static String binaryName(ClassModel model) {
        return model.thisClass().asInternalName().replace('/', '.');
    }
}
