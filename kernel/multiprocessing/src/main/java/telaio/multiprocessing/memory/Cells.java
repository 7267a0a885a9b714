package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What locks, semaphores and their like are made of. Each process makes its own in regions of its
/// own; all can use all of them.
///
/// A region is divided into blocks of 128 bytes, so that no two cells share what a core loads at
/// once. The first block has a byte for each: the [CellType] of the cell that begins there, or 0.
/// It is written last, so that one who comes to recover sees finished cells only. A cell is never
/// given back: its address may be on its way to another process.
public final class Cells {
    static final long BLOCK = 128;

    private static final int BLOCKS = 128;
    private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();

    private final Domain domain;
    private final ConcurrentMap<Long, Region> regions = new ConcurrentHashMap<>();
    private @Nullable Region filling;
    private int used;

    Cells(Domain domain) {
        this.domain = domain;
    }

    /// Writes the first state of a cell, where it is not all zeros.
    @FunctionalInterface
    interface Start {
        void write(MemorySegment memory, long offset);
    }

    Address add(CellType type) {
        return add(type, (memory, offset) -> {});
    }

    synchronized Address add(CellType type, Start start) {
        if (filling == null || used + type.blocks() > BLOCKS) {
            filling = domain.allocate(Kind.CELLS, BLOCKS * BLOCK);
            regions.put(filling.id(), filling);
            used = 1;
        }
        var memory = filling.memory();
        start.write(memory, used * BLOCK);
        BYTE.setRelease(memory, (long) used, (byte) type.code());
        var address = domain.address(filling.id(), used * BLOCK);
        used += type.blocks();
        return address;
    }

    /// Makes a mutex, like [Domain#newMutex], whose holder may take it again.
    public Address newReentrant() {
        return add(CellType.REENTRANT);
    }

    /// Makes a mutex, like [Domain#newMutex], that has a value beside it.
    public Address newValue() {
        return add(CellType.VALUE);
    }

    /// Makes a condition for one lock.
    public Address newWaitQueue() {
        return add(CellType.WAIT_QUEUE);
    }

    /// Makes a number of permits.
    ///
    /// @param limit most there can be at a time
    public Address newPermits(int permits, int limit) {
        return add(
                CellType.PERMITS,
                (memory, offset) -> Permits.start(memory, offset, permits, limit));
    }

    /// Makes a flag that is not set.
    public Address newFlag() {
        return add(CellType.FLAG);
    }

    /// Makes a rendezvous.
    ///
    /// @param parties how many threads meet, from 1 to [Rendezvous#MOST_PARTIES]
    public Address newRendezvous(int parties) {
        return add(
                CellType.RENDEZVOUS, (memory, offset) -> Rendezvous.start(memory, offset, parties));
    }

    /// Makes a lock for one writer or many readers.
    public Address newReadWrite() {
        return add(CellType.READ_WRITE);
    }

    /// Eight bytes of the cell of a mutex that are its maker's: not on the mutex's own line, as who
    /// waits for the mutex need not disturb who uses them.
    MemorySegment beside(Address address) {
        return region(address).memory().asSlice(address.offset() + BLOCK / 2, Long.BYTES);
    }

    Mutex mutex(Address address) {
        return new Mutex(domain, region(address), address.offset());
    }

    // All of these throw IllegalArgumentException if the address is one of another domain.

    /// How often the holder of the mutex at this address has it.
    public Holds holds(Address address) {
        return new Holds(region(address), address.offset());
    }

    /// The condition at this address.
    public WaitQueue waitQueue(Address address) {
        return new WaitQueue(domain, region(address), address.offset());
    }

    /// The permits at this address.
    public Permits permits(Address address) {
        return new Permits(domain, region(address), address.offset());
    }

    /// The flag at this address.
    public Flag flag(Address address) {
        return new Flag(domain, region(address), address.offset());
    }

    /// The rendezvous at this address. From now on the others count on this process.
    public Rendezvous rendezvous(Address address) {
        return new Rendezvous(domain, region(address), address.offset()).join();
    }

    /// The lock for readers and writers at this address.
    public ReadWrite readWrite(Address address) {
        return new ReadWrite(domain, region(address), address.offset());
    }

