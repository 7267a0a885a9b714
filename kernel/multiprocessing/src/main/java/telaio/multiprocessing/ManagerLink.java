package telaio.multiprocessing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.shipping.Shipment;

/// This process's way to a [Manager]: the queue by which it lets clients in, and the lines already
/// open, one for each call at a time. One object for each manager.
final class ManagerLink implements Serializable {
    private static final long serialVersionUID = 1L;

    /// How long to wait before looking whether the manager's process still lives.
    private static final Duration SLICE = Duration.ofSeconds(1);

    /// Of this JVM, as static as its one memory: a link that arrives knows nothing but its address,
    /// and shall be the one that is here already, with its open lines.
    private static final Map<Address, WeakReference<ManagerLink>> KNOWN = new ConcurrentHashMap<>();

    private final Queue<Connection<Object>> door;
    private final String name;
    private final long pid;
    private final transient Deque<Connection<Object>> idle = new ConcurrentLinkedDeque<>();

    /// The manager's process, in the one that started it.
    private transient @Nullable Process process;

    private ManagerLink(Queue<Connection<Object>> door, String name, long pid) {
        this.door = door;
        this.name = name;
        this.pid = pid;
    }

    static ManagerLink of(Queue<Connection<Object>> door, Process process) {
        var link = of(door, process.name(), process.pid());
        link.process = process;
        return link;
    }

    private static ManagerLink of(Queue<Connection<Object>> door, String name, long pid) {
        KNOWN.values().removeIf(reference -> reference.refersTo(null));
        var fresh = new ManagerLink(door, name, pid);
        var known =
                KNOWN.compute(
                        door.address(),
                        (address, old) ->
                                old == null || old.refersTo(null)
                                        ? new WeakReference<>(fresh)
                                        : old);
        var link = known.get();
        return link == null ? fresh : link;
    }

    /// Names of a method's parameter types, which with its own name say which one it is.
    static List<String> names(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
    }

    Remote make(ManagerCall.Container container) {
        return remote(new ManagerCall.Make(container));
    }

    Remote make(Class<?> type, Shipment object) {
        var bytes = new ByteArrayOutputStream();
        try {
            object.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes everything", e);
        }
        return remote(new ManagerCall.Keep(type.getName(), bytes.toByteArray()));
    }

    private Remote remote(ManagerCall make) {
        return switch (ask(make)) {
            case ManagerCall.Answer.Returned(var number) ->
                    new Remote(this, (long) Objects.requireNonNull(number));
            case ManagerCall.Answer.Thrown thrown ->
                    throw Rebuilt.thrownHere(
                            Rebuilt.of(thrown.failure(), thrown.thrown(), where(), false));
        };
    }

    /// Which process it is, for people.
    String where() {
        return "process " + name + ", pid " + pid;
    }

    /// Asks, and waits for the answer.
    ///
    /// @throws IllegalStateException if the manager is closed, or this thread is interrupted (which
    ///   it then still is); the call may have been done
    /// @throws WorkerDied if the manager's process is gone
    ManagerCall.Answer ask(ManagerCall call) {
        Connection<Object> line = null;
        boolean answered = false;
        try {
            line = line();
            line.send(call);
            var answer = line.recv(SLICE);
            while (answer.isEmpty()) {
                checkServer();
                answer = line.recv(SLICE);
            }
            answered = true;
            return (ManagerCall.Answer) answer.get();
        } catch (EndOfStream | QueueClosed e) {
            throw gone(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(DataTexts.interrupted(), e);
        } finally {
            if (line != null) {
                if (answered) {
                    idle.push(line);
                } else {
                    line.close(); // its answer may come later: not for the next call
                }
            }
        }
    }

    private Connection<Object> line() throws InterruptedException {
        if (door.isClosed()) {
            throw new IllegalStateException(DataTexts.closed("Manager"));
        }
        var known = idle.poll();
        if (known != null) {
            return known;
        }
        var pipe = new Pipe<Object>();
        door.put(pipe.right());
        return pipe.left();
    }

    private void checkServer() {
        if (door.isClosed() || !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            throw gone(null);
        }
    }

    private RuntimeException gone(@Nullable RuntimeException cause) {
        var why = whyGone();
        if (cause != null) {
            why.initCause(cause);
        }
        return why;
    }

    private RuntimeException whyGone() {
        if (door.isClosed()) {
            return new IllegalStateException(DataTexts.closed("Manager"));
        }
        var started = process;
        if (started != null) {
            try {
                started.join(SLICE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (started.failure().orElse(null) instanceof WorkerDied died) {
                // Each caller gets one of his own, with his own trace.
                return new WorkerDied(died.name(), died.pid(), died.exitCode(), died.lastWords());
            }
        }
        return WorkerDied.elsewhere(name, pid);
    }

    void close() {
        door.close();
        for (var line = idle.poll(); line != null; line = idle.poll()) {
            line.close();
        }
    }

    private Object readResolve() {
        return of(door, name, pid);
    }
}
