package telaio.session;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.CellClasses;

/// A thread that does what is asked on behalf of one origin, while the main thread is at another:
/// for cells in subshells and messages of comms. Used by the thread that reads the link.
final class Beside {
    private static final System.Logger LOG = System.getLogger(Beside.class.getName());

    private record Entry(SessionRequest.@Nullable Ordered request) {}

    private final LinkedBlockingQueue<Entry> requests = new LinkedBlockingQueue<>();

    private Beside() {}

    /// How a request is done.
    interface Work {
        /// Does it, in the thread that calls.
        ///
        /// @throws IOException if the kernel is gone
        void perform(SessionRequest.Ordered request) throws IOException;
    }

    /// Starts a thread.
    static Beside start(Work work) {
        var beside = new Beside();
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .name("telaio-beside")
                        .unstarted(() -> beside.run(work));
        // libraries look for their services by it
        thread.setContextClassLoader(CellClasses.instance());
        thread.start();
        return beside;
    }

    void add(SessionRequest.Ordered request) {
        requests.add(new Entry(request));
    }

    /// Ends the thread when it has done what was added.
    void end() {
        requests.add(new Entry(null));
    }

    private void run(Work work) {
        try {
            for (var request = next(); request != null; request = next()) {
                work.perform(request);
            }
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "nobody waits for an answer", gone);
        }
    }

    /// A stray interrupt, e.g. of a stop that came when all was done, is for no request.
    private SessionRequest.@Nullable Ordered next() {
        while (true) {
            try {
                return requests.take().request();
            } catch (InterruptedException stray) {
                LOG.log(System.Logger.Level.DEBUG, "stray interrupt", stray);
            }
        }
    }
}
