package telaio.classroom;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.ClearOutput;
import telaio.jupyter.protocol.Content.CommClose;
import telaio.jupyter.protocol.Content.CommMsg;
import telaio.jupyter.protocol.Content.CommOpen;
import telaio.jupyter.protocol.Content.DisplayData;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ExecuteInput;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Content.UpdateDisplayData;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.Publisher;

/// What the kernel broadcasts while a notebook runs: shown at once, and gathered in the cell it
/// belongs to.
final class NotebookRun implements Publisher {
    private final CellPrinter printer;
    private final Map<String, RunCell> byRequest = new HashMap<>();
    private final Map<String, List<JsonObject>> displays = new HashMap<>();
    private @Nullable RunCell last;

    NotebookRun(CellPrinter printer) {
        this.printer = printer;
    }

    private static final class RunCell {
        private final NotebookCell cell;
        private final CellOutputs outputs = new CellOutputs();
        private int count;

        RunCell(NotebookCell cell) {
            this.cell = cell;
        }
    }

    /// The request `header` will run `cell`.
    synchronized void begins(NotebookCell cell, Header header) {
        last = new RunCell(cell);
        byRequest.put(header.msgId(), last);
    }

    /// Puts into the cells what they have shown.
    synchronized void store() {
        for (RunCell run : byRequest.values()) {
            run.cell.ran(run.count, run.outputs.json());
        }
        printer.endLine();
    }

    /// What is said on behalf of no request belongs to the cell that ran last.
    @Override
    public synchronized void publish(@Nullable Header parent, Broadcast content) {
        RunCell run = parent == null ? last : byRequest.get(parent.msgId());
        if (run != null) {
            publish(run, content);
        }
    }

    private void publish(RunCell run, Broadcast content) {
        switch (content) {
            case ExecuteInput(_, int count) -> {
                run.count = count;
                printer.begins(count);
            }
            case Stream stream -> {
                run.outputs.add(stream);
                printer.print(run.count, stream);
            }
            case ExecuteResult result -> {
                run.outputs.add(result);
                printer.print(run.count, result);
            }
            case ErrorOutput error -> {
                run.outputs.add(error);
                printer.print(run.count, error);
            }
            case DisplayData display -> {
                JsonObject output = run.outputs.add(display);
                String id = displayId(display.transientData());
                if (id != null) {
                    displays.computeIfAbsent(id, _ -> new ArrayList<>()).add(output);
                }
                printer.print(run.count, display.data());
            }
            case UpdateDisplayData update -> {
                String id = displayId(update.transientData());
                for (JsonObject output : displays.getOrDefault(id, List.of())) {
                    CellOutputs.update(output, update.data(), update.metadata());
                }
                printer.print(run.count, update.data());
            }
            case ClearOutput clear -> run.outputs.clear(clear);
            case Status _, CommOpen _, CommMsg _, CommClose _ -> {
                // Nothing to see.
            }
        }
    }

    private static @Nullable String displayId(JsonObject transientData) {
        var id = transientData.get("display_id");
        return id == null || !id.isJsonPrimitive() ? null : id.getAsString();
    }
}
