package telaio.multiprocessing.origin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// On whose behalf a thread runs: the `execute_request` that, directly or through other threads and
/// processes, started it. Output carries it home; a stop ends the threads of one origin only.
///
/// A thread inherits the origin of the thread that made it. Work handed to a thread of another
/// origin (an executor, a timer) is bracketed by [#enter] and [#leave]; the cell rewriter puts that
/// bracket into lambdas and anonymous classes of cells. A thread with no origin has the
/// [#fallback].
public final class Origin {
    /// No request: output of code that no cell started. Cannot be stopped.
    public static final Origin NONE = new Origin(0);

    private static final ConcurrentHashMap<Long, Origin> KNOWN = new ConcurrentHashMap<>();

    private static final InheritableThreadLocal<@Nullable Binding> BINDING =
            new InheritableThreadLocal<>() {
                @Override
                protected @Nullable Binding childValue(@Nullable Binding parent) {
                    return parent == null ? null : new Binding(parent.origin, false, null);
                }
            };

    private static volatile Origin fallback = NONE;

    /// True while any origin may have threads left to stop: keeps [#check] one volatile read.
    private static volatile boolean stopping;

    private final long id;

    /// What this is a part of; null if it is a request itself.
    private final @Nullable Origin whole;

    private final Set<Origin> parts = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private Origin(long id) {
        this(id, null);
    }

    private Origin(long id, @Nullable Origin whole) {
        this.id = id;
        this.whole = whole;
    }

    /// The origin with this id; the same object each time within one JVM.
    ///
    /// @param id 0 for [#NONE], else a number the kernel chose, growing from request to request
    public static Origin of(long id) {
        return id == 0 ? NONE : KNOWN.computeIfAbsent(id, Origin::new);
    }

    /// Something done on behalf of this origin that can be stopped on its own, and is stopped with
    /// it: what is printed there belongs to this origin. It is known until [#end] of it.
    public Origin part() {
        var part = new Origin(id, this);
        parts.add(part);
        if (stopped()) {
            part.stop();
        }
        return part;
    }

    /// Forgets a part that has no threads any more; does nothing to any other origin.
    public void end() {
        if (whole != null && threads.isEmpty()) {
            whole.parts.remove(this);
        }
    }

    /// Nobody will ask for this origin by its id again: lets go of it, unless it was stopped and
    /// may have threads left that do not know yet.
    public void forget() {
        if (!stopped) {
            KNOWN.remove(id, this);
        }
    }

    /// Whether this is `other`, or a part of it, or of a part of it.
    public boolean within(Origin other) {
        var it = this;
        while (it != other && it.whole != null) {
            it = it.whole;
        }
        return it == other;
    }

    /// The origin of the calling thread.
    public static Origin current() {
        var binding = BINDING.get();
        return binding == null ? fallback : binding.origin;
    }

    /// Sets the origin of threads that have none of their own, e.g. those of the common pool.
    public static void fallback(Origin origin) {
        fallback = origin;
    }

    public long id() {
        return id;
    }

    /// Makes the calling thread run on behalf of `origin` until [#leave]; from then on [#stop] of
    /// that origin interrupts it. A thread that already runs on behalf of a newer origin stays with
    /// it: a cell that calls a lambda of an earlier cell goes on writing under itself, while a
    /// thread of an earlier cell that is handed a task of a later one works for the later. One that
    /// works for a [#part] of `origin` stays with that.
    ///
    /// @param origin null for whichever the thread has
    /// @return what to give to [#leave]
    public static @Nullable Binding enter(@Nullable Origin origin) {
        var previous = BINDING.get();
        if (previous == null && origin == null) {
            return Binding.UNCHANGED;
        }
        var chosen = choose(previous, origin);
        if (previous != null && previous.entered && previous.origin == chosen) {
            return Binding.UNCHANGED;
        }
        BINDING.set(new Binding(chosen, true, previous));
        chosen.threads.add(Thread.currentThread());
        if (chosen.stopped) {
            Thread.currentThread().interrupt(); // Came after stop() had looked for its threads.
        }
        return previous;
    }

    private static Origin choose(@Nullable Binding previous, @Nullable Origin given) {
        if (previous == null) {
            return given == null ? fallback : given;
        }
        return given == null || given.id < previous.origin.id || previous.origin.within(given)
                ? previous.origin
                : given;
    }

    /// Undoes the [#enter] that returned `previous`.
    public static void leave(@Nullable Binding previous) {
        if (previous == Binding.UNCHANGED) {
            return;
        }
        var binding = BINDING.get();
        if (binding != null) {
            binding.origin.threads.remove(Thread.currentThread());
        }
        if (previous == null) {
            BINDING.remove();
        } else {
            BINDING.set(previous);
        }
    }

    /// Ends the threads of this origin: those that wait are interrupted, those that run cell code
    /// end at their next [#check].
    public void stop() {
        if (this == NONE) {
            return;
        }
        synchronized (Origin.class) {
            stopped = true;
            stopping = true;
        }
        threads.forEach(Thread::interrupt);
        parts.forEach(Origin::stop);
    }

    public boolean stopped() {
        return stopped;
    }

    private boolean runsOn() {
        return (stopped && !threads.isEmpty()) || parts.stream().anyMatch(Origin::runsOn);
    }

    /// Called between cells: makes [#check] cheap again once no thread of a stopped origin is left.
    /// Not while one is being stopped.
    public static synchronized void settle() {
        if (stopping) {
            stopping = KNOWN.values().stream().anyMatch(Origin::runsOn);
        }
    }

    /// Woven into cell code at method entry and before backward branches.
    ///
    /// @throws Stopped if the origin of the calling thread was stopped, or one from which it was
    ///   called
    public static void check() {
        if (stopping && isCallerStopped()) {
            throw new Stopped();
        }
    }

    private static boolean isCallerStopped() {
        var binding = BINDING.get();
        if (binding == null) {
            return fallback.stopped;
        }
        for (var caller = binding; caller != null; caller = caller.caller) {
            if (caller.origin.stopped) {
                return true;
            }
        }
        return false;
    }

    /// What a thread is bound to. Opaque to callers of [#enter].
    public static final class Binding {
        private static final Binding UNCHANGED = new Binding(NONE, false, null);

        private final Origin origin;

        /// False for a binding that was only inherited: its thread is not yet among the origin's
        /// threads.
        private final boolean entered;

        /// Whose code called this. Null for a thread's own binding, which says only who made the
        /// thread: a pool outlives the cell that made it.
        private final @Nullable Binding caller;

        private Binding(Origin origin, boolean entered, @Nullable Binding previous) {
            this.origin = origin;
            this.entered = entered;
            this.caller = previous != null && previous.entered ? previous : null;
        }
    }
}
