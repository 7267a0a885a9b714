package telaio.multiprocessing;

import java.io.Serializable;

/// A task without a result that can be sent to another process. A lambda given where one is
/// expected is serializable by its target type.
@FunctionalInterface
public interface SerializableRunnable extends Runnable, Serializable {}
