package telaio.classroom;

import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Reply;

/// A cell that was run.
///
/// @param position in the notebook, text cells counted too; the first is 1
/// @param reply the kernel's
/// @param late whether it was stopped as it took too long
record CellRun(int position, NotebookCell cell, @Nullable Reply reply, boolean late) {}
