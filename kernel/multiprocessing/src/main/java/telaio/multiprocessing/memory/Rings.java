package telaio.multiprocessing.memory;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The rings that this process uses, one object for each. Any thread may call its methods.
///
/// Every process has one, also one that uses no ring: so this class has no handle of its own, whose
/// making would load the JDK's foreign memory in each (20 ms, measured).
final class Rings {
    private final Domain domain;
    private final Map<Long, WeakReference<ByteRing>> known = new ConcurrentHashMap<>();

    Rings(Domain domain) {
        this.domain = domain;
    }

    /// Makes one. It is closed when its object is unreachable and nobody else knows of it.
    ByteRing make(int capacity) {
        var ring = create(capacity);
        long id = ring.id();
        var sent = ring.sent();
        known.put(id, new WeakReference<>(ring));
        domain.whenUnreachable(ring, () -> discard(id, sent));
        return ring;
    }

    private ByteRing create(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
        }
        var region = domain.allocate(Kind.RING, Chain.size());
        ByteRing.LONG.set(region.memory(), RingLayout.HEAD_SEGMENT, region.id());
        long most = Math.min(capacity, Cursor.MAX_MESSAGES);
        ByteRing.LONG.setRelease(region.memory(), RingLayout.CAPACITY, most);
        return new ByteRing(domain, region);
    }

    private void discard(long id, AtomicBoolean sent) {
        var ring = sent.get() || domain.isClosed() ? null : known(id);
        if (ring != null) {
            ring.close();
        }
    }

    /// The ring of this number: the same object while this process uses it; null if it was closed.
    @Nullable ByteRing known(long id) {
        known.values().removeIf(reference -> reference.refersTo(null));
        var reference = known.get(id);
        var ring = reference == null ? null : reference.get();
        if (ring == null) {
            ring = open(id);
            if (ring != null) {
                known.put(id, new WeakReference<>(ring));
            }
        }
        return ring;
    }

    /// Null if it is gone, or not there yet.
    private @Nullable ByteRing open(long id) {
        var region = domain.open(Kind.RING, id);
        if (region == null
                || region.memory().byteSize() != Chain.size()
                || (long) ByteRing.LONG.getAcquire(region.memory(), RingLayout.CAPACITY) == 0) {
            return null;
        }
        return new ByteRing(domain, region);
    }
}
