package telaio.multiprocessing.worker;

import java.io.Serializable;

/// What a child JVM runs, once, in its thread `main`.
@FunctionalInterface
public interface Job extends Serializable {
    /// Does the work. The child ends with exit code 0 when this returned and all non-daemon threads
    /// have ended.
    ///
    /// @throws Exception anything; the child then ends with exit code 1 and a [Failure]
    void run(Parent parent) throws Exception;
}
