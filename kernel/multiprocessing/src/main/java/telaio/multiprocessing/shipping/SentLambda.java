package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What travels in place of a lambda of the plain class path: the class to make it with, see
/// [HiddenLambda]. The JDK's own way, a [SerializedLambda], remains for lambdas in named modules,
/// which would not let this class in, and for those that are not found in their class file.
///
/// No record: the method handles with which the JDK rebuilds one take a fresh JVM 20 ms.
@SuppressWarnings("serial") // Whether the captured values can be sent is found out by sending them.
final class SentLambda implements Serializable {
    private static final long serialVersionUID = 1L;

    /// The classes of a host's lambdas, for those that send them.
    private static final ClassValue<Map<Form, Optional<byte[]>>> WRITTEN = maps();

    /// The same, made, for those that receive them.
    private static final ClassValue<Map<ByteBuffer, Maker>> MADE = maps();

    /// The method by which a lambda tells its form; empty for the classes of other objects.
    private static final ClassValue<Optional<Method>> FORMS =
            new ClassValue<>() {
                @Override
                protected Optional<Method> computeValue(Class<?> type) {
                    return form(type);
                }
            };

    private final String host;
    private final byte[] bytes;
    private final Object[] captured;

    /// @param host binary name of the class where the lambda stands
    /// @param bytes class file of a [Maker]
    SentLambda(String host, byte[] bytes, Object[] captured) {
        this.host = host;
        this.bytes = bytes;
        this.captured = captured;
    }

    String host() {
        return host;
    }

    byte[] bytes() {
        return bytes;
    }

    Object[] captured() {
        return captured;
    }

    private static <K, V> ClassValue<Map<K, V>> maps() {
        return new ClassValue<>() {
            @Override
            protected Map<K, V> computeValue(Class<?> host) {
                return new ConcurrentHashMap<>();
            }
        };
    }

    /// What travels in the place of an object that is a lambda, without an object stream that asks
    /// it for its form.
    ///
    /// @return null if it is none, or no case for us
    static @Nullable SentLambda ofLambda(Object object) {
        var asked = FORMS.get(object.getClass()).orElse(null);
        if (asked == null) {
            return null;
        }
        try {
            return asked.invoke(object) instanceof SerializedLambda form
                            && of(form) instanceof SentLambda sent
                    ? sent
                    : null;
        } catch (ReflectiveOperationException untold) {
            return null;
        }
    }

