package telaio.multiprocessing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Duct;

/// The ends of pipes that were sent along with a task. A process that dies before it has unpacked
/// its task never says that it got them; then whoever started it does.
final class Sent {
    private static final ThreadLocal<@Nullable Sent> CURRENT = new ThreadLocal<>();

    /// What sends.
    interface Sending {
        void run() throws IOException;
    }

    private final List<Runnable> losses = new ArrayList<>();

    /// Does something that sends on the calling thread.
    void along(Sending sending) throws IOException {
        var before = CURRENT.get();
        CURRENT.set(this);
        try {
            sending.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable Sent before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    static void note(Duct duct, int end, int number) {
        var current = CURRENT.get();
        if (current != null) {
            synchronized (current) {
                current.losses.add(() -> duct.lost(end, number));
            }
        }
    }

    /// The process they were sent to has ended, or was not started. Those it got are as they are.
    synchronized void lost() {
        losses.forEach(Runnable::run);
        losses.clear();
    }
}
