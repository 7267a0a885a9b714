package telaio.classroom;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.ClearOutput;
import telaio.jupyter.protocol.Content.Comm;
import telaio.jupyter.protocol.Content.DisplayData;
import telaio.jupyter.protocol.Content.ErrorOutput;
import telaio.jupyter.protocol.Content.ExecuteInput;
import telaio.jupyter.protocol.Content.ExecuteResult;
import telaio.jupyter.protocol.Content.IopubWelcome;
import telaio.jupyter.protocol.Content.Status;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Content.UpdateDisplayData;
import telaio.jupyter.protocol.Header;
import telaio.jupyter.protocol.Publisher;

/// What the kernel broadcasts while a notebook runs: shown at once, and gathered in the cell it
/// belongs to.
final class NotebookRun implements Publisher {
    private final CellPrinter printer;
    private final long most;
    private final Map<String, RunCell> byRequest = new HashMap<>();
    private final Map<String, List<JsonObject>> displays = new HashMap<>();
    private @Nullable RunCell last;

    /// @param most characters that are kept of a cell's outputs
    NotebookRun(CellPrinter printer, long most) {
        this.printer = printer;
        this.most = most;
    }

    private static final class RunCell {
        private final NotebookCell cell;
        private final CellOutputs outputs;
        private int count;

        RunCell(NotebookCell cell, long most) {
            this.cell = cell;
            outputs = new CellOutputs(most);
        }

        void store() {
            cell.ran(count, outputs.json());
        }
    }

    /// The request `header` will run `cell`.
    synchronized void begins(NotebookCell cell, Header header) {
        last = new RunCell(cell, most);
        byRequest.put(header.msgId(), last);
    }

    /// Puts into the newest cell what it has shown so far.
    synchronized void storeLast() {
        if (last != null) {
            last.store();
        }
    }

    /// Puts into the cells what they have shown. Nothing more will come.
    synchronized void close() {
        byRequest.values().forEach(RunCell::store);
        printer.ends();
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
                String id = displayId(display.transientData());
                JsonObject output = run.outputs.add(display);
                if (id != null) {
                    // As in JupyterLab, one more display of the same id changes those before.
                    update(id, display.data(), display.metadata());
                    displays.computeIfAbsent(id, _ -> new ArrayList<>()).add(output);
                }
                printer.print(run.count, display.data(), id);
            }
            case UpdateDisplayData update -> {
                String id = displayId(update.transientData());
                if (id != null && displays.containsKey(id)) {
                    update(id, update.data(), update.metadata());
                    printer.update(run.count, update.data(), id);
                }
            }
            case ClearOutput clear -> run.outputs.clear(clear);
            case Status _, Comm _, IopubWelcome _ -> {
                // Nothing to see.
            }
        }
    }

    private void update(String id, JsonObject data, JsonObject metadata) {
        for (JsonObject output : displays.getOrDefault(id, List.of())) {
            CellOutputs.update(output, data, metadata);
        }
    }

    private static @Nullable String displayId(JsonObject transientData) {
        var id = transientData.get("display_id");
        return id == null || !id.isJsonPrimitive() ? null : id.getAsString();
    }
}
