package telaio.multiprocessing.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Shipment;

/// What the two ends of a [Link] say to each other.
@SuppressWarnings("ArrayRecordComponent") // payloads are passed on, never compared or changed
public sealed interface Frame {
    /// Child: the first frame, proves that it is the JVM that was started.
    record Hello(byte[] token) implements Frame {}

    /// Parent: run this `runs` times for practice, its output goes nowhere.
    ///
    /// @param lambdas that may come
    record Rehearse(int runs, byte[] assignment, List<Shipment.Lambda> lambdas) implements Frame {}

    /// Child: rehearsal is over.
    record Ready() implements Frame {}

    /// Parent: what the child is for.
    ///
    /// @param domain directory of the shared memory to join, empty to begin an own one
    /// @param parentName name of the launching process
    record Assign(
            String name,
            long origin,
            boolean daemon,
            String domain,
            long parentPid,
            String parentName,
            Settings settings,
            Shipment shipment)
            implements Frame {}

    /// Child: printed text, UTF-8.
    record Output(long origin, Stream stream, byte[] text) implements Frame {}

    /// Child: something to be seen other than as printed text, or a change of it.
    ///
    /// @param text printed instead where nobody understands the payload; may be empty
    /// @param payload in the format of those who show it
    record Shown(long origin, String text, byte[] payload) implements Frame {}

    /// Child: something people should hear of.
    ///
    /// @param process name of the process it happened in
    /// @param thread name of the thread whose exception nobody caught, or null if it was the task's
    /// @param exitCode how the process ended; 0 if it goes on
    /// @param failure the exception, or null if a signal or `System.exit` ended the process
    record Report(
            long origin,
            String process,
            long pid,
            @Nullable String thread,
            int exitCode,
            @Nullable Failure failure)
            implements Frame {

        /// As the JDK would print it: whole lines, English.
        public String text() {
            var where = "process " + process + " (pid " + pid + ")";
            if (failure == null) {
                return where
                        + (exitCode < 0
                                ? " was ended by signal "
                                        + -exitCode
                                        + " ("
                                        + Ending.signal(exitCode)
                                        + ")"
                                : " ended with exit code " + exitCode)
                        + "\n";
            }
            var who = thread == null ? where : "thread \"" + thread + "\" of " + where;
            return "Exception in " + who + ": " + failure.trace();
        }
    }

    /// Child: its job is over; everything the job printed has been sent.
    record Done(int exitCode, @Nullable Failure failure) implements Frame {}

    /// Child: the last frame; the parent may stop talking.
    record Bye() implements Frame {}

    /// Parent: interrupt the task's thread.
    record Interrupt() implements Frame {}

    /// Parent: stop what works for this origin.
    record Stop(long origin) implements Frame {}

    /// Child: a class it does not know.
    record ClassRequest(String name) implements Frame {}

    /// Parent: the class, or null if nobody knows it.
    record ClassReply(String name, byte @Nullable [] bytes) implements Frame {}

    /// Both: bytes of the job's own protocol.
    record Application(byte[] payload) implements Frame {}

    /// Where text was printed.
    enum Stream {
        STDOUT,
        STDERR
    }
}
