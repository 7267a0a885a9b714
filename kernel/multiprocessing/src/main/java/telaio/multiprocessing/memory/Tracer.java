package telaio.multiprocessing.memory;

import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where this process tells what happens in it, while somebody wants to know. Each of these methods
/// is one look at a word in shared memory while nobody does; none ever waits or throws.
///
/// Who gives something to others asks for [#now] before and tells after, so that the event is never
/// later than what it made possible.
public final class Tracer {
    private static final StackWalker WALKER = StackWalker.getInstance();

    private static final ThreadLocal<Locks> LOCKS = ThreadLocal.withInitial(Locks::new);

    private final Domain domain;
    private final Control control;
    private final MemorySegment memory;
    private volatile @Nullable TraceLog log;

    /// The generation for which no log can be had.
    private volatile int refused;

    Tracer(Domain domain) {
        this.domain = domain;
        this.control = domain.control();
        this.memory = control.memory();
    }

    /// The tracer of this process; null as long as nobody of the family has shared anything: then
    /// nobody wants to know.
    public static @Nullable Tracer ofShared(Domain domain) {
        return domain.shared() ? domain.tracer() : null;
    }

    /// The whole stream and its switch.
    public TraceLogs logs() {
        return new TraceLogs(domain);
    }

    /// What the calling thread has, as far as it took it in this generation.
    private static final class Locks {
        private final List<Watched> held = new ArrayList<>();
        private @Nullable Tracer tracer;
        private int generation;

        /// When it last waited: what it gives after a wait, it gives later than that.
        private long waited;
    }

    /// Whether somebody wants to know.
    public boolean isOn() {
        return Control.traced(memory);
    }

    /// The time, for an event that is told when it is known to have happened; 0 if nobody wants to
    /// know.
    public long now() {
        return isOn() ? System.nanoTime() : 0;
    }

    /// The calling thread took a lock, and would have waited for it as long as it takes.
    public void acquired(Address lock, Claim.Use use) {
        acquired(lock, use, 0);
    }

    /// The calling thread took a lock.
    ///
    /// @param tried [TraceEvent#TRIED] if it would not have waited as long as it takes, else 0
    public void acquired(Address lock, Claim.Use use, long tried) {
        if (isOn()) {
            var what = domain.cells().watched(lock);
            var held = held();
            tell(TraceEvent.Kind.ACQUIRE, what, use, tried, System.nanoTime(), held);
            if (use != Claim.Use.ACQUIRE) { // permits are nobody's
                held.add(what);
            }
        }
    }

    /// The calling thread gave a lock back.
    ///
    /// @param before what [#now] said before
    public void released(Address lock, Claim.Use use, long before) {
        if (before != 0 && isOn()) {
            var what = domain.cells().watched(lock);
            var held = held();
            int last = held.lastIndexOf(what);
            if (last >= 0) {
                held.remove(last);
            }
            tell(TraceEvent.Kind.RELEASE, what, use, 0, before, held);
        }
    }

    /// Something was done that takes nothing from others, such as to get or to take.
    public void did(TraceEvent.Kind kind, @Nullable Watched what, long detail) {
        if (isOn() && what != null) {
            tell(kind, what, null, detail, System.nanoTime(), held());
        }
    }

    /// As [#did(TraceEvent.Kind, Watched, long)], for a cell.
    public void did(TraceEvent.Kind kind, Address cell) {
        if (isOn()) {
            did(kind, domain.cells().watched(cell), 0);
        }
    }

    /// Something was done of which others may know since `before`, when [#now] said so.
    public void gave(TraceEvent.Kind kind, @Nullable Watched what, long detail, long before) {
        if (before != 0 && isOn() && what != null) {
            tell(kind, what, null, detail, Math.max(before, mine().waited), held());
        }
    }

    /// As [#gave(TraceEvent.Kind, Watched, long, long)], for a cell.
    public void gave(TraceEvent.Kind kind, Address cell, long before) {
        if (before != 0 && isOn()) {
            gave(kind, domain.cells().watched(cell), 0, before);
        }
    }

    /// Something was read and written in one step since `before`, when [#now] said so.
    public void changed(@Nullable Watched what, long detail, long before) {
        if (before != 0 && isOn() && what != null) {
            long time = Math.max(before, mine().waited);
            tell(TraceEvent.Kind.SET, what, Claim.Use.HOLD, detail, time, held());
        }
    }

    /// As [#changed(Watched, long, long)], for a cell.
    public void changed(Address cell, long before) {
        if (before != 0 && isOn()) {
            changed(domain.cells().watched(cell), 0, before);
        }
    }

    /// As [#did(TraceEvent.Kind, Watched, long)], for a queue.
    public void did(TraceEvent.Kind kind, ByteRing queue) {
        if (isOn()) {
            did(kind, queue.watch().watched(), 0);
        }
    }

    /// As [#gave(TraceEvent.Kind, Watched, long, long)], for a queue.
    public void gave(TraceEvent.Kind kind, ByteRing queue, long before) {
        if (before != 0 && isOn()) {
            gave(kind, queue.watch().watched(), 0, before);
        }
    }

    /// A wait begins or ends.
    void waits(TraceEvent.Kind kind, long region, long offset) {
        if (isOn()) {
            var goal = domain.census().goal(region, offset);
            long now = System.nanoTime();
            tell(kind, goal.what(), goal.use(), 0, now, held());
            mine().waited = now;
        }
    }

    /// A wait begins or ends that is for no word in shared memory.
    public void waits(TraceEvent.Kind kind, Watched what, Claim.Use use) {
        if (isOn()) {
            long now = System.nanoTime();
            tell(kind, what, use, 0, now, held());
            mine().waited = now;
        }
    }

    private List<Watched> held() {
        return mine().held;
    }

    private Locks mine() {
        var mine = LOCKS.get();
        int generation = control.traceGeneration();
        if (mine.tracer != this || mine.generation != generation) {
            mine.tracer = this;
            mine.generation = generation;
            mine.held.clear();
            mine.waited = 0;
        }
        return mine;
    }

    private void tell(
            TraceEvent.Kind kind,
            Watched what,
            Claim.@Nullable Use use,
            long detail,
            long time,
            List<Watched> held) {
        var open = log();
        if (open == null) {
            control.traceLost(1);
        } else {
            open.write(kind, what, use, detail, time, held, place());
        }
    }

    private static @Nullable StackFrame place() {
        return WALKER.walk(frames -> frames.filter(Tracer::isOthers).findFirst().orElse(null));
    }

    private static boolean isOthers(StackFrame frame) {
        var name = frame.getClassName();
        return !name.startsWith("telaio.") && !name.startsWith("java.") && !name.startsWith("jdk.");
    }

    private @Nullable TraceLog log() {
        var known = log;
        int generation = control.traceGeneration();
        if (known != null && known.generation() == generation) {
            return known;
        }
        return refused == generation ? null : newLog(generation);
    }

    private synchronized @Nullable TraceLog newLog(int generation) {
        var known = log;
        if (known != null && known.generation() == generation) {
            return known;
        }
        known = null;
        try {
            known = new TraceLogs(domain).make(generation);
        } catch (UncheckedIOException full) {
            // What is watched is more important than that it is.
            System.getLogger(Tracer.class.getName()).log(System.Logger.Level.DEBUG, "", full);
        }
        refused = known == null ? generation : 0;
        log = known;
        return known;
    }
}