    private Region region(Address address) {
        return region(domain.here(address).region());
    }

    Region region(long id) {
        var region = find(id);
        if (region == null) {
            throw new IllegalArgumentException(
                    Texts.elsewhere(domain.directory().getFileName().toString()));
        }
        return region;
    }

    /// The region with this number; null if it is gone, or none of cells.
    private @Nullable Region find(long id) {
        var region = regions.get(id);
        if (region == null) {
            region = domain.open(Kind.CELLS, id);
            if (region != null && region.memory().byteSize() == BLOCKS * BLOCK) {
                regions.put(id, region);
            } else {
                region = null; // or still being made
            }
        }
        return region;
    }

    /// The cell at this address, as one who watches sees it.
    public Watched watched(Address address) {
        int block = (int) (address.offset() / BLOCK);
        return watched(region(address), block, type(region(address), block));
    }

    private static Watched watched(Region region, int block, CellType type) {
        return new Watched(type.kind(), region.id(), block * BLOCK);
    }

    private static CellType type(Region region, int block) {
        return CellType.of((byte) BYTE.getAcquire(region.memory(), (long) block));
    }

    /// What one waits for who waits for this word; empty if it is in no cell.
    Optional<Census.Goal> goal(long id, long offset) {
        var region = find(id);
        if (region == null) {
            return Optional.empty();
        }
        int block = (int) (offset / BLOCK);
        while (block > 0 && (byte) BYTE.getAcquire(region.memory(), (long) block) == 0) {
            block--;
        }
        if (block == 0) {
            return Optional.empty();
        }
        var type = type(region, block);
        return Optional.of(new Census.Goal(watched(region, block, type), type.wish()));
    }

    /// Who has something in one region.
    void holding(long id, Consumer<Claim> found) {
        var region = find(id);
        for (int block = 1; region != null && block < BLOCKS; block++) {
            if ((byte) BYTE.getAcquire(region.memory(), (long) block) != 0) {
                holding(region, block, type(region, block), found);
            }
        }
    }

    private void holding(Region region, int block, CellType type, Consumer<Claim> found) {
        var what = watched(region, block, type);
        switch (type) {
            case LOCK, REENTRANT, VALUE ->
                    Census.held(
                            new Mutex(domain, region, block * BLOCK).holder(),
                            what,
                            Claim.Use.HOLD,
                            found);
            case READ_WRITE -> {
                var state = new ReadWrite(domain, region, block * BLOCK);
                Census.held(state.writerNow(), what, Claim.Use.WRITE, found);
                state.readersNow()
                        .forEach(reader ->
                                Census.held(Optional.of(reader), what, Claim.Use.READ, found));
            }
            case PERMITS, FLAG, WAIT_QUEUE, ROSTER, RENDEZVOUS -> {} // nobody's
        }
    }

    /// Frees what a dead process left held in the cells of one region.
    void recover(long id, Death death) {
        var region = find(id);
        if (region == null) {
            return;
        }
        for (int block = 1; block < BLOCKS; block++) {
            int type = (byte) BYTE.getAcquire(region.memory(), (long) block);
            if (type != 0) {
                recover(CellType.of(type), region, block * BLOCK, death);
            }
        }
    }

    private void recover(CellType type, Region region, long offset, Death death) {
        switch (type) {
            case LOCK, REENTRANT, VALUE -> recoverLock(region, offset, death);
            case PERMITS -> new Permits(domain, region, offset).recover(death);
            case FLAG -> new Flag(domain, region, offset).recover(death);
            case WAIT_QUEUE -> new WaitQueue(domain, region, offset).recover(death);
            case ROSTER -> {}
            case RENDEZVOUS -> new Rendezvous(domain, region, offset).recover(death);
            case READ_WRITE -> new ReadWrite(domain, region, offset).recover(death);
        }
    }

    private void recoverLock(Region region, long offset, Death death) {
        var mutex = new Mutex(domain, region, offset);
        if (mutex.heldBy(death.slot())) {
            new Holds(region, offset).set(0);
        }
        mutex.recover(death.slot(), LockWord.inherited(death.pid()), death.wake());
    }
}
