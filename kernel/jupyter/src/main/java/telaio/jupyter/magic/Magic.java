package telaio.jupyter.magic;

import java.util.List;
import java.util.Set;
import telaio.jupyter.eval.Outcome;

/// A word that a cell says to the kernel, not to Java: `%name arguments` on a line of its own, or
/// `%%name arguments` above the rest of the cell. Used by the cells' thread only.
public interface Magic {
    /// Where a magic can stand.
    enum Form {
        /// `%name`: on any line between two statements.
        LINE,
        /// `%%name`: on the cell's first line; what follows is its body.
        CELL
    }

    /// Its names without `%`, letters, digits and hyphens; the first is the usual one.
    List<String> names();

    Set<Form> forms();

    /// What it does, for people, in their language. The first line is how it is written, the second
    /// says it in a sentence.
    String help();

    /// Does it.
    ///
    /// @return [Outcome.Nothing] or a value if the cell shall go on
    /// @throws MagicFailed if it cannot, with a sentence for the user
    /// @throws InterruptedException if the cell was stopped
    Outcome run(Call call, Desk desk) throws MagicFailed, InterruptedException;
}
