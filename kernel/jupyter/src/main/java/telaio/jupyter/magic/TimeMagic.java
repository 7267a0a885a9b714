package telaio.jupyter.magic;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// `%time` and `%%time`: how long code takes.
final class TimeMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("time");
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.LINE, Form.CELL);
    }

    @Override
    public String help() {
        return Texts.HELP_TIME.text();
    }

    @Override
    public Outcome run(Call call, Desk desk) {
        var notebook = desk.notebook();
        var before = notebook.processorTime();
        var wall = Duration.ZERO;
        Outcome outcome = new Outcome.Nothing();
        if (!call.arguments().isEmpty()) {
            outcome = desk.evaluate(call.arguments(), call.line());
            wall = notebook.ran();
        }
        if (call.body() != null && Desk.goesOn(outcome)) {
            long begin = System.nanoTime();
            outcome = desk.evaluate(call.body(), call.line() + 1);
            // A body with magics is more than one run of Java.
            wall =
                    wall.plus(
                            Parts.maybeIn(call.body())
                                    ? Duration.ofNanos(System.nanoTime() - begin)
                                    : notebook.ran());
        }
        if (!(outcome instanceof Outcome.SessionDied)) {
            var used = notebook.processorTime().minus(before);
            desk.print(Texts.TIME.text(text(wall), text(used.isNegative() ? Duration.ZERO : used)));
        }
        return outcome;
    }

    /// With a unit that keeps the number short.
    static String text(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis < 1) {
            return String.format(Locale.ROOT, "%.0f µs", millis * 1000);
        }
        return millis < 1000
                ? String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
}
