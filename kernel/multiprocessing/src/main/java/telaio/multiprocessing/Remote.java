package telaio.multiprocessing;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An object that a [Manager] keeps, as others see it.
final class Remote implements InvocationHandler, Serializable {
    private static final long serialVersionUID = 1L;

    private final ManagerLink link;
    private final long number;

    Remote(ManagerLink link, long number) {
        this.link = link;
        this.number = number;
    }

    /// The object as one that has these interfaces; the manager must have been told of them.
    @SuppressWarnings("unchecked") // the first of the proxy's interfaces
    <T> T as(Class<T> type, Class<?>... more) {
        var types = Stream.concat(Stream.of(type), Arrays.stream(more)).toArray(Class<?>[]::new);
        var loader = type.getClassLoader();
        for (var other : more) {
            loader = other.getClassLoader() == null ? loader : other.getClassLoader();
        }
        return (T)
                Proxy.newProxyInstance(
                        loader == null ? ClassLoader.getSystemClassLoader() : loader, types, this);
    }

    @Override
    public @Nullable Object invoke(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            switch (method.getName()) {
                case "equals" -> {
                    return arguments != null
                            && arguments[0] != null
                            && Proxy.isProxyClass(arguments[0].getClass())
                            && Proxy.getInvocationHandler(arguments[0]).equals(this);
                }
                case "hashCode" -> {
                    return hashCode();
                }
                default -> {}
            }
        }
        return call(method, arguments == null ? new Object[0] : arguments);
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        var call =
                new ManagerCall.Invoke(
                        number, method.getName(), ManagerLink.names(method), arguments);
        var answer = link.ask(call);
        if (answer instanceof ManagerCall.Answer.Thrown thrown) {
            throw failure(thrown, method);
        }
        return ((ManagerCall.Answer.Returned) answer).value();
    }

    private Throwable failure(ManagerCall.Answer.Thrown thrown, Method method) {
        var rebuilt = Rebuilt.of(thrown.failure(), thrown.thrown(), link.where(), true);
        if (rebuilt instanceof RuntimeException || rebuilt instanceof Error) {
            return Rebuilt.thrownHere(rebuilt);
        }
        if (Arrays.stream(method.getExceptionTypes()).noneMatch(type -> type.isInstance(rebuilt))) {
            return Rebuilt.thrownHere(new RemoteException(thrown.failure(), link.where()));
        }
        var here = new Throwable().getStackTrace();
        rebuilt.setStackTrace(
                Stream.concat(Arrays.stream(rebuilt.getStackTrace()), Arrays.stream(here).skip(1))
                        .toArray(StackTraceElement[]::new));
        return rebuilt;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Remote remote
                && remote.number == number
                && remote.link.equals(link);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
