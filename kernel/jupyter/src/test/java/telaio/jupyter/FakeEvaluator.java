package telaio.jupyter;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import telaio.display.Arrival;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.complete.Inspection;
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

    /// As a cell that says `comm` and what the client says.
    @Override
    public Outcome deliver(Cell cell, Arrival arrival) {
        return body.apply(frontend, cell.with("comm " + arrival.act() + arrival.data(), ""));
    }

    @Override
    public Completeness completeness(String code) {
        return code.endsWith("{")
                ? new Completeness.Incomplete("    ")
                : new Completeness.Complete();
    }

    /// Proposes `cursor` and a method, to replace the last two characters.
    @Override
    public Completion complete(String code, int cursor) {
        return new Completion(
                List.of(
                        new Completion.Match("cursor", Completion.Kind.VARIABLE, "int"),
                        new Completion.Match("call(", Completion.Kind.FUNCTION, "(int): void")),
                Math.max(0, cursor - 2),
                cursor);
    }

    @Override
    public Inspection inspect(String code, int cursor, boolean source) {
        return Inspection.NOTHING;
    }

    @Override
    public void interrupt(long origin) {
        interrupted.countDown();
    }

    @Override
    public void close() {
        closed.countDown();
        interrupted.countDown();
    }
}
