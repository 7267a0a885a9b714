package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import telaio.jupyter.protocol.Content.InterruptRequest;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.ShutdownRequest;

/// The control channel: requests that must not wait for a running cell. Called by the control
/// thread only.
final class Control {
    private static final System.Logger LOG = System.getLogger(Control.class.getName());

    private final Server server;
    private final Answers answers;

    Control(Server server, Answers answers) {
        this.server = server;
        this.answers = answers;
    }

    void accept(List<byte[]> frames) {
        var message = server.decode(frames);
        if (message == null) {
            return;
        }
        switch (message.content()) {
            case KernelInfoRequest _, InterruptRequest _, ShutdownRequest _ ->
                    server.serve(message, () -> answers.answer(message));
            default -> LOG.log(WARNING, "not for control: {0}", message.header().msgType());
        }
    }
}
