package telaio.install;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/// The terminal somebody sits at, if there is one.
final class Terminal {
    private Terminal() {}

    static boolean isThere() {
        return console() != null;
    }

    /// Asks for a line.
    ///
    /// @return the line, or null if nobody is there to answer
    static @Nullable String ask(String question) {
        Console console = console();
        return console == null ? null : console.readLine("%s ", question);
    }

    /// Error Prone believes that there always is a console; JDK 25 has gone back to null.
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console console() {
        Console console = System.console();
        return console == null || !console.isTerminal() ? null : console;
    }
}
