package telaio.display;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;

/// Something shown among a cell's outputs, whose content can be replaced. Cells have its static
/// methods by their bare names, unless they declare such a method themselves:
///
/// ```java
/// var state = display("waiting");
/// state.update(Bundle.html("<b>done</b>"));
/// ```
///
/// What is shown belongs to the cell on whose behalf the calling thread works, in whichever
/// process, and stands behind what that process has printed before. In a program without a notebook
/// its text is printed.
///
/// A display can be sent to other processes and updated there. It equals one of the same
/// [id][#id()].
public final class Display implements Serializable {
    private static final long serialVersionUID = 1L;

    /// Tells this process from others of the same notebook.
    private static final String PROCESS =
            Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX)
                    + '-'
                    + Long.toString(System.nanoTime() & Long.MAX_VALUE, Character.MAX_RADIX)
                    + '-';

    private static final AtomicLong COUNT = new AtomicLong();

    private final String id;

    private Display(String id) {
        this.id = id;
    }

    /// Shows a value as it is shown where it is a cell's last expression.
    public static Display display(@Nullable Object value) {
        var display = fresh();
        display.show(value);
        return display;
    }

    /// Shows a value as one MIME type: `display("<b>ciao</b>", "text/html")`. Text is taken as data
    /// of this type, a `byte[]` as its binary data; of any other value the form of this type is
    /// shown if it has one, or else its text.
    ///
    /// @throws IllegalArgumentException if `mimeType` is none
    public static Display display(@Nullable Object value, String mimeType) {
        var display = fresh();
        show(new Showing.Show(display.id, Rendering.as(value, mimeType)));
        return display;
    }

    /// The forms in which `display` would show a value; with another value the same.
    public static Bundle render(@Nullable Object value) {
        return new Bundle(forms(value));
    }

    /// As [#render(Object)], of one type as in [#display(Object, String)].
    ///
    /// @throws IllegalArgumentException if `mimeType` is none
    public static Bundle render(@Nullable Object value, String mimeType) {
        return new Bundle(Rendering.as(value, mimeType));
    }

    /// Replaces what is shown under an [id][#id()] everywhere in the notebook. Nothing happens if
    /// nothing is.
    public static void updateDisplay(String id, @Nullable Object value) {
        new Display(id).update(value);
    }

    /// As [#updateDisplay(String, Object)], as one MIME type.
    ///
    /// @throws IllegalArgumentException if `mimeType` is none
    public static void updateDisplay(String id, @Nullable Object value, String mimeType) {
        new Display(id).update(value, mimeType);
    }

    /// As [#update(Object)].
    public static void updateDisplay(Display display, @Nullable Object value) {
        display.update(value);
    }

    /// Removes all that the cell has shown so far, at once.
    public static void clearOutput() {
        clearOutput(false);
    }

    /// Removes all that the cell has shown so far.
    ///
    /// @param wait not before the next output comes: what is shown in its place does not flicker
    public static void clearOutput(boolean wait) {
        show(new Showing.Clear(wait));
    }

    /// A display of which nothing is shown yet.
    static Display fresh() {
        return new Display(PROCESS + COUNT.incrementAndGet());
    }

    /// By which the notebook's client knows this display.
    public String id() {
        return id;
    }

    /// Shows another value in this place. Of many updates in a row a client may see the last only.
    ///
    /// @return this
    public Display update(@Nullable Object value) {
        show(new Showing.Update(id, forms(value)));
        return this;
    }

    /// Shows another value in this place, as one MIME type as in [#display(Object, String)].
    ///
    /// @return this
    /// @throws IllegalArgumentException if `mimeType` is none
    public Display update(@Nullable Object value, String mimeType) {
        show(new Showing.Update(id, Rendering.as(value, mimeType)));
        return this;
    }

    /// Whoever asks to see a display wants to see something.
    private static Map<String, String> forms(@Nullable Object value) {
        var forms = Rendering.of(value);
        return forms.isEmpty() ? Map.of(Showing.PLAIN, Plain.of(value)) : forms;
    }

    private void show(@Nullable Object value) {
        show(new Showing.Show(id, forms(value)));
    }

    private static void show(Showing showing) {
        showing.send(Origin.current().id());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Display display && display.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Display[" + id + "]";
    }
}
