package telaio.multiprocessing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.ByteRing;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.RingClosed;
import telaio.multiprocessing.shipping.Batch;

/// Hears one worker of a crew until it is gone, in a thread of its own, and tells those concerned.
final class Hearing implements Runnable {
    /// So many answers are dealt with at once, if they are there.
    private static final int MOST_AT_ONCE = 256;

    private final Crew crew;
    private final PoolWorker worker;
    private final ByteRing answers;

    /// Answers to chunks, not dealt with yet.
    private final List<Answer> outcomes = new ArrayList<>();

    Hearing(Crew crew, PoolWorker worker, ByteRing answers) {
        this.crew = crew;
        this.worker = worker;
        this.answers = answers;
    }

    @Override
    public void run() {
        try {
            boolean there = true;
            while (there) {
                there = hear(answers.take(Patience.UNTIL_STOPPED));
                for (int i = 1; there && i < MOST_AT_ONCE; i++) {
                    var next = answers.take(Patience.NONE);
                    if (next == null) {
                        break;
                    }
                    there = hear(next);
                }
                conclude();
            }
            crew.gone(worker).forEach(this::lost);
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            crew.terminate(new BrokenProcessPool(String.valueOf(e.getMessage()), e));
        } finally {
            close(answers);
        }
    }

    /// A program that ends removes all shared memory, maybe before this.
    static void close(ByteRing ring) {
        try {
            ring.close();
        } catch (RingClosed removed) {
            return;
        }
    }

    private void lost(Call.Chunk chunk) {
        chunk.call().failed(chunk, 0, worker.fate());
    }

    /// @return false if there is nothing more to hear
    private boolean hear(byte @Nullable [] message) throws IOException {
        if (message == null) {
            throw new IOException("a wait without end has ended");
        }
        switch (Answer.of(message)) {
            case Answer.Results results -> outcomes.add(results);
            case Answer.Failed failed -> outcomes.add(failed);
            case Answer.Ready() -> crew.ready(worker);
            case Answer.Unfit(var failure) ->
                    crew.unfit(worker, new RemoteException(failure, worker.where()));
            case Answer.Gone() -> {
                return false;
            }
        }
        return true;
    }

    private void conclude() throws InterruptedException {
        if (outcomes.isEmpty()) {
            return;
        }
        worker.worker().awaitHandled(sent(outcomes.getLast()));
        var chunks = crew.answered(worker, outcomes.size());
        for (int i = 0; i < chunks.size(); i++) {
            tell(chunks.get(i), outcomes.get(i));
        }
        outcomes.clear();
    }

    private static long sent(Answer answer) {
        return switch (answer) {
            case Answer.Results(var sent, var _) -> sent;
            case Answer.Failed(var sent, var _, var _, var _) -> sent;
            default -> 0;
        };
    }

    private void tell(Call.Chunk chunk, Answer outcome) {
        var call = chunk.call();
        if (outcome instanceof Answer.Failed(var _, var index, var failure, var thrown)) {
            var why = Rebuilt.of(failure, thrown, worker.where(), call.takesChecked());
            call.failed(chunk, index, why);
        } else if (outcome instanceof Answer.Results(var _, var message)) {
            List<@Nullable Object> values;
            try {
                values = Batch.list(Answer.ROOM, message);
            } catch (Throwable unreadable) {
                // code of the result's class ran, so anything may have been thrown
                call.failed(
                        chunk, 0, new IllegalStateException(unreadable(unreadable), unreadable));
                return;
            }
            call.succeeded(chunk, values);
        }
    }

    private static String unreadable(Throwable why) {
        return PoolTexts.unreadable(String.valueOf(why.getMessage()));
    }
}
