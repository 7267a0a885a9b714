package telaio.session;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import telaio.display.Rendering;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.shipping.CellClasses;
import telaio.multiprocessing.worker.Failure;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Parent;
import telaio.multiprocessing.worker.Settings;

/// Runs the notebook's code. [#run] is called by the main thread, [#receive] by the thread that
/// reads the link.
final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    /// What two processes started at the same time need; each costs some 30 MB.
    private static final int STANDBYS = 2;

    private final Parent parent;
    private final Keyboard keyboard;
    private final LinkedBlockingQueue<SessionRequest> requests = new LinkedBlockingQueue<>();
    private final Stopping stopping = new Stopping();
    private boolean standing;

    Session(Parent parent) {
        this.parent = parent;
        this.keyboard = new Keyboard(parent);
        System.setIn(keyboard);
    }

    void receive(byte[] payload) {
        var request = Payload.request(payload);
        switch (request) {
            case SessionRequest.Load(var classes) -> CellClasses.instance().add(classes);
            case SessionRequest.Stop(var origin) -> stopping.stop(Origin.of(origin));
            case SessionRequest.Input input -> keyboard.answer(input);
            // Not by this thread: it must go on reading while the JVM shuts down.
            case SessionRequest.Exit() ->
                    Thread.ofPlatform().daemon().name("telaio-exit").start(() -> System.exit(0));
            case SessionRequest.Inherit _,
                    SessionRequest.Invoke _,
                    SessionRequest.Variable _,
                    SessionRequest.Clear _,
                    SessionRequest.Settle _ ->
                    requests.add(request);
        }
    }

    /// Does what is asked, in order, for ever: the session ends by [SessionRequest.Exit], or by
    /// what notebook code does.
    void run() throws IOException {
        parent.send(Payload.encode(new SessionEvent.Ready()));
        while (true) {
            switch (next()) {
                case SessionRequest.Invoke(var origin, var type, var method, var render) ->
                        answer(Origin.of(origin), render, () -> call(type, method));
                case SessionRequest.Variable(var origin, var type, var name) ->
                        answer(Origin.of(origin), true, () -> field(type, name).get(null));
                case SessionRequest.Inherit inherit -> inherit(inherit);
                case SessionRequest.Clear(var type, var name) -> clear(type, name);
                case SessionRequest.Settle(var origin) ->
                        parent.send(Payload.encode(stopping.result(Origin.of(origin))));
                case SessionRequest.Load _,
                        SessionRequest.Stop _,
                        SessionRequest.Input _,
                        SessionRequest.Exit _ ->
                        throw new IllegalStateException("not a request for the main thread");
            }
        }
    }

    /// A stray interrupt, e.g. by a thread that a cell left behind, is for no request.
    private SessionRequest next() {
        while (true) {
            try {
                return requests.take();
            } catch (InterruptedException stray) {
                LOG.log(System.Logger.Level.DEBUG, "stray interrupt", stray);
            }
        }
    }

    private void answer(Origin origin, boolean render, Notebook code) throws IOException {
        Origin.fallback(origin);
        Origin.settle();
        // A stop may have come before the cell.
        var answer =
                origin.stopped() ? new SessionEvent.Stopped(List.of()) : run(origin, render, code);
        System.out.flush();
        System.err.flush();
        parent.send(Payload.encode(origin.stopped() ? stopping.result(origin) : answer));
        standBy();
    }

    /// From the end of the first cell on JVMs stand by for the notebook's processes. Not earlier:
    /// their start would delay the first answer.
    private void standBy() {
        if (!standing) {
            standing = true;
            Thread.ofPlatform()
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .name("telaio-standby")
                    .start(() -> {
                        var _ = Launcher.current().prepare(Settings.inherited(), STANDBYS);
                    });
        }
    }

    /// Also the value is rendered, and a failure read, as part of the cell: `toString` and
    /// `getMessage` may be the user's and must be stoppable.
    private SessionEvent.Answer run(Origin origin, boolean render, Notebook code) {
        var binding = Origin.enter(origin);
        try {
            return show(code, render);
        } finally {
            stopping.leave(binding);
        }
    }

    private static SessionEvent.Answer show(Notebook code, boolean render) {
        try {
            Object value = code.run();
            return render ? new SessionEvent.Value(Rendering.of(value)) : new SessionEvent.Done();
        } catch (InvocationTargetException thrown) {
            return new SessionEvent.Threw(Failure.of(thrown.getTargetException()));
        } catch (Throwable thrown) {
            return new SessionEvent.Threw(Failure.of(thrown));
        }
    }

    private static @Nullable Object call(String className, String method)
            throws ReflectiveOperationException {
        var called = load(className).getDeclaredMethod(method);
        called.setAccessible(true);
        return called.invoke(null);
    }

    private static Class<?> load(String className) throws ClassNotFoundException {
        return Class.forName(className, true, CellClasses.instance());
    }

    private static Field field(String className, String name) throws ReflectiveOperationException {
        var field = load(className).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static void clear(String className, String name) {
        try {
            var field = field(className, name);
            if (!field.getType().isPrimitive()) {
                field.set(null, null);
            }
        } catch (ReflectiveOperationException | LinkageError gone) {
            // A class that cannot be initialised holds nothing to clear.
            LOG.log(System.Logger.Level.DEBUG, "nothing to clear in " + className, gone);
        }
    }

    private void inherit(SessionRequest.Inherit inherit) throws IOException {
        boolean kept = false;
        try {
            var from = field(inherit.from(), inherit.name());
            var to = field(inherit.to(), inherit.name());
            var value = from.get(null);
            kept =
                    from.getType() == to.getType()
                            || value == null
                            || to.getType().isInstance(value);
            if (kept) {
                to.set(null, value);
            }
        } catch (ReflectiveOperationException | LinkageError gone) {
            kept = false;
        }
        if (!kept) {
            parent.send(Payload.encode(new SessionEvent.Lost(inherit.origin(), inherit.name())));
        }
    }

    private interface Notebook {
        @Nullable Object run() throws Exception;
    }
}
