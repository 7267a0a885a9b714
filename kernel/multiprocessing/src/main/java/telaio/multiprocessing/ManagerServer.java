package telaio.multiprocessing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.CellClasses;
import telaio.multiprocessing.shipping.Codec;
import telaio.multiprocessing.shipping.Shipment;
import telaio.multiprocessing.worker.Failure;

/// A [Manager]'s own process: keeps the objects, one thread for each line of a client.
final class ManagerServer {
    private final ConcurrentMap<Long, Kept> objects = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /// @param types whose methods can be called
    private record Kept(Object object, List<Class<?>> types) {}

    /// A map that can say what is in it.
    private static final class Entries<K, V> extends ConcurrentHashMap<K, V>
            implements Snapshots<Map.Entry<K, V>> {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Map.Entry<K, V>> snapshot() {
            var result = new ArrayList<Map.Entry<K, V>>();
            forEach((key, value) -> result.add(new AbstractMap.SimpleImmutableEntry<>(key, value)));
            return result;
        }
    }

    /// Serves until the door is closed.
    void serve(Queue<Connection<Object>> door) throws InterruptedException {
        while (true) {
            Connection<Object> line;
            try {
                line = door.get();
            } catch (QueueClosed e) {
                return;
            }
            Thread.ofPlatform()
                    .daemon()
                    .name("manager-line-", last.incrementAndGet())
                    .start(() -> serve(line));
        }
    }

    private void serve(Connection<Object> line) {
        try (line) {
            while (true) {
                reply(line, answer(line));
            }
        } catch (EndOfStream | InterruptedException clientGone) {
            return;
        }
    }

    private ManagerCall.Answer answer(Connection<Object> line) throws InterruptedException {
        try {
            return new ManagerCall.Answer.Returned(answer((ManagerCall) line.recv()));
        } catch (EndOfStream | InterruptedException e) {
            throw e;
        } catch (InvocationTargetException e) {
            return thrown(e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            return thrown(e);
        }
    }

    private static void reply(Connection<Object> line, ManagerCall.Answer answer) {
        try {
            line.send(answer);
        } catch (TaskNotSerializable e) {
            line.send(thrown(e));
        }
    }

    private static ManagerCall.Answer thrown(Throwable thrown) {
        byte[] bytes;
        try {
            bytes = Codec.encode(thrown);
        } catch (NotSerializableException | RuntimeException | StackOverflowError unsendable) {
            bytes = null;
        }
        return new ManagerCall.Answer.Thrown(Failure.of(thrown), bytes);
    }

    private @Nullable Object answer(ManagerCall call)
            throws IOException, ReflectiveOperationException {
        return switch (call) {
            case ManagerCall.Make(var container) ->
                    switch (container) {
                        case MAP ->
                                keep(
                                        new Entries<>(),
                                        List.of(ConcurrentMap.class, Snapshots.class));
                        case LIST ->
                                keep(
                                        Collections.synchronizedList(new ArrayList<>()),
                                        List.of(List.class));
                        case SET -> keep(ConcurrentHashMap.newKeySet(), List.of(Set.class));
                    };
            case ManagerCall.Keep(var type, var shipment) -> {
                var in = new DataInputStream(new ByteArrayInputStream(shipment));
                var object = Shipment.read(in).unpack();
                yield keep(object, List.of(type(type)));
            }
            case ManagerCall.Invoke invoke -> invoke(invoke);
        };
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, false, CellClasses.instance());
    }

    private long keep(Object object, List<Class<?>> types) {
        long number = last.incrementAndGet();
        objects.put(number, new Kept(object, types));
        return number;
    }

    private @Nullable Object invoke(ManagerCall.Invoke call) throws ReflectiveOperationException {
        var kept = objects.get(call.object());
        if (kept == null) {
            throw new IllegalArgumentException(DataTexts.noSuchObject(call.object()));
        }
        if (call.method().equals("toString") && call.parameters().isEmpty()) {
            return kept.object().toString();
        }
        return method(kept, call).invoke(kept.object(), call.arguments());
    }

    /// Only what the interfaces show can be called.
    private static Method method(Kept kept, ManagerCall.Invoke call) {
        for (var type : kept.types()) {
            for (var method : type.getMethods()) {
                if (method.getName().equals(call.method())
                        && ManagerLink.names(method).equals(call.parameters())) {
                    method.trySetAccessible();
                    return method;
                }
            }
        }
        throw new UnsupportedOperationException(DataTexts.hiddenMethod(call.method()));
    }
}
