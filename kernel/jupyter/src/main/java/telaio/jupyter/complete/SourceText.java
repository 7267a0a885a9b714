package telaio.jupyter.complete;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Java source that was parsed, but not compiled.
record SourceText(String text, CompilationUnitTree unit, DocTrees trees) {
    private static final String SOURCES = "/telaio/jupyter/sources/";

    /// Something a source declares.
    ///
    /// @param header without its body
    /// @param source without its comment
    record Declaration(String header, String source, Optional<DocComment> comment) {}

    /// Parses the text of a file, or the snippets of a cell.
    static SourceText parse(String text) {
        var file =
                new SimpleJavaFileObject(
                        URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        Writer.nullWriter(),
                                        null,
                                        _ -> {},
                                        List.of("-proc:none"),
                                        null,
                                        List.of(file));
        try {
            var unit = task.parse().iterator().next();
            return new SourceText(text, unit, DocTrees.instance(task));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The source of a type of the library, which the kernel carries along.
    ///
    /// @param name the type's full name
    static Optional<SourceText> ofLibrary(String name) {
        var path = SOURCES + name.replace('.', '/') + ".java";
        try (InputStream in = SourceText.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What is declared under a name: types, methods in all their forms, fields. A type's own name
    /// within `owner` is its constructors.
    ///
    /// @param owner the type it must be declared in; empty for any place
    List<Declaration> find(String owner, String name) {
        var found = new ArrayList<Declaration>();
        var scanner =
                new TreePathScanner<@Nullable Void, @Nullable Void>() {
                    @Override
                    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
                        add(tree, tree.getSimpleName().toString());
                        return super.visitClass(tree, null);
                    }

                    @Override
                    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
                        var named = tree.getName().toString();
                        add(tree, named.equals("<init>") ? ownerName() : named);
                        return super.visitMethod(tree, null);
                    }

                    @Override
                    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void none) {
                        if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
                            add(tree, tree.getName().toString());
                        }
                        return super.visitVariable(tree, null);
                    }

                    private String ownerName() {
                        return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                                ? type.getSimpleName().toString()
                                : "";
                    }

                    private void add(Tree tree, String named) {
                        if (named.equals(name) && (owner.isEmpty() || owner.equals(ownerName()))) {
                            declaration(getCurrentPath(), tree).ifPresent(found::add);
                        }
                    }
                };
        scanner.scan(unit, null);
        return found;
    }

    private Optional<Declaration> declaration(TreePath path, Tree tree) {
        var positions = trees.getSourcePositions();
        int begin = (int) positions.getStartPosition(unit, tree);
        int end = (int) positions.getEndPosition(unit, tree);
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        var source = text.substring(begin, end);
        int body = bodyOf(tree);
        var header = body < begin ? source : text.substring(begin, body);
        var comment = Optional.ofNullable(trees.getDocCommentTree(path)).map(DocComment::new);
        return Optional.of(new Declaration(header.replaceAll("[\\s{;]+$", ""), source, comment));
    }

    /// Where the body begins, or the initial value; −1 if there is none.
    private int bodyOf(Tree tree) {
        var positions = trees.getSourcePositions();
        return switch (tree) {
            case MethodTree method when method.getBody() != null ->
                    (int) positions.getStartPosition(unit, method.getBody());
            case ClassTree type -> text.indexOf('{', (int) positions.getStartPosition(unit, type));
            default -> -1;
        };
    }
}
