package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/// A file of a domain, of any size, that users fill as they like.
public final class Storage {
    private final Domain domain;
    private final Region region;
    private final AtomicBoolean sent;
    private volatile boolean closed;

    private Storage(Domain domain, Region region, boolean sent) {
        this.domain = domain;
        this.region = region;
        this.sent = new AtomicBoolean(sent);
    }

    /// Zeros. Removed by [#close]; also when this object becomes unreachable and nobody knows its
    /// address; else with the domain.
    static Storage create(Domain domain, long size) {
        // The system maps no empty files; 8 so that every element can be part of a word.
        var region = domain.room().allocate(Kind.STORAGE, Math.max((size + 7) & -8, 8));
        var storage = new Storage(domain, region, false);
        var sent = storage.sent;
        domain.whenUnreachable(
                storage,
                () -> {
                    if (!sent.get()) {
                        region.delete();
                    }
                });
        return storage;
    }

    /// Maps the file.
    ///
    /// @throws IllegalStateException if it is gone
    static Storage open(Domain domain, long id) {
        var region = domain.room().open(Kind.STORAGE, id);
        if (region == null) {
            throw new IllegalStateException(Texts.gone());
        }
        return new Storage(domain, region, true);
    }

    /// Its bytes, at least as many as were asked for.
    public MemorySegment memory() {
        return region.memory();
    }

    /// Where it is, for other processes.
    public Address address() {
        sent.set(true);
        return domain.address(region.id(), 0);
    }

    /// What begins at `offset`, as one who watches sees it.
    public Watched watched(long offset) {
        return new Watched(Watched.Kind.SHARED_ARRAY, region.id(), offset);
    }

    /// Whether [#close] was called here.
    public boolean isClosed() {
        return closed;
    }

    /// Removes the file: who has it mapped keeps it.
    public void close() {
        closed = true;
        region.delete();
    }
}
