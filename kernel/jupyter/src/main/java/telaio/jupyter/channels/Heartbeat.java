package telaio.jupyter.channels;

import java.util.List;

/// The heartbeat channel: gives back what it gets. Called by the heartbeat thread only.
final class Heartbeat {
    private final Endpoint endpoint;

    /// Echoes what comes by `endpoint`.
    ///
    /// @param endpoint a ROUTER: unlike a REP it takes messages of any shape
    Heartbeat(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    void accept(List<byte[]> frames) {
        endpoint.send(frames);
    }
}
