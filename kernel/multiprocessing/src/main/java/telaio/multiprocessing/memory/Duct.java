package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Messages between two ends, each held by any number of processes: a [ByteRing] in one direction
/// or one in each, and the knowledge who holds what. When nobody holds an end any more, the other
/// is told as soon as it has got all messages.
///
/// A process holds an end that it was sent or made, until it closes it or dies. One that sends an
/// end on without having used it has given it away; one that uses it, holds it again. An end that
/// lies unused beside the other in one process counts for nothing to that other one, once it was
/// sent to somebody: a process does not wait for itself.
public final class Duct {
    public static final int LEFT = 0;
    public static final int RIGHT = 1;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    /// After that time one who waits looks himself whether those he waits for still live.
    private static final long SLICE = 300_000_000;

    private final Domain domain;
    private final Region region;
    private final MemorySegment memory;
    private final @Nullable ByteRing toRight;
    private final @Nullable ByteRing toLeft;
    private final List<Holders> holders;
    private final boolean[] used = new boolean[2];
    private final boolean[] closed = new boolean[2];

    private Duct(Domain domain, Region region) {
        this.domain = domain;
        this.region = region;
        this.memory = region.memory();
        this.toRight = domain.ring((long) LONG.get(memory, DuctLayout.TO_RIGHT));
        long back = (long) LONG.get(memory, DuctLayout.TO_LEFT);
        this.toLeft = back == 0 ? null : domain.ring(back);
        this.holders = List.of(new Holders(memory, LEFT), new Holders(memory, RIGHT));
    }

    static Duct create(Domain domain, boolean both) {
        var toRight = domain.newRing(ByteRing.UNLIMITED);
        var toLeft = both ? domain.newRing(ByteRing.UNLIMITED) : null;
        var region = domain.allocate(Kind.DUCT, DuctLayout.SIZE);
        LONG.set(region.memory(), DuctLayout.TO_RIGHT, toRight.address().region());
        LONG.set(
                region.memory(),
                DuctLayout.TO_LEFT,
                toLeft == null ? 0L : toLeft.address().region());
        toRight.watch().carryFor(region.id(), LEFT);
        if (toLeft != null) {
            toLeft.watch().carryFor(region.id(), RIGHT);
        }
        var duct = new Duct(domain, region);
        duct.holders.forEach(holder -> holder.add(domain.slot()));
        INT.setRelease(region.memory(), DuctLayout.READY, 1);
        return duct;
    }

    /// The duct with this number; null if it is gone, or not there yet.
    static @Nullable Duct open(Domain domain, long id) {
        var region = domain.open(Kind.DUCT, id);
        return region == null
                        || region.memory().byteSize() != DuctLayout.SIZE
                        || (int) INT.getAcquire(region.memory(), DuctLayout.READY) == 0
                ? null
                : new Duct(domain, region);
    }

    long id() {
        return region.id();
    }

    /// Where it is, for other processes.
    public Address address() {
        return domain.address(region.id(), 0);
    }

    /// Whether messages go from this end to the other.
    public boolean sends(int end) {
        return end == LEFT || (long) LONG.get(memory, DuctLayout.TO_LEFT) != 0;
    }

    /// One end, as one who watches sees it.
    public Watched watched(int end) {
        return new Watched(Watched.Kind.CONNECTION, region.id(), end);
    }

    /// Which processes hold which end.
    void holding(Consumer<Claim> found) {
        for (int end = LEFT; end <= RIGHT; end++) {
            var what = watched(end);
            holders.get(end)
                    .any(slot -> {
                        var holder = domain.control().holder(slot);
                        Census.held(holder, what, Claim.Use.HOLD, found);
                        return false;
                    });
        }
    }

    private @Nullable ByteRing from(int end) {
        return end == LEFT ? toRight : toLeft;
    }

    private static int other(int end) {
        return 1 - end;
    }

    /// The end is being sent to another process.
    ///
    /// @param alone whether without the other end
    /// @return what the receiver gives to [#arrive]
    public synchronized int pass(int end, boolean alone) {
        int number = holders.get(end).passed();
        if (alone && !used[end]) {
            holders.get(end).remove(domain.slot());
        }
        return number;
    }

    /// This process has been sent the end.
    public synchronized void arrive(int end, int number) {
        closed[end] = false;
        holders.get(end).add(domain.slot());
        holders.get(end).arrived(number);
    }

    /// The process the end was sent to has ended, or never began.
    public void lost(int end, int number) {
        holders.get(end).arrived(number);
        wake();
    }

