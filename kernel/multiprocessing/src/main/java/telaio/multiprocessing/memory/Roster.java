package telaio.multiprocessing.memory;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Entries that name threads of all processes, so that those of the dead can be found. One page of
/// a list that grows; what is said of a roster is said of this page and those after it.
///
/// | offset | bytes | field     | meaning                                                     |
/// |-------:|------:|-----------|-------------------------------------------------------------|
/// |      0 |     8 | `next`    | where the next page is, see [#link]; 0: this is the last      |
/// |      8 |     8 | `tickets` | how many were given; of the first page                       |
/// |     64 | 30 × 32 | entries | one [#ENTRY] each                                            |
final class Roster {
    /// Blocks of a page.
    static final int BLOCKS = 8;

    private static final int ENTRIES = 30;

    private static final MemoryLayout HEADER =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("next"),
                    ValueLayout.JAVA_LONG.withName("tickets"),
                    MemoryLayout.paddingLayout(48));

    /// `thread` is slot and thread as in a lock word, 0 if the entry is free.
    private static final MemoryLayout ENTRY =
            MemoryLayout.structLayout(
                    ValueLayout.JAVA_LONG.withName("thread"),
                    ValueLayout.JAVA_LONG.withName("ticket"),
                    ValueLayout.JAVA_INT.withName("state"),
                    MemoryLayout.paddingLayout(12));

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long TICKETS = HEADER.byteOffset(PathElement.groupElement("tickets"));
    private static final long TICKET = ENTRY.byteOffset(PathElement.groupElement("ticket"));
    private static final long STATE = ENTRY.byteOffset(PathElement.groupElement("state"));

    private final Domain domain;
    private final MemorySegment memory;
    private final long base;
    private @Nullable Roster next;

    /// A view of the page at `base`; its first state is all zeros.
    Roster(Domain domain, Region region, long base) {
        this.domain = domain;
        this.memory = region.memory();
        this.base = base;
    }

    /// The next page; null if there is none.
    private @Nullable Roster next() {
        if (next == null) {
            long link = (long) LONG.getAcquire(memory, base);
            if (link != 0) {
                var region = domain.cells().region(link >>> Short.SIZE);
                next = new Roster(domain, region, (link & 0xFFFF) * Cells.BLOCK);
            }
        }
        return next;
    }

    private Roster nextOrNew() {
        var found = next();
        while (found == null) {
            // If two make one at a time, one page is never used.
            var address = domain.cells().add(CellType.ROSTER);
            LONG.compareAndSet(memory, base, 0L, link(address));
            found = next();
        }
        return found;
    }

    /// An address in one word, so that one store sets it.
    private static long link(Address address) {
        return address.region() << Short.SIZE | address.offset() / Cells.BLOCK;
    }

    private long at(int entry) {
        return base + HEADER.byteSize() + entry * ENTRY.byteSize();
    }

    /// The number after the last one given.
    long nextTicket() {
        return (long) LONG.getAndAdd(memory, base + TICKETS, 1L) + 1;
    }

    /// Enters a thread; one may be in several entries.
    ///
    /// @throws NoRoom if the roster has to grow and the file system is full
    Entry enter(long thread) {
        int start = Long.hashCode(thread * 0x9E3779B97F4A7C15L);
        for (var page = this; ; page = page.nextOrNew()) {
            for (int i = 0; i < ENTRIES; i++) {
                long at = page.at(Math.floorMod(start + i, ENTRIES));
                if ((boolean) LONG.compareAndSet(page.memory, at, 0L, thread)) {
                    return new Entry(page.memory, at);
                }
            }
        }
    }

    /// Removes one entry of a thread.
    ///
    /// @return false if it has none
    boolean leave(long thread) {
        int start = Long.hashCode(thread * 0x9E3779B97F4A7C15L);
        for (var page = this; page != null; page = page.next()) {
            for (int i = 0; i < ENTRIES; i++) {
                long at = page.at(Math.floorMod(start + i, ENTRIES));
                if ((long) LONG.getOpaque(page.memory, at) == thread) {
                    LONG.setVolatile(page.memory, at, 0L);
                    return true;
                }
            }
        }
        return false;
    }

    boolean contains(long thread) {
        for (var page = this; page != null; page = page.next()) {
            for (int i = 0; i < ENTRIES; i++) {
                if ((long) LONG.getOpaque(page.memory, page.at(i)) == thread) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isEmpty() {
        for (var page = this; page != null; page = page.next()) {
            for (int i = 0; i < ENTRIES; i++) {
                if ((long) LONG.getVolatile(page.memory, page.at(i)) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Shows the entries that are taken, one by one and not at one instant.
    void forEach(Consumer<Entry> action) {
        for (var page = this; page != null; page = page.next()) {
            for (int i = 0; i < ENTRIES; i++) {
                if ((long) LONG.getVolatile(page.memory, page.at(i)) != 0) {
                    action.accept(new Entry(page.memory, page.at(i)));
                }
            }
        }
    }

    /// Shows the threads that are entered, like [#forEach].
    void forEachThread(LongConsumer action) {
        forEach(entry -> action.accept(entry.thread()));
    }

    /// The entry in `state` with the lowest ticket; null if there is none.
    @Nullable Entry oldest(int state) {
        Entry oldest = null;
        for (var page = this; page != null; page = page.next()) {
            for (int i = 0; i < ENTRIES; i++) {
                if ((int) INT.getVolatile(page.memory, page.at(i) + STATE) == state) {
                    var entry = new Entry(page.memory, page.at(i));
                    if (oldest == null || entry.ticket() < oldest.ticket()) {
                        oldest = entry;
                    }
                }
            }
        }
        return oldest;
    }

    /// One entry. Its state is 0 when it is taken and when it is given back.
    record Entry(MemorySegment memory, long at) {
        long thread() {
            return (long) LONG.getVolatile(memory, at);
        }

        long ticket() {
            return (long) LONG.getOpaque(memory, at + TICKET);
        }

        void ticket(long ticket) {
            LONG.setOpaque(memory, at + TICKET, ticket);
        }

        /// Where the state is: a word to wait for.
        long stateOffset() {
            return at + STATE;
        }

        int state() {
            return (int) INT.getVolatile(memory, at + STATE);
        }

        void state(int state) {
            INT.setVolatile(memory, at + STATE, state);
        }

        boolean changeState(int from, int to) {
            return (boolean) INT.compareAndSet(memory, at + STATE, from, to);
        }

        /// Gives it back.
        void clear() {
            INT.setVolatile(memory, at + STATE, 0);
            LONG.setVolatile(memory, at, 0L);
        }
    }
}
