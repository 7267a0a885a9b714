package telaio.multiprocessing.shipping;

import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// The call of a lambda's body from a class that stands for the lambda and has its captured values
/// in fields.
///
/// @param owner that class
/// @param captureNames its fields, as long as the site's captures
record LambdaCall(ClassDesc owner, LambdaSite site, List<String> captureNames) {

    /// Leaves the result on the stack.
    ///
    /// @param type of the interface's method, whose arguments are in the local variables
    void write(CodeBuilder code, MethodTypeDesc type) {
        var target = site.target();
        var receiver = target.owner();
        if (target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            code.new_(receiver).dup();
        }
        writeArguments(code, type);
        var method = target.methodName();
        var called = site.targetType();
        switch (target.kind()) {
            case STATIC -> code.invokestatic(receiver, method, called);
            case INTERFACE_STATIC -> code.invokestatic(receiver, method, called, true);
            case CONSTRUCTOR ->
                    code.invokespecial(receiver, INIT_NAME, called.changeReturnType(CD_void));
            case INTERFACE_VIRTUAL, INTERFACE_SPECIAL ->
                    code.invokeinterface(receiver, method, called);
            // A special call is one of the nest's private methods, which a virtual one reaches too.
            default -> code.invokevirtual(receiver, method, called);
        }
        Conversion.write(code, site.result(), type.returnType(), site.instantiated().returnType());
    }

    private void writeArguments(CodeBuilder code, MethodTypeDesc type) {
        var wanted = site.targetArguments().iterator();
        for (int i = 0; i < captureNames.size(); i++) {
            var captured = site.captures().get(i);
            code.aload(0).getfield(owner, captureNames.get(i), captured);
            Conversion.write(code, captured, wanted.next(), captured);
        }
        for (int i = 0; i < type.parameterCount(); i++) {
            var given = type.parameterType(i);
            code.loadLocal(TypeKind.from(given), code.parameterSlot(i));
            Conversion.write(code, given, wanted.next(), site.instantiated().parameterType(i));
        }
    }
}
