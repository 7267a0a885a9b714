package telaio.jupyter.protocol;

import org.jspecify.annotations.Nullable;

/// Says something to every client that shows the notebook. Called by any thread.
@FunctionalInterface
public interface Publisher {
    /// Publishes; what one thread publishes is seen in that order. May block to hold back a thread
    /// that prints faster than clients can take.
    ///
    /// @param parent header of the request on whose behalf this is said; null if there is none
    void publish(@Nullable Header parent, Content.Broadcast content);

    /// Says that the request was stopped: nobody shall wait any more to print on its behalf. Text
    /// that cannot be sent soon may be left out, with a note.
    default void stopped(Header parent) {}
}
