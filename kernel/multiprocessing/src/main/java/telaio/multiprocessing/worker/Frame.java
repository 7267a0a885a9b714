package telaio.multiprocessing.worker;

import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Shipment;

/// What the two ends of a [Link] say to each other.
@SuppressWarnings("ArrayRecordComponent") // payloads are passed on, never compared or changed
public sealed interface Frame {
    /// Adds the frame's tag and components, as [FrameCodec] reads them.
    void write(FrameWriter out);

    /// Child: the first frame, proves that it is the JVM that was started.
    record Hello(byte[] token) implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(1).bytes(token);
        }
    }

    /// Parent: run this `runs` times for practice, its output goes nowhere.
    record Rehearse(int runs, byte[] assignment) implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(2).number(runs).bytes(assignment);
        }
    }

    /// Child: rehearsal is over.
    record Ready() implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(3);
        }
    }

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
            implements Frame {
        @Override
        public void write(FrameWriter out) {
            FrameCodec.assign(out.tag(4), this);
        }
    }

    /// Child: printed text, UTF-8.
    record Output(long origin, Stream stream, byte[] text) implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(5).big(origin).number(stream == Stream.STDERR ? 1 : 0).bytes(text);
        }
    }

    /// Child: something people should hear of.
    ///
    /// @param process name of the process it happened in
    /// @param thread name of the thread whose exception nobody caught, or null if it was the task's
    /// @param exitCode how the process ended; 0 if it goes on
    /// @param failure the exception, or null if a signal ended the process
    record Report(
            long origin,
            String process,
            long pid,
            @Nullable String thread,
            int exitCode,
            @Nullable Failure failure)
            implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(6).big(origin).text(process).big(pid).text(thread).number(exitCode);
            FrameCodec.failure(out, failure);
        }

        /// As the JDK would print it: whole lines, English.
        public String text() {
            var where = "process " + process + " (pid " + pid + ")";
            if (failure == null) {
                return where + " was ended by signal " + -exitCode + "\n";
            }
            var who = thread == null ? where : "thread \"" + thread + "\" of " + where;
            return "Exception in " + who + ": " + failure.trace();
        }
    }

    /// Child: the last frame; everything it printed has been sent.
    record Done(int exitCode, @Nullable Failure failure) implements Frame {
        @Override
        public void write(FrameWriter out) {
            FrameCodec.failure(out.tag(7).number(exitCode), failure);
        }
    }

    /// Parent: interrupt the task's thread.
    record Interrupt() implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(8);
        }
    }

    /// Parent: stop what works for this origin.
    record Stop(long origin) implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(9).big(origin);
        }
    }

    /// Child: a class it does not know.
    record ClassRequest(String name) implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(10).text(name);
        }
    }

    /// Parent: the class, or null if nobody knows it.
    record ClassReply(String name, byte @Nullable [] bytes) implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(11).text(name).bytes(bytes);
        }
    }

    /// Both: bytes of the job's own protocol.
    record Application(byte[] payload) implements Frame {
        @Override
        public void write(FrameWriter out) {
            out.tag(12).bytes(payload);
        }
    }

    /// Where text was printed.
    enum Stream {
        STDOUT,
        STDERR
    }
}
