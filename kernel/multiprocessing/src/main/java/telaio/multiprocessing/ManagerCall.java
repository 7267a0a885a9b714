package telaio.multiprocessing;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Failure;

/// What a manager is asked.
@SuppressWarnings({"ArrayRecordComponent", "serial"}) // passed on; what cannot be sent is told
sealed interface ManagerCall extends Serializable {
    /// Make one of these; the answer is its number.
    record Make(Container container) implements ManagerCall {}

    /// Keep this object; the answer is its number.
    ///
    /// @param shipment as bytes
    record Keep(String type, byte[] shipment) implements ManagerCall {}

    /// Call a method of an object.
    ///
    /// @param parameters names of the types
    record Invoke(long object, String method, List<String> parameters, @Nullable Object[] arguments)
            implements ManagerCall {}

    /// What a manager makes by itself.
    enum Container {
        MAP,
        LIST,
        SET
    }

    /// What a manager answers.
    sealed interface Answer extends Serializable {
        record Returned(@Nullable Object value) implements Answer {}

        /// What the call has thrown.
        ///
        /// @param thrown the exception itself, if it can be sent
        record Thrown(Failure failure, byte @Nullable [] thrown) implements Answer {}
    }
}
