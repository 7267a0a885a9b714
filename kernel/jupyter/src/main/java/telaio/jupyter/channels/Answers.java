package telaio.jupyter.channels;

import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Reply;
import telaio.jupyter.protocol.Message;

/// Who answers what comes by shell and control. Execute requests and comms come from the thread of
/// their shell or subshell; what may be asked while a cell runs comes from others.
public interface Answers {
    /// Answers a request.
    ///
    /// @return null if the protocol has no reply to this message
    @Nullable Reply answer(Message request);

    /// The reply to an execute request that is not to run, because one before it failed.
    Reply abort();
}
