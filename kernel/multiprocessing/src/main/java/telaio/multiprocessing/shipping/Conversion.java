package telaio.multiprocessing.shipping;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the value on top of the stack into one of another type, where Java allows that between the
/// method of an interface and the method that implements it: casts, boxing, unboxing, widening.
final class Conversion {
    private static final ClassDesc NUMBER = ClassDesc.of("java.lang.Number");
    private static final Set<ClassDesc> NUMBERS =
            Set.of(CD_byte, CD_short, CD_int, CD_long, CD_float, CD_double);

    private static final Map<ClassDesc, ClassDesc> BOXES = new HashMap<>();
    private static final Map<ClassDesc, ClassDesc> UNBOXED = new HashMap<>();

    static {
        for (var box :
                new Class<?>[] {
                    Boolean.class,
                    Byte.class,
                    Short.class,
                    Character.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class
                }) {
            var boxed = ClassDesc.ofDescriptor(box.descriptorString());
            var primitive = primitive(box);
            BOXES.put(primitive, boxed);
            UNBOXED.put(boxed, primitive);
        }
    }

    private Conversion() {}

    private static ClassDesc primitive(Class<?> box) {
        var type = MethodType.methodType(box).unwrap().returnType();
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    /// @param real the value's type with type variables filled in, when `from` or `to` is only its
    ///   erasure
    static void write(CodeBuilder code, ClassDesc from, ClassDesc to, ClassDesc real) {
        if (to.equals(CD_void)) {
            drop(code, from);
        } else if (from.equals(to)) {
            return;
        } else if (from.isPrimitive()) {
            if (to.isPrimitive()) {
                widen(code, from, to);
            } else {
                box(code, from, to, real);
            }
        } else if (to.isPrimitive()) {
            unbox(code, from, to, real);
        } else if (!to.equals(CD_Object)) {
            code.checkcast(to);
        }
    }

    private static void drop(CodeBuilder code, ClassDesc from) {
        switch (TypeKind.from(from).slotSize()) {
            case 0 -> {}
            case 1 -> code.pop();
            default -> code.pop2();
        }
    }

    private static void widen(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (!from.equals(to)) {
            code.conversion(TypeKind.from(from), TypeKind.from(to));
        }
    }

    private static void box(CodeBuilder code, ClassDesc from, ClassDesc to, ClassDesc real) {
        var boxed = boxAmong(to, real);
        if (boxed == null) {
            boxed = known(BOXES, from);
        }
        var primitive = known(UNBOXED, boxed);
        widen(code, from, primitive);
        code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, primitive));
    }

    private static void unbox(CodeBuilder code, ClassDesc from, ClassDesc to, ClassDesc real) {
        var boxed = boxAmong(from, real);
        var primitive = boxed == null ? to : known(UNBOXED, boxed);
        if (boxed == null) {
            // Only the value itself knows its box: any number can be asked for any kind of number.
            boxed = NUMBERS.contains(to) ? NUMBER : known(BOXES, to);
        }
        if (!boxed.equals(from)) {
            code.checkcast(boxed);
        }
        code.invokevirtual(boxed, primitive.displayName() + "Value", MethodTypeDesc.of(primitive));
        widen(code, primitive, to);
    }

    /// The first of the two that is a box.
    private static @Nullable ClassDesc boxAmong(ClassDesc type, ClassDesc real) {
        if (UNBOXED.containsKey(type)) {
            return type;
        }
        return UNBOXED.containsKey(real) ? real : null;
    }

    private static ClassDesc known(Map<ClassDesc, ClassDesc> map, ClassDesc type) {
        var found = map.get(type);
        if (found == null) {
            throw new IllegalArgumentException("no boxing for " + type.displayName());
        }
        return found;
    }
}
