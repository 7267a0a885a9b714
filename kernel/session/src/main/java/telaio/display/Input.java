package telaio.display;

import java.io.IOException;
import java.io.UncheckedIOException;
import telaio.multiprocessing.language.Language;

/// Asks the person at the notebook for something to type.
public final class Input {
    /// What the input of a notebook can do that a stream cannot.
    public interface Asking {
        /// Asks for a line; see [Input#line].
        ///
        /// @param password what is typed should not be seen
        String ask(String prompt, boolean password) throws IOException;
    }

    private Input() {}

    /// Asks for a line, and waits until it is typed.
    ///
    /// @param prompt shown beside the field; may be empty
    /// @return what was typed, without the end of the line
    /// @throws InputNotAllowed if nobody can be asked: the cell runs without a keyboard, or this is
    ///   no notebook
    public static String line(String prompt) {
        return ask(prompt, false);
    }

    /// Asks for a line that nobody should see, and waits until it is typed. It is neither shown nor
    /// saved with the notebook.
    ///
    /// @param prompt shown beside the field; may be empty
    /// @return what was typed, without the end of the line
    /// @throws InputNotAllowed if nobody can be asked: the cell runs without a keyboard, or this is
    ///   no notebook
    public static String password(String prompt) {
        return ask(prompt, true);
    }

    private static String ask(String prompt, boolean password) {
        if (!(System.in instanceof Asking asking)) {
            throw new InputNotAllowed(
                    Language.in(
                            "this process is not the notebook's: it has nobody to ask",
                            "questo processo non è quello del notebook: non ha nessuno a cui chiedere"));
        }
        try {
            return asking.ask(prompt, password);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