    private static Optional<Method> form(Class<?> type) {
        if (!type.isHidden() || !type.isSynthetic() || !Serializable.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        try {
            var method = type.getDeclaredMethod("writeReplace");
            return method.trySetAccessible() ? Optional.of(method) : Optional.empty();
        } catch (NoSuchMethodException otherHiddenClass) {
            return Optional.empty();
        }
    }

    /// What to write in the place of `lambda`; itself if this is no case for us.
    static Object of(SerializedLambda lambda) {
        var host = host(lambda);
        if (host == null || host.getModule().isNamed()) {
            return lambda;
        }
        var bytes =
                WRITTEN.get(host)
                        .computeIfAbsent(Form.of(lambda), form -> write(host, lambda, form))
                        .orElse(null);
        if (bytes == null) {
            return lambda;
        }
        var captured = new Object[lambda.getCapturedArgCount()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = lambda.getCapturedArg(i);
        }
        return new SentLambda(host.getName(), bytes, captured);
    }

    private static @Nullable Class<?> host(SerializedLambda lambda) {
        try {
            return CellClasses.instance().named(lambda.getCapturingClass().replace('/', '.'));
        } catch (ClassNotFoundException | LinkageError unknown) {
            return null;
        }
    }

    private static Optional<byte[]> write(Class<?> host, SerializedLambda lambda, Form form) {
        try (var file = host.getResourceAsStream(simpleFileName(host))) {
            if (file == null) {
                return Optional.empty();
            }
            var model = ClassFile.of().parse(file.readAllBytes());
            return model.methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(code -> code.elementStream())
                    .filter(InvokeDynamicInstruction.class::isInstance)
                    .map(InvokeDynamicInstruction.class::cast)
                    .filter(LambdaSite::isLambda)
                    .map(LambdaSite::of)
                    .filter(form::describes)
                    .findFirst()
                    .map(site -> new HiddenLambda(descriptor(host), site, lambda).bytes())
                    .map(bytes -> CellClasses.instance().sent(host, bytes));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static String simpleFileName(Class<?> host) {
        return host.getName().substring(host.getName().lastIndexOf('.') + 1) + ".class";
    }

    private static ClassDesc descriptor(Class<?> host) {
        return ClassDesc.ofDescriptor(host.descriptorString());
    }

    /// Makes the class of a lambda that may come. Its host is loaded, not initialised.
    static void prepare(Shipment.Lambda lambda) {
        try {
            maker(CellClasses.instance().named(lambda.host()), lambda.bytes());
        } catch (ReflectiveOperationException | LinkageError notHere) {
            // #readResolve throws it should the lambda be sent indeed
            System.getLogger("telaio")
                    .log(System.Logger.Level.DEBUG, "no lambda of " + lambda.host(), notHere);
        }
    }

    private Object readResolve() throws ObjectStreamException {
        try {
            return make();
        } catch (ReflectiveOperationException e) {
            throw (ObjectStreamException)
                    new InvalidObjectException("a lambda of " + host + ": " + e).initCause(e);
        }
    }

    /// The lambda.
    ///
    /// @throws IOException if it cannot be made here
    Object toLambda() throws IOException {
        try {
            return make();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError failure) {
            throw new IOException(
                    Messages.cannotBeRebuilt(Messages.lambdaOf(host), failure), failure);
        }
    }

    private Object make() throws ReflectiveOperationException {
        var type = CellClasses.instance().named(host);
        // now, while it is known that this is an arrival and not the task's own doing
        Class.forName(host, true, type.getClassLoader());
        return maker(type, bytes).telaio$make(captured);
    }

    private static Maker maker(Class<?> host, byte[] bytes) throws ReflectiveOperationException {
        var known = MADE.get(host);
        var key = ByteBuffer.wrap(bytes);
        var maker = known.get(key);
        if (maker == null) {
            maker = define(host, bytes);
            known.putIfAbsent(key, maker);
        }
        return maker;
    }

    private static Maker define(Class<?> host, byte[] bytes) throws ReflectiveOperationException {
        var constructor =
                MethodHandles.privateLookupIn(host, MethodHandles.lookup())
                        .defineHiddenClass(bytes, false, ClassOption.NESTMATE)
                        .lookupClass()
                        .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Maker) constructor.newInstance();
    }

    /// What identifies a lambda within its class.
    private record Form(
            String type,
            String method,
            String descriptor,
            int kind,
            String owner,
            String target,
            String targetDescriptor,
            String instantiated) {

        static Form of(SerializedLambda lambda) {
            return new Form(
                    "L" + lambda.getFunctionalInterfaceClass() + ";",
                    lambda.getFunctionalInterfaceMethodName(),
                    lambda.getFunctionalInterfaceMethodSignature(),
                    lambda.getImplMethodKind(),
                    "L" + lambda.getImplClass() + ";",
                    lambda.getImplMethodName(),
                    lambda.getImplMethodSignature(),
                    lambda.getInstantiatedMethodType());
        }

        boolean describes(LambdaSite site) {
            var code = site.target();
            return site.functionalType().descriptorString().equals(type)
                    && site.method().equals(method)
                    && site.types().iterator().next().descriptorString().equals(descriptor)
                    && code.refKind() == kind
                    && code.owner().descriptorString().equals(owner)
                    && code.methodName().equals(target)
                    && code.lookupDescriptor().equals(targetDescriptor)
                    && site.instantiated().descriptorString().equals(instantiated);
        }
    }
}
