package telaio.jupyter.complete;

import java.util.Locale;

/// A form in which documentation is shown.
enum Format {
    HTML("text/html"),
    MARKDOWN("text/markdown"),
    PLAIN("text/plain");

    final String mimeType;

    Format(String mimeType) {
        this.mimeType = mimeType;
    }

    /// Text that means itself.
    String text(String text) {
        return switch (this) {
            case HTML -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            case MARKDOWN -> text.replace("<", "&lt;").replaceAll("([*_`\\\\])", "\\\\$1");
            case PLAIN -> text;
        };
    }

    /// A piece of code within a line.
    String code(String code) {
        return switch (this) {
            case HTML -> "<code>" + text(code) + "</code>";
            case MARKDOWN -> code.contains("`") ? "`` " + code + " ``" : "`" + code + "`";
            case PLAIN -> code;
        };
    }

    /// Lines of code.
    String block(String code) {
        return switch (this) {
            case HTML -> "<pre><code>" + text(code) + "</code></pre>\n";
            case MARKDOWN -> "\n```java\n" + code + "\n```\n";
            case PLAIN -> "\n" + code + "\n";
        };
    }

    String paragraph(String text) {
        return this == HTML ? "<p>" + text(text) + "</p>\n" : "\n" + text(text) + "\n";
    }

    /// The value of a variable.
    String value(String text) {
        return switch (this) {
            case HTML -> "<pre>" + text(text) + "</pre>\n";
            case MARKDOWN -> "\n```\n" + text + "\n```\n";
            case PLAIN -> "= " + text + "\n";
        };
    }

    String heading(String text) {
        return switch (this) {
            case HTML -> "<p><b>" + text(text) + "</b></p>\n";
            case MARKDOWN -> "\n\n**" + text(text) + "**\n";
            case PLAIN -> "\n\n" + text + ":\n";
        };
    }

    /// A line of a list, of text in this format.
    String item(String item) {
        return switch (this) {
            case HTML -> "<li>" + item.strip() + "</li>\n";
            case MARKDOWN -> "\n- " + item.strip().replaceAll("\\s*\n\\s*", " ");
            case PLAIN -> "\n  " + item.strip().replaceAll("\\s*\n\\s*", " ");
        };
    }

    /// What an element of HTML becomes.
    ///
    /// @param end whether it ends here
    String element(String name, boolean end) {
        var tag = name.toLowerCase(Locale.ROOT);
        return switch (this) {
            case HTML -> html(tag, end);
            case MARKDOWN -> markdown(tag, end);
            case PLAIN -> plain(tag, end);
        };
    }

    private static String html(String tag, boolean end) {
        return switch (tag) {
            case "p",
                    "b",
                    "strong",
                    "i",
                    "em",
                    "code",
                    "tt",
                    "pre",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "caption",
                    "blockquote",
                    "sup",
                    "sub",
                    "var",
                    "br",
                    "hr" ->
                    (end ? "</" : "<") + tag + ">";
            case "h1", "h2", "h3", "h4", "h5", "h6" -> end ? "</b></p>" : "<p><b>";
            // Links lead to files that are not here.
            default -> "";
        };
    }

    private static String markdown(String tag, boolean end) {
        return switch (tag) {
            case "b", "strong" -> "**";
            case "i", "em", "var" -> "*";
            case "code", "tt" -> "`";
            case "pre" -> end ? "\n```\n" : "\n```java\n";
            case "h1", "h2", "h3", "h4", "h5", "h6" -> end ? "**\n" : "\n\n**";
            default -> plain(tag, end);
        };
    }

    private static String plain(String tag, boolean end) {
        return switch (tag) {
            case "p", "dl", "table", "blockquote" -> "\n\n";
            case "ul", "ol" -> end ? "\n\n" : "\n";
            case "li" -> end ? "" : "\n- ";
            case "dt", "tr", "pre" -> end ? "" : "\n";
            case "dd" -> end ? "" : "\n    ";
            case "td", "th" -> end ? " | " : "";
            case "h1", "h2", "h3", "h4", "h5", "h6" -> "\n\n";
            case "br" -> "\n";
            default -> "";
        };
    }
}
