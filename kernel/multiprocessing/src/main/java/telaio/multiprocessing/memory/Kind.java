package telaio.multiprocessing.memory;

import java.util.Locale;

/// What a file of a domain holds; the first part of its name.
enum Kind {
    /// A [ByteRing]: header and first segment.
    RING,
    /// A further segment of a ring.
    SEGMENT,
    /// One message of a ring.
    MESSAGE,
    /// What locks, semaphores and their like are made of; see [Cells].
    CELLS,
    /// A [Storage].
    STORAGE,
    /// A [Duct].
    DUCT,
    /// A [TraceLog].
    TRACE;

    String file(long id) {
        return name().toLowerCase(Locale.ROOT) + "-" + id;
    }
}
