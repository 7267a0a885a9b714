package telaio.jupyter.channels;

import java.util.List;
import telaio.jupyter.protocol.Content.ErrorReply;
import telaio.jupyter.protocol.Content.ExecuteRequest;
import telaio.jupyter.protocol.Message;

/// The shell channel: requests, one after the other. Called by the shell thread only.
final class Shell {
    private final Server server;
    private final Answers answers;

    Shell(Server server, Answers answers) {
        this.server = server;
        this.answers = answers;
    }

    void accept(List<byte[]> frames) {
        var message = server.decode(frames);
        if (message == null) {
            return;
        }
        var reply = server.serve(message, () -> answers.answer(message));
        if (reply instanceof ErrorReply
                && message.content() instanceof ExecuteRequest execute
                && execute.stopOnError()) {
            abortWaiting();
        }
    }

    /// Answers what lies in the socket already, without running any cell of it.
    private void abortWaiting() {
        for (var frames = server.endpoint().receiveNow();
                frames != null;
                frames = server.endpoint().receiveNow()) {
            var message = server.decode(frames);
            if (message != null) {
                passOver(message);
            }
        }
    }

    private void passOver(Message message) {
        if (message.content() instanceof ExecuteRequest) {
            server.serve(message, answers::abort);
        } else {
            server.serve(message, () -> answers.answer(message));
        }
    }
}
