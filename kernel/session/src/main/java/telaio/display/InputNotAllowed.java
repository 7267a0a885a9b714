package telaio.display;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Nobody can be asked for input.
public final class InputNotAllowed extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    /// @param sentence says why, to the user
    public InputNotAllowed(String sentence) {
        super(sentence, new IOException(sentence));
    }
}
