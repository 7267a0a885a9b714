package telaio.jupyter.magic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A magic as a cell says it.
///
/// @param name without `%`
/// @param arguments the rest of its line, without blanks around it
/// @param body the lines below, for `%%name`; null for `%name`
/// @param line of the cell, from 1
public record Call(String name, String arguments, @Nullable String body, int line) {
    /// The arguments one by one: separated by blanks, except between quotes of either kind, which
    /// are left out.
    public List<String> words() {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int at = 0; at < arguments.length(); at++) {
            char c = arguments.charAt(at);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /// As it stands in the cell.
    String said() {
        return ((body == null ? "%" : "%%") + name + " " + arguments).strip();
    }
}
