package telaio.multiprocessing.memory;

import java.lang.foreign.MemorySegment;

/// Makes of a message what its taker wants.
///
/// @param <T> what that is
public interface Unpacker<T> {
    /// Unpacks a message of the usual size.
    T unpack(byte[] message);

    /// Unpacks a message too large for that. Its memory is gone when this returns.
    T unpack(MemorySegment message);
}
