package telaio.jupyter.complete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.VarSnippet;

/// What is known of the name at the cursor.
///
/// @param parts to show, in order; empty if nothing is known
/// @param variable whose value belongs to it, if it is one of the session's
public record Inspection(List<Part> parts, Optional<Variable> variable) {
    /// Something to show.
    public sealed interface Part {}

    /// Lines of Java.
    public record Code(String java) implements Part {}

    /// A sentence of ours.
    public record Sentence(String text) implements Part {}

    /// The value of a variable, as text.
    public record Value(String text) implements Part {}

    /// A documentation comment.
    record Comment(DocComment comment) implements Part {}

    /// A variable of the session.
    ///
    /// @param snippet declares it
    public record Variable(VarSnippet snippet) {}

    /// Nothing is known.
    public static final Inspection NOTHING = new Inspection(List.of(), Optional.empty());

    /// With the value of the variable, below its type; empty if it could not be read.
    public Inspection with(Optional<String> value) {
        Part part =
                value.<Part>map(Value::new)
                        .orElseGet(() -> new Sentence("(" + Texts.NO_VALUE.text() + ")"));
        var all = new ArrayList<>(parts);
        all.add(Math.min(1, all.size()), part);
        return new Inspection(List.copyOf(all), Optional.empty());
    }

    /// By MIME type; empty if nothing is known.
    public Map<String, String> data() {
        var data = new LinkedHashMap<String, String>();
        if (!parts.isEmpty()) {
            for (var format : Format.values()) {
                data.put(
                        format.mimeType,
                        parts.stream()
                                .map(part -> text(part, format))
                                .collect(Collectors.joining("\n"))
                                .replaceAll("\n{3,}", "\n\n")
                                .strip());
            }
        }
        return data;
    }

    private static String text(Part part, Format format) {
        return switch (part) {
            case Code(var java) -> format.block(java);
            case Sentence(var text) -> format.paragraph(text);
            case Value(var text) -> format.value(text);
            case Comment(var comment) -> comment.in(format);
        };
    }
}
