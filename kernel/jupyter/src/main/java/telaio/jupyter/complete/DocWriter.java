package telaio.jupyter.complete;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a documentation comment, HTML or Markdown with Javadoc's tags, in a format of ours.
final class DocWriter extends SimpleDocTreeVisitor<@Nullable Void, StringBuilder> {
    private static final Map<String, String> ENTITIES =
            Map.ofEntries(
                    Map.entry("lt", "<"),
                    Map.entry("gt", ">"),
                    Map.entry("amp", "&"),
                    Map.entry("quot", "\""),
                    Map.entry("nbsp", " "),
                    Map.entry("mdash", "—"),
                    Map.entry("ndash", "–"),
                    Map.entry("hellip", "…"),
                    Map.entry("le", "≤"),
                    Map.entry("ge", "≥"),
                    Map.entry("ne", "≠"),
                    Map.entry("times", "×"),
                    Map.entry("rarr", "→"));

    private final Format format;

    /// Whether lines are code, which keeps its blanks and has no marks within.
    private boolean preformatted;

    private DocWriter(Format format) {
        this.format = format;
    }

    static String write(DocCommentTree comment, Format format) {
        var writer = new DocWriter(format);
        var out = new StringBuilder();
        writer.all(comment.getFullBody(), out);
        writer.deprecated(comment, out);
        writer.parameters(comment, out);
        writer.tags(comment, out);
        return tidy(out.toString());
    }

    /// Blank lines once, and no blanks before the end of a line.
    private static String tidy(String text) {
        return text.replaceAll("[ \t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
    }

    private void all(List<? extends DocTree> trees, StringBuilder out) {
        boolean markdown = trees.stream().anyMatch(tree -> tree instanceof RawTextTree);
        if (markdown && format == Format.HTML) {
            // Its lists and paragraphs go on across the tags within.
            var whole = new StringBuilder();
            new DocWriter(Format.MARKDOWN).all(trees, whole);
            out.append(Markdown.to(Format.HTML, whole.toString()));
        } else {
            trees.forEach(tree -> tree.accept(this, out));
        }
    }

    private String text(List<? extends DocTree> trees) {
        var out = new StringBuilder();
        all(trees, out);
        return out.toString();
    }

    private void deprecated(DocCommentTree comment, StringBuilder out) {
        for (var tag : comment.getBlockTags()) {
            if (tag instanceof DeprecatedTree deprecated) {
                out.append(format.heading(Texts.DEPRECATED.text()))
                        .append(text(deprecated.getBody()));
            }
        }
    }

    private void parameters(DocCommentTree comment, StringBuilder out) {
        var items = new StringBuilder();
        for (var tag : comment.getBlockTags()) {
            if (tag instanceof ParamTree parameter) {
                var name = parameter.getName().getName().toString();
                var code = format.code(parameter.isTypeParameter() ? "<" + name + ">" : name);
                items.append(format.item(code + " – " + text(parameter.getDescription()).strip()));
            }
        }
        list(Texts.PARAMETERS, items, out);
    }

    private void tags(DocCommentTree comment, StringBuilder out) {
        var exceptions = new StringBuilder();
        for (var tag : comment.getBlockTags()) {
            switch (tag) {
                case ReturnTree result ->
                        list(
                                Texts.RETURNS,
                                new StringBuilder(format.item(text(result.getDescription()))),
                                out);
                case ThrowsTree thrown ->
                        exceptions.append(
                                format.item(
                                        format.code(thrown.getExceptionName().getSignature())
                                                + " – "
                                                + text(thrown.getDescription()).strip()));
                default -> {}
            }
        }
        list(Texts.THROWS, exceptions, out);
        for (var tag : comment.getBlockTags()) {
            if (tag instanceof SinceTree since) {
                list(Texts.SINCE, new StringBuilder(format.item(text(since.getBody()))), out);
            }
        }
    }

    private void list(Texts heading, StringBuilder items, StringBuilder out) {
        if (!items.isEmpty()) {
            out.append(format.heading(heading.text()));
            boolean html = format == Format.HTML;
            out.append(html ? "<ul>" : "").append(items).append(html ? "</ul>\n" : "");
        }
    }

    @Override
    public @Nullable Void visitText(TextTree tree, StringBuilder out) {
        var body = tree.getBody();
        out.append(
                preformatted || format == Format.HTML ? body : body.replaceAll("\\s*\n\\s*", "\n"));
        return null;
    }

    @Override
    public @Nullable Void visitRawText(RawTextTree tree, StringBuilder out) {
        out.append(Markdown.to(format, tree.getContent()));
        return null;
    }

    @Override
    public @Nullable Void visitEntity(EntityTree tree, StringBuilder out) {
        var name = tree.getName().toString();
        if (format == Format.HTML) {
            out.append('&').append(name).append(';');
        } else if (name.matches("#\\d{1,6}")) {
            out.appendCodePoint(Integer.parseInt(name.substring(1)));
        } else {
            var decoded = ENTITIES.getOrDefault(name, "&" + name + ";");
            out.append(preformatted ? decoded : format.text(decoded));
        }
        return null;
    }

    @Override
    public @Nullable Void visitStartElement(StartElementTree tree, StringBuilder out) {
        var name = tree.getName().toString();
        if (!preformatted || format == Format.HTML) {
            out.append(format.element(name, false));
        }
        preformatted |= name.equalsIgnoreCase("pre");
        return null;
    }

    @Override
    public @Nullable Void visitEndElement(EndElementTree tree, StringBuilder out) {
        var name = tree.getName().toString();
        preformatted &= !name.equalsIgnoreCase("pre");
        if (!preformatted || format == Format.HTML) {
            out.append(format.element(name, true));
        }
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, StringBuilder out) {
        var body = tree.getBody().getBody();
        boolean code = tree.getKind() == DocTree.Kind.CODE && !preformatted;
        if (code) {
            out.append(format.code(body.strip()));
        } else {
            out.append(preformatted && format != Format.HTML ? body : format.text(body));
        }
        return null;
    }

    @Override
    public @Nullable Void visitLink(LinkTree tree, StringBuilder out) {
        var label = text(tree.getLabel());
        if (!label.isBlank()) {
            out.append(label);
        } else {
            var name = tree.getReference().getSignature().replaceFirst("^#", "").replace('#', '.');
            out.append(tree.getKind() == DocTree.Kind.LINK ? format.code(name) : format.text(name));
        }
        return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, StringBuilder out) {
        out.append(Texts.RETURNS.text()).append(' ').append(text(tree.getDescription()));
        return null;
    }

    @Override
    public @Nullable Void visitSummary(SummaryTree tree, StringBuilder out) {
        all(tree.getSummary(), out);
        return null;
    }

    @Override
    public @Nullable Void visitSnippet(SnippetTree tree, StringBuilder out) {
        var body = tree.getBody();
        if (body != null) {
            out.append(format.block(body.getBody().stripIndent().strip()));
        }
        return null;
    }
}
