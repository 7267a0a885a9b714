package telaio.multiprocessing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.Mutex;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;

/// How the holder of something is named.
final class HolderText {
    private HolderText() {}

    /// @param taker the thread of this process that took it last: gives a thread's number its name
    static String of(Optional<Mutex.Holder> holder, @Nullable Thread taker) {
        return holder.map(it -> Texts.heldBy(it.process(), it.pid(), thread(it, taker)))
                .orElseGet(Texts::free);
    }

    private static String thread(Mutex.Holder holder, @Nullable Thread taker) {
        if (taker != null
                && taker.threadId() == holder.thread()
                && holder.pid() == ProcessHandle.current().pid()
                && !taker.getName().isEmpty()) {
            return "thread " + taker.getName();
        }
        return "thread " + holder.thread();
    }

    /// What is thrown at one who gives back what he does not have.
    ///
    /// @param holder who has it
    /// @throws Stopped if the caller's cell is stopped: it was stopped while it waited to have the
    ///   lock again, and what it does now is to clean up after itself
    static IllegalMonitorStateException notHeld(String holder) {
        if (Origin.current().stopped()) {
            throw new Stopped();
        }
        return new IllegalMonitorStateException(Texts.notHeld(holder));
    }
}
