package telaio.jupyter.eval;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands around the source of a snippet in the method that runs it. The syntax tree tells
/// whether the source is one snippet of that form: text alone could be more than it seems.
enum Form {
    /// An expression that has a value. Its own type decides how it is computed, as if it
    /// initialised a variable: `b ? 1 : 2.0` is a `double`.
    VALUE("var $v = ", "\n; return $v;"),

    /// A call that returns nothing, or a statement of another kind.
    STATEMENT("", "\n; return null;");

    private static final Set<Tree.Kind> STATEMENTS =
            EnumSet.of(
                    Tree.Kind.FOR_LOOP,
                    Tree.Kind.ENHANCED_FOR_LOOP,
                    Tree.Kind.WHILE_LOOP,
                    Tree.Kind.DO_WHILE_LOOP,
                    Tree.Kind.IF,
                    Tree.Kind.TRY,
                    Tree.Kind.SYNCHRONIZED,
                    Tree.Kind.BLOCK);

    /// As with assignments, whether their values are shown depends on how they are written.
    private static final Set<Tree.Kind> STEPS =
            EnumSet.of(
                    Tree.Kind.PREFIX_INCREMENT,
                    Tree.Kind.PREFIX_DECREMENT,
                    Tree.Kind.POSTFIX_INCREMENT,
                    Tree.Kind.POSTFIX_DECREMENT);

    private final String before;
    private final String after;

    Form(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /// Blanks and comments at the beginning.
    private static final Pattern LEADING =
            Pattern.compile("(?:\\s|//[^\n]*\n|/\\*.*?\\*/)*+", Pattern.DOTALL);

    /// How many characters of blanks and comments `source` begins with.
    static int leading(String source) {
        var found = LEADING.matcher(source);
        return found.lookingAt() ? found.end() : 0;
    }

    /// The text of a class whose method `do_it$` runs `source`, which begins on the line on which
    /// the class does.
    String text(String simpleName, String source) {
        // The line on which a statement begins is its own, not that of the comments before it.
        int begin = leading(source);
        return "public class "
                + simpleName
                + " { public static Object do_it$() throws Throwable { "
                + source.substring(0, begin)
                + before
                + source.substring(begin)
                + after
                + " } }";
    }

    /// Where the source's own tree stands.
    ///
    /// @return null if the source is not one snippet of this form
    @Nullable TreePath snippet(CompilationUnitTree unit) {
        if (unit.getTypeDecls().size() != 1
                || !(unit.getTypeDecls().getFirst() instanceof ClassTree type)
                || type.getMembers().size() != 1
                || !(type.getMembers().getFirst() instanceof MethodTree method)) {
            return null;
        }
        var body = method.getBody();
        var statements =
                body.getStatements().stream()
                        .filter(s -> !(s instanceof EmptyStatementTree))
                        .toList();
        // The source may end in a semicolon, but not in two.
        if (body.getStatements().size() > statements.size() + 1
                || statements.size() != 2
                || !(statements.getLast() instanceof ReturnTree)) {
            return null;
        }
        var own = own(statements.getFirst());
        if (own == null) {
            return null;
        }
        var path = new TreePath(unit);
        for (Tree tree : List.of(type, method, body, statements.getFirst())) {
            path = new TreePath(path, tree);
        }
        return new TreePath(path, own);
    }

    private @Nullable Tree own(StatementTree statement) {
        return switch (this) {
            case VALUE ->
                    statement instanceof VariableTree variable
                                    && variable.getInitializer() != null
                                    && isPlain(variable.getInitializer())
                            ? variable.getInitializer()
                            : null;
            case STATEMENT -> {
                if (statement instanceof ExpressionStatementTree call) {
                    yield isCall(call.getExpression()) ? call.getExpression() : null;
                }
                yield STATEMENTS.contains(statement.getKind()) ? statement : null;
            }
        };
    }

    private static boolean isPlain(ExpressionTree expression) {
        if (expression instanceof AssignmentTree
                || expression instanceof CompoundAssignmentTree
                || STEPS.contains(expression.getKind())) {
            return false;
        }
        // JShell gives anonymous classes names of their own.
        var anonymous =
                new TreeScanner<Boolean, Void>() {
                    @Override
                    public Boolean visitNewClass(NewClassTree node, Void unused) {
                        return node.getClassBody() != null
                                || Boolean.TRUE.equals(super.visitNewClass(node, null));
                    }

                    @Override
                    public Boolean reduce(Boolean one, Boolean other) {
                        return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
                    }
                };
        return !Boolean.TRUE.equals(anonymous.scan(expression, null));
    }

    static boolean isCall(Tree tree) {
        return tree instanceof MethodInvocationTree;
    }
}
