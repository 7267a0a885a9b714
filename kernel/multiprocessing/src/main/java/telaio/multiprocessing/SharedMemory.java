package telaio.multiprocessing;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import telaio.multiprocessing.memory.Address;
import telaio.multiprocessing.memory.Block;
import telaio.multiprocessing.memory.Domain;

/// Bytes with a name that several processes see and change, as a [MemorySegment]. A process that
/// knows the name attaches to it; one it is sent to is attached by that.
///
/// Names are known to the processes of one family, not to strangers. [#close] gives up this
/// process's hold and leaves the memory to the others; only who made it can remove it, with
/// [#unlink]. What nobody removed is gone when the first process of the family ends, however it
/// ends.
public final class SharedMemory implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Address domain;
    private final transient Block block;
    private final transient long size;
    private final transient boolean owner;

    private SharedMemory(String name, Block block, boolean owner) {
        this.name = name;
        this.domain = Domain.current().address();
        this.block = block;
        this.size = block.memory().byteSize();
        this.owner = owner;
    }

    /// Makes memory of zeros with a name of its own.
    ///
    /// @param size in bytes, at least 1
    /// @throws IllegalArgumentException if `size` is less than 1
    /// @throws telaio.multiprocessing.memory.NoRoom if there is no room for it
    public static SharedMemory create(long size) {
        while (true) {
            var name = "memory_%08x".formatted(ThreadLocalRandom.current().nextInt());
            try {
                return make(name, size);
            } catch (FileAlreadyExistsException e) {
                // another name, then
            }
        }
    }

    /// Makes memory of zeros.
    ///
    /// @param name any text of 1 to about 60 characters without NUL; it is no path
    /// @param size in bytes, at least 1
    /// @throws IllegalArgumentException if `size` is less than 1, or `name` is no such text
    /// @throws IllegalStateException if there is memory of this name
    /// @throws telaio.multiprocessing.memory.NoRoom if there is no room for it
    public static SharedMemory create(String name, long size) {
        try {
            return make(name, size);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalStateException(DataTexts.memoryExists(name), e);
        }
    }

    private static SharedMemory make(String name, long size) throws FileAlreadyExistsException {
        if (size < 1) {
            throw new IllegalArgumentException(DataTexts.badSize(size));
        }
        return new SharedMemory(
                name, Domain.current().newBlock(Given.notNull(name, "name"), size), true);
    }

    /// The memory of this name.
    ///
    /// @throws NoSuchElementException if there is none in this family of processes
    /// @throws IllegalArgumentException if `name` cannot be a name
    public static SharedMemory attach(String name) {
        try {
            return new SharedMemory(
                    name, Domain.current().block(Given.notNull(name, "name")), false);
        } catch (NoSuchFileException e) {
            throw new NoSuchElementException(DataTexts.noSuchMemory(name), e);
        }
    }

    public String name() {
        return name;
    }

    /// In bytes, as it was asked for.
    public long size() {
        return size;
    }

    /// The bytes. Accesses throw [IllegalStateException] once this is closed.
    ///
    /// @throws IllegalStateException if this is closed
    public MemorySegment segment() {
        if (!block.memory().scope().isAlive()) {
            throw new IllegalStateException(DataTexts.closed("SharedMemory " + name));
        }
        return block.memory();
    }

    /// Gives up this process's hold; the memory stays for the others, and under its name. Closing
    /// again does nothing.
    @Override
    public void close() {
        block.detach();
    }

    /// Removes the memory: who is attached keeps it, nobody can attach any more, and the name is
    /// free.
    ///
    /// @throws IllegalStateException if this is not the object that made it, or it was removed
    ///   before
    public void unlink() {
        if (!owner) {
            throw new IllegalStateException(DataTexts.notOwner(name));
        }
        if (!block.remove()) {
            throw new IllegalStateException(DataTexts.noSuchMemory(name));
        }
    }

    @Override
    public String toString() {
        return "SharedMemory[" + name + ", " + size + " bytes]";
    }

    private Object writeReplace() {
        return new Handle(domain, name);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("shared memory is sent as its handle");
    }

    /// What is sent in the place of shared memory.
    private static final class Handle extends SharedHandle {
        private static final long serialVersionUID = 1L;
        private final String name;

        private Handle(Address domain, String name) {
            super(domain);
            this.name = name;
        }

        private Object readResolve() {
            Domain.current().here(address());
            return attach(name);
        }
    }
}
