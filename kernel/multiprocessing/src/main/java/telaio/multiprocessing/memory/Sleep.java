package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One wait in the kernel that `Thread.interrupt` ends. A selector in name only: selectors are how
/// the JDK lets code of others hear of an interrupt ([#begin], [#wakeup], [#end]).
final class Sleep extends AbstractSelector {
    private static final long LONGEST_INSISTENCE = 10_000_000;

    private final Futex futex;
    private final MemorySegment memory;
    private final long offset;
    private final int expected;
    private final long nanos;
    private final Thread caller = Thread.currentThread();
    private volatile boolean unwanted;
    private volatile boolean over;

    Sleep(Futex futex, MemorySegment memory, long offset, int expected, long nanos) {
        super(SelectorProvider.provider());
        this.futex = futex;
        this.memory = memory;
        this.offset = offset;
        this.expected = expected;
        this.nanos = nanos;
    }

    /// Waits on the calling platform thread.
    void run() {
        begin();
        try {
            sleep();
        } finally {
            over = true;
            end();
        }
    }

    /// Waits on another thread in the place of the calling virtual one.
    void delegate(Executor delegates) {
        delegates.execute(() -> {
            try {
                sleep();
            } finally {
                over = true;
                LockSupport.unpark(caller);
            }
        });
        boolean interrupted = false;
        while (!over) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
                wakeup();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    private void sleep() {
        if (!unwanted) {
            futex.sleep(memory, offset, expected, nanos);
        }
    }

    /// Called by the thread that interrupts. Wakes again until the sleeper says it is awake: the
    /// first wake may come just before it falls asleep. Others at the same word wake for nothing
    /// and wait again.
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // only makes room: nothing relies on it
    public Selector wakeup() {
        unwanted = true;
        boolean asleep = caller.isVirtual() || !Thread.currentThread().equals(caller);
        long deadline = System.nanoTime() + LONGEST_INSISTENCE;
        while (asleep && !over && System.nanoTime() < deadline) {
            futex.wake(memory, offset, Integer.MAX_VALUE);
            Thread.yield();
        }
        return this;
    }

    @Override
    protected void implCloseSelector() {
        // Nothing was opened.
    }

    @Override
    protected SelectionKey register(
            AbstractSelectableChannel channel, int operations, @Nullable Object attachment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SelectionKey> keys() {
        return Set.of();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        return Set.of();
    }

    @Override
    public int selectNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select(long timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select() {
        throw new UnsupportedOperationException();
    }
}
