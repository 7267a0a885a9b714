package telaio.jupyter.channels;

import java.util.LinkedHashMap;
import java.util.Map;
import telaio.jupyter.protocol.Content.ExecutionState;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.Publisher;

/// What the cells' threads are working at. A client shows one state for the whole kernel: after
/// each `idle` it is told who is still busy. Any thread may call it.
final class Working {
    private final Publisher publisher;

    /// By message id.
    private final Map<String, Header> requests = new LinkedHashMap<>();

    Working(Publisher publisher) {
        this.publisher = publisher;
    }

    synchronized void begin(Header request) {
        requests.put(request.msgId(), request);
    }

    /// Called before the request's `idle` is published.
    synchronized void end(Header request) {
        requests.remove(request.msgId());
    }

    /// Called after any `idle`.
    synchronized void remind() {
        requests.values()
                .forEach(request -> publisher.publish(request, new Status(ExecutionState.BUSY)));
    }
}
