package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The processes that share memory, and the memory they share: one directory of mapped files. The
/// process that needs it first is its root, removes it when it ends, and decides how all wait; its
/// descendants [#join].
///
/// Nothing is made before the first object is: naming a domain touches no disk.
public final class Domain {
    private static @Nullable Domain current;

    private final Path directory;
    private final boolean root;
    private final ConcurrentMap<Long, WeakReference<ByteRing>> rings = new ConcurrentHashMap<>();
    private final MutexTable mutexes = new MutexTable(this);
    private volatile @Nullable Membership membership;
    private volatile boolean closed;
    private String name;

    private Domain(Path directory, boolean root) {
        this.directory = directory;
        this.root = root;
        this.name = root ? "MainProcess" : "";
    }

    /// The domain of this process: the one it joined, else one of which it is the root.
    public static synchronized Domain current() {
        if (current == null) {
            current = root();
        }
        return current;
    }

    /// Makes this process share the memory of the domain in `directory`. Called by a child before
    /// it unpacks anything.
    ///
    /// @throws IllegalStateException if this process has a domain already
    public static synchronized void join(Path directory) {
        if (current != null) {
            throw new IllegalStateException("this process shares memory in " + current.directory);
        }
        current = new Domain(directory, false);
    }

    /// A domain of which this process is the root, beside the one it may have.
    static Domain root() {
        boolean portable = "portable".equals(System.getProperty("telaio.waiting"));
        boolean futex =
                !portable && Futex.supported() && Domain.class.getModule().isNativeAccessEnabled();
        return new Domain(Directory.choose(futex), true);
    }

    /// Removes the memory of domains whose root died without doing so. Done by every root when it
    /// makes its directory; a long-lived program may do it at its start.
    public static void sweep() {
        Directory.sweep();
    }

    /// Where this domain's files are, once there are any.
    public Path directory() {
        return directory;
    }

    /// The directories to remove when this process ends, should it not do so itself: none if it is
    /// not the root. They need not exist.
    public List<Path> removals() {
        return root ? List.of(directory, Directory.overflow(directory)) : List.of();
    }

    /// Names this process in what others say of it.
    public synchronized void name(String name) {
        this.name = name;
        var here = membership;
        if (here != null) {
            here.control().name(here.slot(), name);
        }
    }

    /// Tells that a process of this domain ended: what it held is freed, who waits looks again, and
    /// its place is free. Does nothing for a process that never shared memory, or is recovered
    /// already.
    public void died(long pid) {
        if (!closed && (membership != null || Files.exists(directory.resolve(Membership.FILE)))) {
            membership().recovery().died(pid);
        }
    }

    /// Who waits for what in this domain; not at one instant.
    public List<Waiter> waiters() {
        return control().waiters();
    }

    /// Makes a ring.
    ///
    /// @param capacity most messages it holds, at least 1
    public ByteRing newRing(int capacity) {
        var ring = ByteRing.create(this, capacity);
        rings.put(ring.id(), new WeakReference<>(ring));
        return ring;
    }

    /// The ring at this address: the same object while this process uses it.
    ///
    /// @return null if it was closed
    /// @throws IllegalArgumentException if the address is one of another domain
    public @Nullable ByteRing ring(Address address) {
        return ring(here(address).region());
    }

    @Nullable ByteRing ring(long id) {
        rings.values().removeIf(reference -> reference.refersTo(null));
        var known = rings.get(id);
        var ring = known == null ? null : known.get();
        if (ring == null) {
            ring = ByteRing.open(this, id);
            if (ring != null) {
                rings.put(id, new WeakReference<>(ring));
            }
        }
        return ring;
    }

    /// Makes a mutex whose next taker is told when its holder died.
    public Address newMutex() {
        return mutexes.add();
    }

    /// The mutex at this address.
    ///
    /// @throws IllegalArgumentException if the address is one of another domain
    public Mutex mutex(Address address) {
        return mutexes.get(here(address));
    }

    private Address here(Address address) {
        if (!address.domain().equals(directory.getFileName().toString())) {
            throw new IllegalArgumentException(Texts.elsewhere(address.domain()));
        }
        return address;
    }

    Address address(long region, long offset) {
        return new Address(directory.getFileName().toString(), region, offset);
    }

    /// Ends the domain: its memory is removed if this process is its root. Who still has it mapped
    /// keeps what he has.
    public void close() {
        closed = true;
        if (root) {
            Directory.remove(directory);
            Directory.remove(Directory.overflow(directory));
        }
        forget(this);
    }

    private static synchronized void forget(Domain domain) {
        if (current == domain) {
            current = null;
        }
    }

    boolean isRoot() {
        return root;
    }

    Control control() {
        return membership().control();
    }

    Waiting waiting() {
        return membership().waiting();
    }

    /// Looks whether the process in this slot, which keeps others waiting, still lives.
    void suspect(int slot) {
        membership().recovery().suspect(slot);
    }

    void recoverMutexes(long id, int slot, long pid, boolean wake) {
        mutexes.recover(id, slot, pid, wake);
    }

    private Membership membership() {
        var here = membership;
        if (here == null) {
            synchronized (this) {
                here = membership;
                if (here == null) {
                    if (closed) {
                        throw new IllegalStateException("this domain is closed: " + directory);
                    }
                    here = Membership.of(this, name);
                    membership = here;
                }
            }
        }
        return here;
    }

    /// Makes a file of zeros.
    Region allocate(Kind kind, long size) {
        long id = control().nextRegion();
        return Region.create(id, directory.resolve(kind.file(id)), size);
    }

    /// Maps a file; null if it is gone.
    @Nullable Region open(Kind kind, long id) {
        try {
            return Region.open(id, directory.resolve(kind.file(id)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + kind.file(id), e);
        }
    }
}
