package telaio.jupyter;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import telaio.display.Showing;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;

/// Makes an evaluator before there is a kernel for it: compiler and session take longest to start,
/// and do so while the sockets are made. Until the kernel's front end is [given][#with], what the
/// evaluator tells it waits.
final class EarlyEvaluator implements Frontend {
    private final CompletableFuture<Frontend> frontend = new CompletableFuture<>();
    private final CompletableFuture<Evaluator> evaluator = new CompletableFuture<>();

    private EarlyEvaluator() {}

    /// Begins to make one.
    ///
    /// @param maker called once, by a thread of its own
    static EarlyEvaluator begin(Function<Frontend, Evaluator> maker) {
        var early = new EarlyEvaluator();
        Thread.ofPlatform().name("early-evaluator").daemon().start(() -> early.make(maker));
        return early;
    }

    private void make(Function<Frontend, Evaluator> maker) {
        try {
            evaluator.complete(maker.apply(this));
        } catch (Throwable failure) {
            evaluator.completeExceptionally(failure);
        }
    }

    /// The evaluator, waited for; it tells `frontend` from now on. Called once.
    ///
    /// @throws java.util.concurrent.CompletionException if it could not be made, with the cause
    Evaluator with(Frontend given) {
        frontend.complete(given);
        return evaluator.join();
    }

    @Override
    public void stream(long origin, Stream stream, String text) {
        frontend.join().stream(origin, stream, text);
    }

    @Override
    public void show(long origin, Showing showing) {
        frontend.join().show(origin, showing);
    }

    @Override
    public String input(long origin, String prompt, boolean password) throws IOException {
        return frontend.join().input(origin, prompt, password);
    }

    @Override
    public void sessionEnded() {
        frontend.join().sessionEnded();
    }
}
