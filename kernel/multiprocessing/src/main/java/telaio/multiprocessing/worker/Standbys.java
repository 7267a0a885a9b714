package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// JVMs that wait for a task, by the settings they were started with. They are made one at a time
/// in a background thread: when they are asked for, when a child has ended, and a moment after one
/// was taken, so that the new JVM does not slow down the one that has just begun its task.
final class Standbys implements Closeable {
    /// How many wait when nobody said how many.
    private static final int USUAL = 2;

    /// A taken one is replaced after this, or when any child ends.
    private static final long DELAY_MILLIS = 150;

    private final Launcher launcher;
    private final Map<Settings, Shelf> shelves = new HashMap<>();
    private boolean filling;
    private boolean closed;

    Standbys(Launcher launcher) {
        this.launcher = launcher;
    }

    /// A JVM with these settings, ready if possible; null if there is none, or none is wanted.
    @Nullable Worker take(Settings settings) {
        if (settings.method() == Settings.Method.SPAWN) {
            return null;
        }
        Worker taken;
        synchronized (this) {
            var shelf = shelves.get(settings);
            if (shelf == null) {
                if (!usual(settings)) {
                    return null;
                }
                shelf = new Shelf(settings);
                shelf.target = USUAL;
                shelves.put(settings, shelf);
            }
            shelf.failures = 0;
            taken = shelf.take();
        }
        CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS)
                .execute(this::refill);
        return taken;
    }

    /// Only the first process of a family keeps JVMs unasked, and only for ordinary processes.
    private static boolean usual(Settings settings) {
        return !Home.related() && settings.equals(Settings.inherited());
    }

    synchronized CompletableFuture<Void> prepare(Settings given, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("cannot keep " + count + " standby JVMs");
        }
        var settings = given.with(Settings.Method.STANDBY);
        var shelf = shelves.computeIfAbsent(settings, Shelf::new);
        shelf.target = count;
        shelf.failures = 0;
        while (shelf.size() > count) {
            var surplus = shelf.take();
            if (surplus != null) {
                surplus.kill();
            }
        }
        var full = shelf.whenReady(count);
        refill();
        return full;
    }

    /// Those that wait are the last with these settings: one that is taken is not replaced.
    synchronized void endWith(Settings given) {
        var shelf = shelves.get(given.with(Settings.Method.STANDBY));
        if (shelf != null) {
            shelf.target = 0;
        }
    }

    /// Changes what children inherit; as many JVMs as stood by for the old settings will stand by
    /// for the new.
    synchronized void inherit(UnaryOperator<Settings> change) {
        var before = Settings.inherited();
        var after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        Settings.inherit(after);
        var old = shelves.remove(before.with(Settings.Method.STANDBY));
        if (old != null) {
            old.abandon();
            var _ = prepare(after, old.target);
        }
    }

    /// Begins to make what is missing, unless that is under way.
    synchronized void refill() {
        if (filling || closed || next() == null) {
            return;
        }
        filling = true;
        Thread.ofPlatform()
                .daemon()
                .name("telaio-standby")
                .inheritInheritableThreadLocals(false)
                .start(this::fill);
    }

    private synchronized @Nullable Shelf next() {
        return shelves.values().stream().filter(Shelf::lacks).findFirst().orElse(null);
    }

    private void fill() {
        while (true) {
            Shelf shelf;
            synchronized (this) {
                shelf = closed ? null : next();
                if (shelf == null) {
                    filling = false;
                    return;
                }
            }
            try {
                var settled = new CompletableFuture<Void>();
                var worker = launcher.spawn(shelf.settings);
                if (add(shelf, worker, settled)) {
                    settled.join();
                } else {
                    worker.kill();
                }
            } catch (IOException | RuntimeException e) {
                Log.debug("no standby JVM", e);
                failed(shelf, e);
            }
        }
    }

    private synchronized boolean add(Shelf shelf, Worker worker, CompletableFuture<Void> settled) {
        if (closed) {
            return false;
        }
        shelf.warming.put(worker, settled);
        if (!worker.process().isAlive()) {
            exited(worker);
        }
        return true;
    }

    private synchronized void failed(Shelf shelf, Exception why) {
        shelf.failed(why);
    }

    /// Called when a JVM has connected, by a thread of its own: one that is to wait rehearses now.
    void connected(Worker worker, Link link) throws IOException {
        synchronized (this) {
            if (shelfOf(worker) == null) {
                return;
            }
        }
        var rehearsal = Rehearsal.frame();
        if (rehearsal == null || !worker.rehearse(rehearsal)) {
            ready(worker);
            return;
        }
        switch (link.receive()) {
            case Frame.Ready() -> ready(worker);
            // it ended: #exited hears of that
            case null -> {}
            case Frame other -> throw new IOException("a standby JVM does not send " + other);
        }
    }

    private synchronized void ready(Worker worker) {
        var shelf = shelfOf(worker);
        if (shelf != null) {
            shelf.ready(worker);
        }
    }

    /// Called for every JVM that has ended; one that waited is replaced.
    synchronized void exited(Worker worker) {
        var shelf = shelfOf(worker);
        if (shelf != null && shelf.remove(worker)) {
            shelf.failed(new IOException("a standby JVM ended: " + worker.lastWords()));
        }
        refill();
    }

    private @Nullable Shelf shelfOf(Worker worker) {
        return shelves.values().stream()
                .filter(shelf -> shelf.holds(worker))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (var shelf : shelves.values()) {
            for (var left = shelf.take(); left != null; left = shelf.take()) {
                left.kill();
            }
        }
    }
}
