package telaio.jupyter.eval;

/// A cell to run.
///
/// @param origin names the request in everything the cell prints and starts; unique within a kernel
/// @param count the number shown as `In[count]`, 1 or more
/// @param code what to run, each line of it where it stands in `text`
/// @param text the cell's source, as the client sent it: lines for tracebacks to show
/// @param beside whether it runs beside what runs for others, or when that has ended
public record Cell(long origin, int count, String code, String text, boolean beside) {
    /// A cell that is run whole.
    public Cell(long origin, int count, String code) {
        this(origin, count, code, code, false);
    }

    /// Other code that runs as part of this cell.
    ///
    /// @param other each line of it where it stands in `source`
    public Cell with(String other, String source) {
        return new Cell(origin, count, other, source, beside);
    }
}
