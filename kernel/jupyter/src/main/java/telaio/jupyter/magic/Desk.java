package telaio.jupyter.magic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.eval.Cell;
import telaio.jupyter.eval.Frontend.Stream;
import telaio.jupyter.eval.Notebook;
import telaio.jupyter.eval.Outcome;
import telaio.jupyter.magic.Magic.Form;

/// What a magic can ask for while its cell runs. By the cells' thread, but for [#print].
public final class Desk {
    /// A notebook that loads itself must end.
    private static final int DEEPEST = 20;

    private final MagicEvaluator evaluator;
    private final Cell cell;
    private List<String> given = List.of();
    private int depth;
    private volatile boolean stopped;

    /// Set while a magic does something that can be cancelled.
    private volatile @Nullable Future<?> working;

    Desk(MagicEvaluator evaluator, Cell cell) {
        this.evaluator = evaluator;
        this.cell = cell;
    }

    /// From now on no magic goes on.
    void stop() {
        stopped = true;
        var cancelled = working;
        if (cancelled != null) {
            cancelled.cancel(true);
        }
    }

    /// The cell that runs.
    public Cell cell() {
        return cell;
    }

    /// What can be done with the notebook's session.
    public Notebook notebook() {
        return evaluator.notebook();
    }

    Catalogue catalogue() {
        return evaluator.catalogue();
    }

    /// Shows a line below the cell.
    public void print(String line) {
        evaluator.frontend().stream(cell.origin(), Stream.STDOUT, line + "\n");
    }

    /// Asks the user for a line.
    ///
    /// @throws MagicFailed if the client does not allow it, or the cell was stopped
    public String ask(String prompt) throws MagicFailed {
        try {
            return evaluator.frontend().input(cell.origin(), prompt, false);
        } catch (IOException refused) {
            throw new MagicFailed(String.valueOf(refused.getMessage()), refused);
        }
    }

    /// What `x = %name …` assigns: a list.
    public void give(List<String> values) {
        given = List.copyOf(values);
    }

    /// Runs code as part of the cell; magics in it are done.
    ///
    /// @param line of the cell on which the code begins, from 1
    public Outcome evaluate(String code, int line) {
        return evaluate(cell, code, line);
    }

    /// Runs code that comes from elsewhere, e.g. a file: errors tell its own lines.
    public Outcome evaluateForeign(String code) {
        return evaluate(cell.with(code, code), code, 1);
    }

    private Outcome evaluate(Cell within, String code, int line) {
        Outcome outcome = new Outcome.Nothing();
        var whole = "\n".repeat(line - 1) + code.replace("\r\n", "\n").replace('\r', '\n');
        depth++;
        try {
            for (var part : Parts.of(whole)) {
                if (stopped) {
                    return new Outcome.Interrupted();
                }
                outcome =
                        switch (part) {
                            case Parts.Said(var call) -> run(call);
                            case Parts.Java java -> java(within, java);
                        };
                if (!goesOn(outcome)) {
                    return outcome;
                }
            }
            return outcome;
        } finally {
            depth--;
        }
    }

    /// Whether a cell goes on after this.
    static boolean goesOn(Outcome outcome) {
        return outcome instanceof Outcome.Nothing || outcome instanceof Outcome.Value;
    }

    private Outcome java(Cell within, Parts.Java part) {
        var values = new ArrayList<String>();
        for (var value : part.values()) {
            given = List.of();
            var outcome = run(value.call());
            if (!goesOn(outcome)) {
                return outcome;
            }
            values.add(
                    given.stream()
                            .map(Desk::literal)
                            .collect(Collectors.joining(", ", "java.util.List.of(", ")")));
        }
        var code = Parts.filled(part, values);
        return evaluator.java().evaluate(within.with(code, within.text()));
    }

    private static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Outcome run(Call call) {
        try {
            if (depth > DEEPEST) {
                throw new MagicFailed(Texts.TOO_DEEP.text());
            }
            var magic = catalogue().named(call.name());
            var form = call.body() == null ? Form.LINE : Form.CELL;
            if (!magic.forms().contains(form)) {
                throw new MagicFailed(
                        form == Form.LINE
                                ? Texts.CELL_ONLY.text(call.name())
                                : Texts.LINE_ONLY.text(call.name()));
            }
            return magic.run(call, this);
        } catch (MagicFailed failed) {
            return failed(call, String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopped) {
            return new Outcome.Interrupted();
        }
    }

    private Outcome.Failed failed(Call call, String message) {
        var place = "In[" + cell.count() + "], " + Texts.LINE.text(call.line());
        return new Outcome.Failed(
                "MagicFailed",
                message,
                List.of(
                        "\u001b[31mMagicFailed\u001b[0m: " + message,
                        "    \u001b[1;36m" + place + "\u001b[0m: " + call.said()));
    }

    /// Does work that may wait for long, in a thread of its own, which a stop of the cell
    /// interrupts.
    ///
    /// @throws InterruptedException if the cell was stopped; the work may still be ending
    /// @throws MagicFailed if the work threw it
    public <T> T stoppably(Callable<T> work) throws MagicFailed, InterruptedException {
        var task = new FutureTask<>(work);
        working = task;
        if (stopped) {
            task.cancel(true);
        }
        try {
            Thread.ofPlatform().daemon().name("telaio-magic").start(task);
            return task.get();
        } catch (CancellationException stopped) {
            throw new InterruptedException("the cell was stopped");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof MagicFailed sentence) {
                throw sentence;
            }
            throw new MagicFailed(String.valueOf(failed.getCause()), failed);
        } finally {
            working = null;
        }
    }
}
