package telaio.multiprocessing.worker;

import java.io.IOException;
import java.util.function.Consumer;

/// The JVM that started this one, as a [Job] sees it.
public interface Parent {
    /// Sends bytes to [Listener#application] of the launcher's side, behind everything printed and
    /// flushed so far. Any thread may call it, interrupted or not.
    ///
    /// @throws IOException if the parent is gone
    void send(byte[] application) throws IOException;

    /// Says who takes what [Worker#send] sent. Payloads that came before are handed over first,
    /// then each as it arrives, in order, by the thread that reads the link: it must not block, and
    /// it cannot load cell classes this JVM does not have yet.
    void onApplication(Consumer<byte[]> handler);
}
