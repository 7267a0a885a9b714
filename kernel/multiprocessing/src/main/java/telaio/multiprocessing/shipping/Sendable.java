package telaio.multiprocessing.shipping;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.TimerTask;

/// Which classes have objects that make sense in another process.
final class Sendable {
    private static final ClassValue<Treatment> TREATMENTS =
            new ClassValue<>() {
                @Override
                protected Treatment computeValue(Class<?> type) {
                    if (computeLive(type)) {
                        return Treatment.REFUSED;
                    }
                    return StandIn.covers(type) ? Treatment.STAND_IN : Treatment.USUAL;
                }
            };

    /// What happens to an object of a class.
    enum Treatment {
        /// `java.io` decides.
        USUAL,
        /// A [StandIn] may travel in its place.
        STAND_IN,
        /// It stands for something of this process only (a thread, an open file, an executor),
        /// although its class may be Serializable by declaration.
        REFUSED
    }

    private Sendable() {}

    static Treatment treatment(Class<?> type) {
        return TREATMENTS.get(type);
    }

    /// Whether an object of this class itself, apart from what it refers to, can be written.
    static boolean canSend(Class<?> type) {
        return switch (treatment(type)) {
            case REFUSED -> false;
            case STAND_IN -> true;
            case USUAL -> Serializable.class.isAssignableFrom(type);
        };
    }

    private static boolean computeLive(Class<?> type) {
        if (Thread.class.isAssignableFrom(type) || ClassLoader.class.isAssignableFrom(type)) {
            return true;
        }
        if (!Serializable.class.isAssignableFrom(type) || type.isInterface()) {
            return false;
        }
        var unsent = firstNotSerializable(type);
        if (unsent == null || unsent == Object.class) {
            return false;
        }
        if (isOfJdk(unsent) && AutoCloseable.class.isAssignableFrom(unsent)) {
            return true;
        }
        return CellClasses.isCellClass(type.getName()) && !canBeMadeAnew(unsent, type);
    }

    private static Class<?> firstNotSerializable(Class<?> type) {
        Class<?> unsent = type;
        while (unsent != null && Serializable.class.isAssignableFrom(unsent)) {
            unsent = unsent.getSuperclass();
        }
        return unsent == null ? Object.class : unsent;
    }

    /// The stream makes the part of an object that is not Serializable with a constructor without
    /// arguments. That forgets the part's state without a word, which the author of a cell, who
    /// never wrote Serializable, could not expect: only stateless parts may be made so.
    private static boolean canBeMadeAnew(Class<?> unsent, Class<?> type) {
        if (unsent == TimerTask.class || declaresOwnFormat(type)) {
            return true;
        }
        try {
            if (Modifier.isPrivate(unsent.getDeclaredConstructor().getModifiers())) {
                return false;
            }
        } catch (NoSuchMethodException noDefaultConstructor) {
            return false;
        }
        for (Class<?> part = unsent; part != null; part = part.getSuperclass()) {
            for (var field : part.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean declaresOwnFormat(Class<?> type) {
        for (var method : type.getDeclaredMethods()) {
            var name = method.getName();
            if (name.equals("writeReplace") || name.equals("writeObject")) {
                return true;
            }
        }
        return false;
    }

    static boolean isOfJdk(Class<?> type) {
        var module = type.getModule();
        return module.isNamed()
                && (module.getName().startsWith("java.") || module.getName().startsWith("jdk."));
    }
}
