package telaio.multiprocessing.shipping;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SUPER;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// The class of one lambda or method reference: a field for each captured value, and the
/// interface's method, which converts its arguments as [java.lang.invoke.LambdaMetafactory] would
/// and calls the body. Everything in it is synthetic and without line numbers.
///
/// @param name of this class
/// @param host nest host, so that the private body may be called
/// @param captureNames as long as the site's captures
record LambdaClass(ClassDesc name, ClassDesc host, LambdaSite site, List<String> captureNames) {
    static final String FACTORY = "make";

    /// Frames are written by hand: there is one, in the bracket of tasks.
    private static final ClassFile CLASS_FILE =
            ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);

    byte[] bytes() {
        return CLASS_FILE.build(name, this::write);
    }

    /// From the captured values to the lambda. Its type is the interface: the verifier then need
    /// not know this class.
    MethodTypeDesc factoryType() {
        return MethodTypeDesc.of(site.functionalType(), site.captures());
    }

    private LambdaCall body() {
        return new LambdaCall(name, site, captureNames);
    }

    private MethodTypeDesc constructorType() {
        return MethodTypeDesc.of(CD_void, site.captures());
    }

    private void write(ClassBuilder builder) {
        builder.withFlags(ACC_FINAL | ACC_SYNTHETIC | ACC_SUPER)
                .withInterfaceSymbols(List.copyOf(site.interfaces()))
                .with(NestHostAttribute.of(host))
                .withField(
                        "serialVersionUID",
                        CD_long,
                        field ->
                                field.withFlags(ACC_PRIVATE | ACC_STATIC | ACC_FINAL)
                                        .with(ConstantValueAttribute.of(1L)));
        for (int i = 0; i < captureNames.size(); i++) {
            builder.withField(
                    captureNames.get(i),
                    site.captures().get(i),
                    ACC_PRIVATE | ACC_FINAL | ACC_SYNTHETIC);
        }
        if (site.isTask()) {
            OriginBracket.addField(builder, name);
        }
        builder.withMethodBody(
                INIT_NAME, constructorType(), ACC_PRIVATE | ACC_SYNTHETIC, this::writeConstructor);
        builder.withMethodBody(
                FACTORY, factoryType(), ACC_STATIC | ACC_SYNTHETIC, this::writeFactory);
        for (var type : site.types()) {
            builder.withMethodBody(
                    site.method(), type, ACC_PUBLIC | ACC_SYNTHETIC, code -> write(code, type));
        }
    }

    private void writeConstructor(CodeBuilder code) {
        code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void);
        for (int i = 0; i < captureNames.size(); i++) {
            var type = site.captures().get(i);
            code.aload(0)
                    .loadLocal(TypeKind.from(type), code.parameterSlot(i))
                    .putfield(name, captureNames.get(i), type);
        }
        if (site.isTask()) {
            OriginBracket.writeCapture(code, name);
        }
        code.return_();
    }

    private void writeFactory(CodeBuilder code) {
        code.new_(name).dup();
        for (int i = 0; i < captureNames.size(); i++) {
            code.loadLocal(TypeKind.from(site.captures().get(i)), code.parameterSlot(i));
        }
        code.invokespecial(name, INIT_NAME, constructorType()).areturn();
    }

    private void write(CodeBuilder code, MethodTypeDesc type) {
        var result = type.returnType();
        if (site.isTask()) {
            OriginBracket.writeAround(code, name, true, result, call -> body().write(call, type));
        } else {
            body().write(code, type);
            code.return_(TypeKind.from(result));
        }
    }
}
