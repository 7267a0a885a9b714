package telaio.jupyter.channels;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import telaio.jupyter.protocol.Content.InterruptRequest;
import telaio.jupyter.protocol.Content.KernelInfoRequest;
import telaio.jupyter.protocol.Content.ShutdownRequest;
import telaio.jupyter.protocol.Content.SubshellRequest;

/// The control channel: requests that must not wait for a running cell. Called by the control
/// thread only.
final class Control {
    private static final System.Logger LOG = System.getLogger(Control.class.getName());

    private final Server server;
    private final Answers answers;
    private final Subshells subshells;
    private final Working working;

    Control(Server server, Answers answers, Subshells subshells, Working working) {
        this.server = server;
        this.answers = answers;
        this.subshells = subshells;
        this.working = working;
    }

    void accept(List<byte[]> frames) {
        var message = server.decode(frames);
        if (message == null) {
            return;
        }
        switch (message.content()) {
            case KernelInfoRequest _, InterruptRequest _, ShutdownRequest _ ->
                    server.serve(message, () -> answers.answer(message));
            case SubshellRequest request -> server.serve(message, () -> subshells.answer(request));
            default -> LOG.log(WARNING, "not for control: {0}", message.header().msgType());
        }
        working.remind();
    }
}
