package telaio.jupyter.channels;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Header;

/// What waits to be sent on iopub, a lane per parent: what has the same parent leaves in the order
/// it came. Text of one stream is joined while it waits. Any thread [puts][#put]; the iopub thread
/// [takes][#take] and has the [Budget].
final class Outbox {
    /// So much waiting text of one parent makes its printers wait, in chars.
    private static final int HELD = 4 * Lane.CHUNK;

    /// Lanes remembered, for the length of what they printed, after they became empty.
    private static final int REMEMBERED = 1000;

    /// Something to send.
    record Item(@Nullable Header parent, Broadcast content) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final OutputLimit limit;
    private final Budget budget;

    private final LinkedHashMap<String, Lane> lanes =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Lane> eldest) {
                    return size() > REMEMBERED && eldest.getValue().isEmpty();
                }
            };

    private final LinkedHashSet<Lane> busy = new LinkedHashSet<>();
    private boolean closed;

    Outbox(OutputLimit limit, Budget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    /// Adds a message. For text, waits while much text of the same parent waits, unless that was
    /// [stopped][#stop]. Nothing is taken any more after [#close].
    void put(@Nullable Header parent, Broadcast content) {
        lock.lock();
        try {
            var lane = lane(parent);
            if (content instanceof Stream stream) {
                text(lane, stream);
            } else {
                lane.add(content);
                activate(lane);
            }
        } finally {
            lock.unlock();
        }
    }

    private void text(Lane lane, Stream stream) {
        while (lane.waitingText() >= HELD && !lane.stopped() && !closed) {
            room.awaitUninterruptibly();
        }
        long due = System.nanoTime() + Lane.JOIN;
        boolean full = lane.waitingText() >= HELD && !closed;
        var text = full ? "" : lane.admit(stream.text(), limit.chars());
        boolean changes = lane.print(stream.name(), text, due);
        if (text.length() < stream.text().length()) {
            changes |= lane.cut(full ? limit.stoppedNote() : limit.limitNote(), due);
        }
        if (changes) {
            activate(lane);
        }
    }

    private void activate(Lane lane) {
        busy.add(lane);
        changed.signal();
    }

    /// From now on nobody waits to print on behalf of this request: text is left out instead, with
    /// a note.
    void stop(Header parent) {
        lock.lock();
        try {
            lane(parent).stop();
            room.signalAll();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something may be sent.
    ///
    /// @return null after [#close], when all has been taken
    @Nullable Item take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                var lane = next(now);
                if (lane == null && closed) {
                    return null;
                } else if (lane == null) {
                    changed.await();
                } else if (readyIn(lane, now) <= 0) {
                    return leave(lane);
                } else {
                    var _ = changed.awaitNanos(readyIn(lane, now));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// The lane that may send first; of those that may at once, the one that has waited longest.
    private @Nullable Lane next(long now) {
        Lane next = null;
        long least = Long.MAX_VALUE;
        for (var lane : busy) {
            long left = Math.max(0, readyIn(lane, now));
            if (left < least) {
                next = lane;
                least = left;
            }
        }
        return next;
    }

    private long readyIn(Lane lane, long now) {
        return closed ? 0 : lane.readyIn(now, budget.delay(now), limit);
    }

    private Item leave(Lane lane) {
        busy.remove(lane);
        var content = lane.take();
        if (!lane.isEmpty()) {
            busy.add(lane);
        }
        if (content instanceof Stream) {
            room.signalAll();
        }
        return new Item(lane.parent(), content);
    }

    /// Lets [#take] give what is left at once, then end. Nobody waits in [#put] any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private Lane lane(@Nullable Header parent) {
        return lanes.computeIfAbsent(parent == null ? "" : parent.msgId(), _ -> new Lane(parent));
    }
}
