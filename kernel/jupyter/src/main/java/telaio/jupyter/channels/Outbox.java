package telaio.jupyter.channels;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.ClearOutput;
import telaio.jupyter.protocol.Content.CommMsg;
import telaio.jupyter.protocol.Content.DisplayData;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Content.UpdateDisplayData;
import telaio.jupyter.protocol.Header;

/// What waits to be sent on iopub, a lane per parent: what has the same parent leaves in the order
/// it came. Text of one stream is joined while it waits, updates of one display replace each other.
/// Any thread [puts][#put]; the iopub thread [takes][#take] and has the [Budget].
final class Outbox {
    /// So much waiting text of one parent makes its printers wait, in chars.
    private static final int HELD = 4 * Lane.CHUNK;

    /// Lanes remembered, for the length of what they printed, after they became empty.
    private static final int REMEMBERED = 1000;

    /// What a display is taken for beside its data, in chars: many small ones are much too.
    private static final int FRAME = 500;

    private static final JsonObject NOTHING = new JsonObject();

    /// What the taker is to do next.
    sealed interface Next {}

    /// Something to send.
    record Item(@Nullable Header parent, Broadcast content) implements Next {}

    /// To look whether something has come to its socket.
    record Look() implements Next {}

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
    private boolean looking;
    private boolean closed;

    Outbox(OutputLimit limit, Budget budget) {
        this.limit = limit;
        this.budget = budget;
    }

    /// Adds a message. For text and displays, waits while much text of the same parent waits,
    /// unless that was [stopped][#stop]. Nothing is taken any more after [#close].
    void put(@Nullable Header parent, Broadcast content) {
        lock.lock();
        try {
            var lane = lane(parent);
            if (content instanceof Stream stream) {
                text(lane, stream);
            } else if (content instanceof DisplayData display) {
                show(lane, display, display.data());
            } else if (content instanceof UpdateDisplayData update) {
                show(lane, update, update.data());
            } else if (content instanceof CommMsg said) {
                show(lane, said, said.data());
            } else if (content instanceof ClearOutput) {
                show(lane, content, NOTHING);
            } else {
                lane.add(content);
                activate(lane);
            }
        } finally {
            lock.unlock();
        }
    }

    private void show(Lane lane, Broadcast content, JsonObject data) {
        while (lane.waitingText() >= HELD && !lane.stopped() && !closed) {
            room.awaitUninterruptibly();
        }
        long now = System.nanoTime();
        int size = size(data);
        boolean full = lane.waitingText() >= HELD && !closed;
        // an update adds nothing to what the notebook holds
        boolean admitted =
                !full && (!(content instanceof DisplayData) || lane.admit(size, limit.chars()));
        if (admitted) {
            lane.show(content, size, now);
        } else {
            var _ = lane.cut(full ? limit.stoppedNote() : limit.limitNote(), now + Lane.JOIN);
        }
        activate(lane);
    }

    private static int size(JsonObject data) {
        int size = FRAME;
        for (var form : data.asMap().values()) {
            size += form.isJsonPrimitive() ? form.getAsString().length() : form.toString().length();
        }
        return size;
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

    /// Has [#take] give a [Look] at once.
    void look() {
        lock.lock();
        try {
            looking = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something may be sent, or somebody wants the taker to look.
    ///
    /// @return null after [#close], when all has been taken
    @Nullable Next take() throws InterruptedException {
        lock.lock();
        try {
            while (!looking) {
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
            looking = false;
            return new Look();
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
        if (lane.waitingText() < HELD) {
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
