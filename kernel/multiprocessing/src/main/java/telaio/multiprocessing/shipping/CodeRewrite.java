package telaio.multiprocessing.shipping;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import telaio.multiprocessing.origin.Origin;

/// Rewrites the code of one method: stop checks, and lambda classes in place of `invokedynamic`.
/// Neither changes what is on the stack or in the variables at any jump target, so the compiler's
/// frames hold.
final class CodeRewrite implements CodeTransform {
    private static final ClassDesc ORIGIN = ClassDesc.ofDescriptor(Origin.class.descriptorString());

    private final CodeModel code;
    private final LambdaClasses lambdas;
    private final Consumer<CodeBuilder> prologue;
    private final Set<Label> passed = new HashSet<>();
    private boolean begun;

    /// @param prologue writes what the method does first
    CodeRewrite(CodeModel code, LambdaClasses lambdas, Consumer<CodeBuilder> prologue) {
        this.code = code;
        this.lambdas = lambdas;
        this.prologue = prologue;
    }

    CodeModel code() {
        return code;
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        if (element instanceof Instruction && !begun) {
            begun = true; // After the first line number, which a stack overflow here will show.
            check(builder);
            prologue.accept(builder);
        }
        switch (element) {
            case LabelTarget target -> passed.add(target.label());
            case BranchInstruction branch when passed.contains(branch.target()) -> check(builder);
            case TableSwitchInstruction choice
                    when jumpsBack(choice.cases(), choice.defaultTarget()) ->
                    check(builder);
            case LookupSwitchInstruction choice
                    when jumpsBack(choice.cases(), choice.defaultTarget()) ->
                    check(builder);
            default -> {}
        }
        if (element instanceof InvokeDynamicInstruction site && LambdaSite.isLambda(site)) {
            lambdas.call(builder, site);
        } else {
            builder.with(element);
        }
    }

    @Override
    public void atEnd(CodeBuilder builder) {
        code.findAttribute(Attributes.stackMapTable()).ifPresent(builder::with);
    }

    private boolean jumpsBack(List<SwitchCase> cases, Label otherwise) {
        return passed.contains(otherwise)
                || cases.stream().anyMatch(choice -> passed.contains(choice.target()));
    }

    private static void check(CodeBuilder builder) {
        builder.invokestatic(ORIGIN, "check", ConstantDescs.MTD_void);
    }
}
