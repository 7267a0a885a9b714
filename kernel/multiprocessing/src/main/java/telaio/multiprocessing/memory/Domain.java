package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
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
    private final Rings rings = new Rings(this);
    private @Nullable Parts parts;
    private @Nullable Cleaner cleaner;
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
    List<Path> removals() {
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
        if (shared()) {
            membership().recovery().died(pid);
        }
    }

    /// Tells that this process is about to end because its work is done. Whoever else counts on it
    /// is not told that it died.
    public void leave() {
        var here = membership;
        if (here != null && !closed) {
            here.control().leave(here.slot());
        }
    }

    /// Who waits for what in this domain; not at one instant.
    public List<Waiter> waiters() {
        return control().waiters();
    }

    /// Who waits for what, and who has what.
    public Census census() {
        return new Census(this);
    }

    /// Where this process tells what happens in it.
    public Tracer tracer() {
        return parts().tracer();
    }

    /// Whether some process of the domain uses it.
    boolean shared() {
        return !closed && (membership != null || Files.exists(directory.resolve(Membership.FILE)));
    }

    /// Makes a ring.
    ///
    /// @param capacity most messages it holds, at least 1
    public ByteRing newRing(int capacity) {
        return rings.make(capacity);
    }

    /// The ring at this address: the same object while this process uses it.
    ///
    /// @return null if it was closed
    /// @throws IllegalArgumentException if the address is one of another domain
    public @Nullable ByteRing ring(Address address) {
        return ring(here(address).region());
    }

    @Nullable ByteRing ring(long id) {
        return rings.known(id);
    }

    /// Makes a mutex whose next taker is told when its holder died.
    public Address newMutex() {
        return cells().add(CellType.LOCK);
    }

    /// The mutex at this address.
    ///
    /// @throws IllegalArgumentException if the address is one of another domain
    public Mutex mutex(Address address) {
        return cells().mutex(address);
    }

    /// Eight bytes beside the mutex at this address, for whoever made it. Zero at first.
    public MemorySegment besideMutex(Address address) {
        return cells().beside(address);
    }

    /// Makes a file of at least `size` zeros.
    ///
    /// @throws NoRoom if there is no room, in the temporary folder neither
    public Storage newStorage(long size) {
        return Storage.create(this, size);
    }

    /// The file at this address.
    ///
    /// @throws IllegalArgumentException if the address is one of another domain
    /// @throws IllegalStateException if the file was removed
    public Storage storage(Address address) {
        return Storage.open(this, here(address).region());
    }

    /// The locks, semaphores and their like of this domain.
    public Cells cells() {
        return parts().cells();
    }

    /// Makes a file that users named.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if there is one of this name
    /// @throws IllegalArgumentException if this cannot be a name
    /// @throws NoRoom if there is no room, in the temporary folder neither
    public Block newBlock(String name, long size) throws FileAlreadyExistsException {
        return Block.create(this, name, size);
    }

    /// The file that users named so.
    ///
    /// @throws NoSuchFileException if there is none
    /// @throws IllegalArgumentException if this cannot be a name
    public Block block(String name) throws NoSuchFileException {
        return Block.attach(this, name);
    }

    /// The pipes of this domain.
    public Ducts ducts() {
        return parts().ducts();
    }

    /// Address of the domain itself.
    public Address address() {
        return address(0, 0);
    }

    /// Gives back the address it is given.
    ///
    /// @throws IllegalArgumentException if it is one of another domain
    public Address here(Address address) {
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

    boolean isClosed() {
        return closed;
    }

    Room room() {
        return parts().room();
    }

    /// Number of this process in the control region.
    int slot() {
        return membership().slot();
    }

    /// Does something that only one process of the domain may do at a time.
    <T> T alone(Supplier<T> action) {
        membership();
        return Gate.alone(directory.resolve(Membership.GATE), action);
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

    /// Has `action` called some time after `object` became unreachable, from which it must not be
    /// reachable itself.
    synchronized void whenUnreachable(Object object, Runnable action) {
        if (cleaner == null) {
            cleaner = Cleaner.create();
        }
        cleaner.register(object, action);
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

    private synchronized Parts parts() {
        if (parts == null) {
            parts = new Parts(new Cells(this), new Ducts(this), new Room(this), new Tracer(this));
        }
        return parts;
    }

    /// What is made when it is first needed, by processes that share anything: these classes take a
    /// fresh JVM 5 ms.
    private record Parts(Cells cells, Ducts ducts, Room room, Tracer tracer) {}
}
