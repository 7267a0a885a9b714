package telaio.jupyter.eval;

import java.lang.classfile.AttributeMapper;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a class must keep to be redefined in place: what the JVM insists on, and what its
/// initialiser does, as that does not run again.
///
/// @param initialiser instructions of `<clinit>`
record Shape(
        int flags,
        String superclass,
        List<String> interfaces,
        List<String> fields,
        Set<String> methods,
        Set<String> nest,
        List<String> components,
        Set<String> subclasses,
        List<String> initialiser) {

    static Shape of(byte[] classFile) {
        var model = ClassFile.of().parse(classFile);
        return new Shape(
                model.flags().flagsMask(),
                model.superclass().map(ClassEntry::asInternalName).orElse(""),
                model.interfaces().stream().map(ClassEntry::asInternalName).toList(),
                model.fields().stream().map(Shape::field).toList(),
                model.methods().stream().map(Shape::method).collect(Collectors.toSet()),
                Set.copyOf(names(model, Attributes.nestMembers(), all -> all.nestMembers())),
                model.findAttribute(Attributes.record()).stream()
                        .flatMap(all -> all.components().stream())
                        .map(Shape::component)
                        .toList(),
                Set.copyOf(
                        names(
                                model,
                                Attributes.permittedSubclasses(),
                                all -> all.permittedSubclasses())),
                model.methods().stream()
                        .filter(method ->
                                method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME))
                        .flatMap(method -> method.code().stream())
                        .flatMap(code -> code.elementStream())
                        .filter(element -> element instanceof Instruction)
                        .map(Object::toString)
                        .toList());
    }

    private static <A extends java.lang.classfile.Attribute<A>> List<String> names(
            ClassModel model, AttributeMapper<A> which, Function<A, List<ClassEntry>> classes) {
        return model.findAttribute(which).map(classes).orElse(List.of()).stream()
                .map(ClassEntry::asInternalName)
                .toList();
    }

    private static String field(FieldModel field) {
        var constant =
                field.findAttribute(Attributes.constantValue())
                        .map(value -> " " + value.constant().constantValue())
                        .orElse("");
        return field.flags().flagsMask()
                + " "
                + field.fieldName()
                + " "
                + field.fieldType()
                + constant;
    }

    private static String method(MethodModel method) {
        return method.flags().flagsMask() + " " + method.methodName() + method.methodType();
    }

    private static String component(RecordComponentInfo component) {
        var signature =
                component
                        .findAttribute(Attributes.signature())
                        .map(generic -> generic.signature().stringValue())
                        .orElse("");
        return component.name() + " " + component.descriptor() + " " + signature;
    }
}