    /// Whether this process has closed the end.
    public synchronized boolean isClosed(int end) {
        return closed[end];
    }

    private synchronized void use(int end) {
        if (!used[end]) {
            holders.get(end).add(domain.slot());
            used[end] = true;
        }
    }

    /// This process gives up the end. The memory is removed with the last of both ends.
    public synchronized void close(int end) {
        if (!closed[end]) {
            closed[end] = true;
            used[end] = false;
            holders.get(end).remove(domain.slot());
            wake();
            removeIfUnheld();
        }
    }

    /// Sends a message to the other end.
    ///
    /// @return false if nobody holds that any more
    /// @throws NoRoom if the file system is full; nothing was sent
    public boolean send(int end, byte[] message) {
        use(end);
        var ring = from(end);
        if (ring == null || gone(other(end))) {
            return false;
        }
        try {
            if (!ring.put(message, Patience.NONE)) {
                throw new IllegalStateException(ring.size() + " messages wait to be received");
            }
        } catch (RingClosed e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError("does not wait", e);
        }
        domain.control().arrivals(domain).signalAll();
        return true;
    }

    /// Removes the oldest message, waiting for one as long as `patience` lasts.
    ///
    /// @return null if there was none until then, or [#ended]
    public byte @Nullable [] receive(int end, Patience patience) throws InterruptedException {
        use(end);
        var ring = from(other(end));
        while (ring != null) {
            boolean over = gone(other(end));
            try {
                var message =
                        ring.take(
                                patience.slice(SLICE), Parcel.bytes(), new Over(this, other(end)));
                if (message != null) {
                    return message;
                }
            } catch (RingClosed e) {
                return null;
            }
            if (over || patience.remaining() <= 0) {
                return null;
            }
            lookAfter(end);
        }
        return null;
    }

    /// Whether a message is there, or none can come any more.
    public boolean isReady(int end) {
        var ring = from(other(end));
        return ring == null || ring.size() > 0 || gone(other(end));
    }

    /// Whether no message is there and none can come any more.
    public boolean ended(int end) {
        boolean over = gone(other(end));
        var ring = from(other(end));
        return ring == null || ring.isClosed() || (over && ring.size() == 0);
    }

    /// Looks whether those who hold the other end still live.
    void lookAfter(int end) {
        holders.get(other(end))
                .any(slot -> {
                    domain.suspect(slot);
                    return false;
                });
    }

    /// Whether nobody holds the end, as far as this process's other end is concerned.
    private boolean gone(int end) {
        var here = holders.get(end);
        boolean idle;
        synchronized (this) {
            idle = !used[end];
        }
        int self = idle && here.everPassed() ? domain.slot() : Control.NO_SLOT;
        return !here.onTheWay() && !here.any(slot -> slot != self);
    }

    private int changes() {
        return (int) INT.getVolatile(memory, DuctLayout.CHANGES);
    }

    /// Whether nobody holds an end; computed anew only when something changed, as who spins for a
    /// message asks often.
    static final class Over implements java.util.function.BooleanSupplier {
        private final Duct duct;
        private final int end;
        private int changes;
        private boolean gone;

        Over(Duct duct, int end) {
            this.duct = duct;
            this.end = end;
            this.changes = duct.changes();
            this.gone = duct.gone(end);
        }

        @Override
        public boolean getAsBoolean() {
            int now = duct.changes();
            if (now != changes) {
                changes = now;
                gone = duct.gone(end);
            }
            return gone;
        }
    }

    /// One end, as this process sees it.
    public record End(Duct duct, int end) {
        boolean isReady() {
            return duct.isReady(end);
        }

        void lookAfter() {
            duct.lookAfter(end);
        }
    }

    private void wake() {
        for (int end = LEFT; end <= RIGHT; end++) {
            var ring = from(end);
            if (ring != null) {
                ring.wake(true);
            }
        }
        domain.control().arrivals(domain).signalAll();
    }

    private void removeIfUnheld() {
        for (var holder : holders) {
            if (holder.onTheWay() || holder.any(slot -> true)) {
                return;
            }
        }
        region.delete();
        for (int end = LEFT; end <= RIGHT; end++) {
            var ring = from(end);
            if (ring != null) {
                ring.close();
            }
        }
    }

    /// The process in `slot` is dead.
    void recover(int slot) {
        boolean left = holders.get(LEFT).remove(slot);
        boolean right = holders.get(RIGHT).remove(slot);
        if (left || right) {
            wake();
            removeIfUnheld();
        }
    }
}
