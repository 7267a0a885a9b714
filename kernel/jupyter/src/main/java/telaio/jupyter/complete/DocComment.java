package telaio.jupyter.complete;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.stream.Collectors;

/// A documentation comment.
record DocComment(DocCommentTree tree) {
    /// A comment without its marks: HTML with Javadoc's tags.
    static Optional<DocComment> of(String text) {
        var source =
                text.lines()
                        .map(line -> " * " + line.replace("*/", "*&#47;"))
                        .collect(Collectors.joining("\n", "/**\n", "\n */\nclass Commented {}"));
        var parsed = SourceText.parse(source);
        var unit = parsed.unit();
        var path = new TreePath(new TreePath(unit), unit.getTypeDecls().getFirst());
        return Optional.ofNullable(parsed.trees().getDocCommentTree(path)).map(DocComment::new);
    }

    String in(Format format) {
        return DocWriter.write(tree, format);
    }
}
