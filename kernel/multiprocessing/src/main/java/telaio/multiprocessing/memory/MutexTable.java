package telaio.multiprocessing.memory;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The mutexes that users own: each process makes its own in regions of its own, 128 bytes apart so
/// that no two share what a core loads at once. All can use all of them.
final class MutexTable {
    private static final long DISTANCE = 128;
    private static final long SIZE = 1 << 14;

    private final Domain domain;
    private final ConcurrentMap<Long, Region> regions = new ConcurrentHashMap<>();
    private @Nullable Region filling;
    private long used;

    MutexTable(Domain domain) {
        this.domain = domain;
    }

    synchronized Address add() {
        if (filling == null || used == SIZE) {
            filling = domain.allocate(Kind.MUTEXES, SIZE);
            regions.put(filling.id(), filling);
            used = 0;
        }
        var address = domain.address(filling.id(), used);
        used += DISTANCE;
        return address;
    }

    Mutex get(Address address) {
        return new Mutex(domain, region(address.region()), address.offset());
    }

    private Region region(long id) {
        var region = regions.get(id);
        if (region == null) {
            region = domain.open(Kind.MUTEXES, id);
            if (region == null) {
                throw new IllegalArgumentException(
                        Texts.elsewhere(domain.directory().getFileName().toString()));
            }
            regions.put(id, region);
        }
        return region;
    }

    void recover(long id, int slot, long pid, boolean wake) {
        var region = region(id);
        if (region.memory().byteSize() < SIZE) {
            return; // still being made
        }
        for (long offset = 0; offset < SIZE; offset += DISTANCE) {
            new Mutex(domain, region, offset).recover(slot, LockWord.inherited(pid), wake);
        }
    }
}
