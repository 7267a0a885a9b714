package telaio.multiprocessing;

import java.io.Serializable;

/// What a process runs. A lambda given where a `Task` is expected is serializable by its target
/// type.
@FunctionalInterface
public interface Task extends Serializable {
    /// Does the work.
    ///
    /// @throws Exception whatever the work throws; the process then ends with exit code 1
    void run() throws Exception;
}
