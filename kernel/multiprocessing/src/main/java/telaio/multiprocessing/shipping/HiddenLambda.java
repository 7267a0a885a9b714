package telaio.multiprocessing.shipping;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_SUPER;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;
import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The class that a lambda of the plain class path gets in a process it is sent to: a hidden nest
/// mate of the class where it stands. It does what the class does that
/// [java.lang.invoke.LambdaMetafactory] would spin there, and can be sent on in the same way, but
/// needs no method handle to come into being: in a JVM that has just started, linking the original
/// took 35 ms, in a standby JVM 3.6 ms.
///
/// @param host the class where the lambda stands
/// @param form what the class says of itself when it is sent on
record HiddenLambda(ClassDesc host, LambdaSite site, SerializedLambda form) {
    private static final ClassDesc MAKER = ClassDesc.ofDescriptor(Maker.class.descriptorString());
    private static final ClassDesc FORM =
            ClassDesc.ofDescriptor(SerializedLambda.class.descriptorString());
    private static final MethodTypeDesc MAKE = MethodTypeDesc.of(CD_Object, CD_Object.arrayType());
    private static final MethodTypeDesc FORM_TYPE =
            MethodTypeDesc.of(
                    ClassDesc.ofDescriptor("V"),
                    CD_Class,
                    CD_String,
                    CD_String,
                    CD_String,
                    CD_int,
                    CD_String,
                    CD_String,
                    CD_String,
                    CD_String,
                    CD_Object.arrayType());

    byte[] bytes() {
        return ClassFile.of().build(name(), this::write);
    }

    /// The JVM appends a suffix.
    private ClassDesc name() {
        return ClassDesc.ofDescriptor(host.descriptorString().replace(";", "$$Sent;"));
    }

    private void write(ClassBuilder builder) {
        var interfaces = new ArrayList<>(site.interfaces());
        interfaces.add(MAKER);
        builder.withFlags(ACC_FINAL | ACC_SYNTHETIC | ACC_SUPER).withInterfaceSymbols(interfaces);
        for (int i = 0; i < site.captures().size(); i++) {
            builder.withField(field(i), site.captures().get(i), ACC_PRIVATE | ACC_SYNTHETIC);
        }
        builder.withMethodBody(
                INIT_NAME,
                MTD_void,
                ACC_PUBLIC | ACC_SYNTHETIC,
                code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
        builder.withMethodBody("telaio$make", MAKE, ACC_PUBLIC | ACC_SYNTHETIC, this::writeMake);
        builder.withMethodBody(
                "writeReplace",
                MethodTypeDesc.of(CD_Object),
                ACC_PRIVATE | ACC_SYNTHETIC,
                this::writeForm);
        var call = new LambdaCall(name(), site, fields());
        for (var type : site.types()) {
            builder.withMethodBody(
                    site.method(),
                    type,
                    ACC_PUBLIC | ACC_SYNTHETIC,
                    code -> {
                        call.write(code, type);
                        code.return_(TypeKind.from(type.returnType()));
                    });
        }
    }

    private void writeMake(CodeBuilder code) {
        code.new_(name()).dup().invokespecial(name(), INIT_NAME, MTD_void);
        for (int i = 0; i < site.captures().size(); i++) {
            var type = site.captures().get(i);
            code.dup().aload(1).loadConstant(i).aaload();
            Conversion.write(code, CD_Object, type, type);
            code.putfield(name(), field(i), type);
        }
        code.areturn();
    }

    private void writeForm(CodeBuilder code) {
        code.new_(FORM)
                .dup()
                .loadConstant(host)
                .loadConstant(form.getFunctionalInterfaceClass())
                .loadConstant(form.getFunctionalInterfaceMethodName())
                .loadConstant(form.getFunctionalInterfaceMethodSignature())
                .loadConstant(form.getImplMethodKind())
                .loadConstant(form.getImplClass())
                .loadConstant(form.getImplMethodName())
                .loadConstant(form.getImplMethodSignature())
                .loadConstant(form.getInstantiatedMethodType())
                .loadConstant(site.captures().size())
                .anewarray(CD_Object);
        for (int i = 0; i < site.captures().size(); i++) {
            var type = site.captures().get(i);
            code.dup().loadConstant(i).aload(0).getfield(name(), field(i), type);
            Conversion.write(code, type, CD_Object, type);
            code.aastore();
        }
        code.invokespecial(FORM, INIT_NAME, FORM_TYPE).areturn();
    }

    private List<String> fields() {
        return IntStream.range(0, site.captures().size()).mapToObj(HiddenLambda::field).toList();
    }

    private static String field(int capture) {
        return "captured" + capture;
    }
}
