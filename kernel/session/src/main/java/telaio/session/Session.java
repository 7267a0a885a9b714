package telaio.session;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telaio.display.Rendering;
import telaio.display.Unshown;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.shipping.CellClasses;
import telaio.multiprocessing.worker.Failure;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Parent;
import telaio.multiprocessing.worker.Settings;

/// Runs the notebook's code. [#run] is called by the main thread, [#receive] by the thread that
/// reads the link, what is asked beside the main thread is done by [others][Beside].
final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    /// What two processes started at the same time need; each costs some 30 MB.
    private static final int STANDBYS = 2;

    /// How long nothing must have been asked for until they are started, in milliseconds.
    private static final long MOMENT = 200;

    private final Parent parent;
    private final Keyboard keyboard;
    private final LinkedBlockingQueue<SessionRequest> requests = new LinkedBlockingQueue<>();
    private final Stopping stopping = new Stopping();

    /// By origin. Of the thread that reads the link.
    private final Map<Long, Beside> besides = new HashMap<>();

    /// Main thread only.
    private boolean answered;

    private boolean standing;

    /// Why classes could not be taken in: the next to run something must not take them for there.
    private volatile @Nullable Throwable refused;

    /// Nothing is started any more.
    private volatile boolean leaving;

    Session(Parent parent) {
        this.parent = parent;
        this.keyboard = new Keyboard(parent);
        System.setIn(keyboard);
    }

    void receive(byte[] payload) {
        var request = Payload.request(payload);
        switch (request) {
            case SessionRequest.Load(var classes) -> load(classes);
            case SessionRequest.Stop(var origin) -> stopping.stop(Origin.of(origin));
            case SessionRequest.Input input -> keyboard.answer(input);
            // Not by this thread: it must go on reading while the JVM shuts down.
            case SessionRequest.Exit() -> {
                leaving = true;
                Thread.ofPlatform().daemon().name("telaio-exit").start(() -> System.exit(0));
            }
            case SessionRequest.Variable variable -> Look.begin(parent, variable);
            case SessionRequest.Beside(var origin) ->
                    besides.computeIfAbsent(origin, _ -> Beside.start(this::perform));
            case SessionRequest.Over(var origin) -> {
                var beside = besides.remove(origin);
                if (beside != null) {
                    beside.end();
                }
                Origin.of(origin).forget();
            }
            case SessionRequest.Ordered ordered -> {
                var beside = besides.get(ordered.origin());
                if (beside == null) {
                    requests.add(request);
                } else {
                    beside.add(ordered);
                }
            }
            case SessionRequest.Clear _, SessionRequest.Extend _ -> requests.add(request);
        }
    }

    private void load(Map<String, byte[]> classes) {
        try {
            Agent.load(classes);
        } catch (Exception | LinkageError failure) {
            refused = failure;
        }
    }

    /// Does what is asked, in order, for ever: the session ends by [SessionRequest.Exit], or by
    /// what notebook code does.
    void run() throws IOException {
        parent.send(Payload.encode(new SessionEvent.Ready()));
        while (true) {
            switch (next()) {
                case SessionRequest.Ordered ordered -> {
                    // what has no cell of its own belongs to the newest, not to a click
                    if (!(ordered instanceof SessionRequest.Comm)) {
                        Origin.fallback(Origin.of(ordered.origin()));
                    }
                    perform(ordered);
                    answered = true;
                }
                case SessionRequest.Clear(var type, var name) -> clear(type, name);
                case SessionRequest.Extend extend -> extend(extend);
                case SessionRequest.Load _,
                        SessionRequest.Variable _,
                        SessionRequest.Stop _,
                        SessionRequest.Input _,
                        SessionRequest.Beside _,
                        SessionRequest.Over _,
                        SessionRequest.Exit _ ->
                        throw new IllegalStateException("not a request for the main thread");
            }
        }
    }

    /// Does what is asked on behalf of an origin, by the thread that this origin has.
    private void perform(SessionRequest.Ordered request) throws IOException {
        var origin = Origin.of(request.origin());
        switch (request) {
            case SessionRequest.Invoke(_, var type, var method, var render) ->
                    answer(origin, render, () -> call(type, method));
            case SessionRequest.Script(_, var text) -> answer(origin, true, () -> Script.run(text));
            case SessionRequest.Comm(_, var arrival) ->
                    answer(
                            origin,
                            false,
                            () -> {
                                arrival.deliver();
                                return null;
                            });
            case SessionRequest.Inherit inherit -> send(origin, Heritage.pass(inherit));
            case SessionRequest.Settle _ -> send(origin, stopping.result(origin));
        }
    }

    private void send(Origin origin, SessionEvent.Answer answer) throws IOException {
        parent.send(Payload.encode(new SessionEvent.Answered(origin.id(), answer)));
    }

    /// A stray interrupt, e.g. by a thread that a cell left behind, is for no request.
    private SessionRequest next() {
        while (true) {
            try {
                var soon =
                        standing || !answered ? null : requests.poll(MOMENT, TimeUnit.MILLISECONDS);
                if (soon != null) {
                    return soon;
                }
                if (answered) {
                    standBy();
                }
                return requests.take();
            } catch (InterruptedException stray) {
                LOG.log(System.Logger.Level.DEBUG, "stray interrupt", stray);
            }
        }
    }

    private void answer(Origin origin, boolean render, Notebook code) throws IOException {
        Origin.settle();
        // A stop may have come before the cell.
        var answer =
                origin.stopped() ? new SessionEvent.Stopped(List.of()) : run(origin, render, code);
        Unshown.flush();
        System.out.flush();
        System.err.flush();
        send(origin, origin.stopped() ? stopping.result(origin) : answer);
    }

    /// After the first cell, when nothing was asked for a moment, JVMs stand by for the notebook's
    /// processes. Not earlier: their start would delay the cells.
    private void standBy() {
        if (!standing && !leaving) {
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
        var failure = refused;
        if (failure != null) {
            refused = null;
            return new SessionEvent.Threw(Failure.of(failure));
        }
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
            var data = render ? Rendering.of(value) : Map.<String, String>of();
            return data.isEmpty() ? new SessionEvent.Done() : new SessionEvent.Value(data);
        } catch (InvocationTargetException thrown) {
            return new SessionEvent.Threw(Failure.of(thrown.getTargetException()));
        } catch (Throwable thrown) {
            return new SessionEvent.Threw(Failure.of(thrown));
        }
    }

    /// Libraries look for their services by the thread's context loader.
    private static void extend(SessionRequest.Extend extend) {
        if (!extend.classPath().isEmpty()) {
            CellClasses.instance().extend(extend.classPath().stream().map(Path::of).toList());
            Thread.currentThread().setContextClassLoader(CellClasses.instance());
        }
        Launcher.current()
                .inherit(settings ->
                        settings.plusClassPath(extend.classPath())
                                .plus(List.of(), extend.environment()));
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

    static Field field(String className, String name) throws ReflectiveOperationException {
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

    private interface Notebook {
        @Nullable Object run() throws Exception;
    }
}
