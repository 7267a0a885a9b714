package telaio.multiprocessing.shipping;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What the code of one class of a cell refers to, as far as it is code of cells. All names are
/// binary names.
///
/// @param supertypes superclass and interfaces
/// @param mentions every class whose name is in the class file: linking it may need them
/// @param methods by name and descriptor
record CellCode(List<String> supertypes, Set<String> mentions, Map<String, Body> methods) {
    private static final String INTERNAL_PREFIX = "REPL/";
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("LREPL/[^;<]+");

    /// What one method does.
    ///
    /// @param made classes it makes objects of, or names as literals
    record Body(Set<Member> calls, Set<Member> reads, Set<String> made) {
        private static Body of(MethodModel method) {
            var body =
                    new Body(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
            method.code().ifPresent(code -> code.forEach(body::add));
            return body;
        }

        private void add(CodeElement element) {
            switch (element) {
                case FieldInstruction field when field.opcode() == Opcode.GETSTATIC ->
                        add(reads, field.owner(), field.name().stringValue());
                case InvokeInstruction call ->
                        add(
                                calls,
                                call.owner(),
                                call.name().stringValue() + call.type().stringValue());
                case NewObjectInstruction object ->
                        addName(made, object.className().asInternalName());
                case ConstantInstruction constant
                        when constant.constantValue() instanceof ClassDesc type ->
                        addName(made, elementName(type));
                case InvokeDynamicInstruction call -> call.bootstrapArgs().forEach(this::add);
                default -> {}
            }
        }

        private void add(ConstantDesc argument) {
            if (argument instanceof DirectMethodHandleDesc handle) {
                var owner = elementName(handle.owner());
                if (owner.startsWith(INTERNAL_PREFIX)) {
                    var key = handle.methodName() + handle.lookupDescriptor();
                    calls.add(new Member(owner.replace('/', '.'), key));
                }
            }
        }

        private static void add(Set<Member> members, ClassEntry owner, String key) {
            var name = owner.asInternalName();
            if (name.startsWith(INTERNAL_PREFIX)) {
                members.add(new Member(name.replace('/', '.'), key));
            }
        }
    }

    /// A method or static field.
    ///
    /// @param key name and descriptor of a method, name of a field
    record Member(String owner, String key) {}

    static CellCode of(byte[] bytes) {
        var model =
                ClassFile.of(
                                ClassFile.DebugElementsOption.DROP_DEBUG,
                                ClassFile.LineNumbersOption.DROP_LINE_NUMBERS)
                        .parse(bytes);
        var supertypes = new ArrayList<String>();
        model.superclass().ifPresent(type -> addName(supertypes, type.asInternalName()));
        model.interfaces().forEach(type -> addName(supertypes, type.asInternalName()));
        var methods = new LinkedHashMap<String, Body>();
        for (var method : model.methods()) {
            var key = method.methodName().stringValue() + method.methodType().stringValue();
            methods.put(key, Body.of(method));
        }
        return new CellCode(supertypes, mentions(model), methods);
    }

    private static Set<String> mentions(ClassModel model) {
        var mentions = new LinkedHashSet<String>();
        for (var entry : model.constantPool()) {
            if (entry instanceof Utf8Entry text) {
                var value = text.stringValue();
                if (value.startsWith(INTERNAL_PREFIX)) {
                    addName(mentions, value);
                } else if (value.contains(INTERNAL_PREFIX)) {
                    IN_DESCRIPTOR
                            .matcher(value)
                            .results()
                            .forEach(match -> addName(mentions, match.group().substring(1)));
                }
            }
        }
        return mentions;
    }

    /// Internal name of the type, or of what an array of arrays is made of.
    private static String elementName(ClassDesc type) {
        var descriptor = type.descriptorString();
        int start = descriptor.indexOf('L');
        return start < 0 ? "" : descriptor.substring(start + 1, descriptor.length() - 1);
    }

    private static void addName(Collection<String> names, String internal) {
        if (internal.startsWith(INTERNAL_PREFIX)) {
            names.add(internal.replace('/', '.'));
        }
    }
}
