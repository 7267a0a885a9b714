package telaio.jupyter;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Completeness;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.eval.Outcome;

/// An evaluator whose cells are what the test says.
///
/// @param interrupted opened by the first interrupt
/// @param closed opened by close
record FakeEvaluator(
        Frontend frontend,
        BiFunction<Frontend, Cell, Outcome> body,
        CountDownLatch interrupted,
        CountDownLatch closed)
        implements Evaluator {
    static Function<Frontend, Evaluator> of(BiFunction<Frontend, Cell, Outcome> body) {
        return frontend ->
                new FakeEvaluator(frontend, body, new CountDownLatch(1), new CountDownLatch(1));
    }

    /// A value, as text.
    static Outcome value(String text) {
        return new Outcome.Value(Map.of("text/plain", text));
    }

    @Override
    public Outcome evaluate(Cell cell) {
        if (cell.code().equals("wait for interrupt")) {
            try {
                interrupted.await();
                return new Outcome.Interrupted();
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        }
        return body.apply(frontend, cell);
    }

    @Override
    public Outcome expression(Cell cell) {
        return body.apply(frontend, cell);
    }

    @Override
    public Completeness completeness(String code) {
        return code.endsWith("{")
                ? new Completeness.Incomplete("    ")
                : new Completeness.Complete();
    }

    @Override
    public void interrupt() {
        interrupted.countDown();
    }

    @Override
    public void close() {
        closed.countDown();
        interrupted.countDown();
    }
}
