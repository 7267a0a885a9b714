package telaio.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import telaio.jupyter.magic.MagicEvaluator;

/// The process that runs one submission: `SandboxedRun CELL_SECONDS ALL_SECONDS`; does nothing when
/// it is given no time. Reads the repaired notebook from its input, and writes a line of JSON for
/// each cell that has run. What it writes is believed: user code runs in other processes, which do
/// not get at this one's streams.
public final class SandboxedRun {
    /// `PR_SET_DUMPABLE` of Linux's `prctl`.
    private static final int DUMPABLE = 4;

    private SandboxedRun() {}

    public static void main(String[] arguments) throws Throwable {
        closeOff();
        if (arguments.length == 0) {
            return;
        }
        // Where there is no sandbox, nobody else ends it when its grader is gone.
        var parent = ProcessHandle.current().parent();
        var _ = parent.map(it -> it.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        var out = new PrintStream(System.out, false, UTF_8);
        var cellTime = Duration.ofSeconds(Long.parseLong(arguments[0]));
        var limit = Duration.ofSeconds(Long.parseLong(arguments[1]));
        var notebook = NotebookFile.parse(new String(System.in.readAllBytes(), UTF_8));
        var runner = NotebookRunner.quiet(MagicEvaluator::new).with(cellTime);
        var run = new FreshRun();
        run.run(
                notebook,
                Lesson.toldBy(notebook),
                runner,
                limit,
                cell -> {
                    out.print(line(cell, run.isForged(cell.cell())) + "\n");
                    out.flush();
                });
        out.print("{\"end\":true}\n");
        out.flush();
        // Nobody waits for what the notebook has left behind: it ends with the sandbox.
        Runtime.getRuntime().halt(0);
    }

    private static JsonObject line(CellRun cell, boolean forged) {
        var json = new JsonObject();
        json.addProperty("cell", cell.position());
        json.addProperty("count", cell.cell().executionCount());
        json.addProperty("late", cell.late());
        json.addProperty("forged", forged);
        json.add("outputs", cell.cell().outputs());
        return json;
    }

    /// From now on processes of the same user cannot look into this one, nor open its streams by
    /// way of `/proc`.
    @SuppressWarnings("restricted")
    private static void closeOff() throws Throwable {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        var linker = Linker.nativeLinker();
        var prctl = linker.defaultLookup().find("prctl");
        if (prctl.isPresent()) {
            var type =
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG);
            var variadic = Linker.Option.firstVariadicArg(1);
            var call = linker.downcallHandle(prctl.get(), type, variadic);
            int failed = (int) call.invokeExact(DUMPABLE, 0L, 0L, 0L, 0L);
            if (failed != 0) {
                throw new IOException("prctl: " + failed);
            }
        }
    }
}
