package telaio.notebooks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the names that Java code declares: types, type parameters, methods, variables, parameters,
/// enum constants.
///
/// It looks at the neighbours of each name and needs no parser: in Java two words stand side by
/// side only where the second is being declared. A name it overlooks cannot be translated, and the
/// twin test says so; a name it takes for declared by mistake must still correspond one to one.
final class DeclaredNames {
    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "double", "float", "int", "long", "short", "void");
    private static final Set<String> TYPE_WORDS =
            Set.of("class", "interface", "enum", "record", "extends", "super", "?", "&", ",", ".");
    private static final Set<String> NOT_TYPES =
            Set.of("yield", "when", "permits", "sealed", "non", "import");
    private static final Set<String> NOT_NAMES = Set.of("permits", "when");
    private static final Set<String> BEFORE_LAMBDA =
            Set.of("(", ")", ",", "=", "->", "?", ":", "return");

    private final List<JavaToken> tokens;

    private DeclaredNames(List<JavaToken> tokens) {
        this.tokens = tokens;
    }

    static Set<String> in(List<JavaToken> tokens) {
        var names = new DeclaredNames(tokens);
        var declared = new LinkedHashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isName() && names.isDeclared(i)) {
                declared.add(tokens.get(i).text());
            }
        }
        return declared;
    }

    private boolean isDeclared(int i) {
        return followsType(i)
                || isFurtherDeclarator(i)
                || isLambdaParameter(i)
                || isTypeParameter(i)
                || isEnumConstant(i);
    }

    /// `String name`, `int n`, `List<String> names`, `int[] numbers`, `String... rest`, `class
    /// Name`.
    private boolean followsType(int i) {
        if (i == 0 || NOT_NAMES.contains(tokens.get(i).text())) {
            return false;
        }
        JavaToken before = tokens.get(i - 1);
        return switch (before.kind()) {
            case NAME -> !NOT_TYPES.contains(before.text());
            case KEYWORD ->
                    PRIMITIVES.contains(before.text())
                            || before.is("class")
                            || before.is("interface")
                            || before.is("enum");
            case OPERATOR ->
                    switch (before.text()) {
                        case "..." -> true;
                        case "]" -> at(i - 2, "[");
                        case ">" -> opening(i - 1) > 0 && tokens.get(opening(i - 1) - 1).isName();
                        default -> false;
                    };
            case NUMBER, CHARACTER, STRING, TEXT_BLOCK -> false;
        };
    }

    /// The second name of `int a = 1, b = 2;`, told from an argument by the statement around it.
    private boolean isFurtherDeclarator(int i) {
        if (!at(i - 1, ",") || !(at(i + 1, "=") || at(i + 1, ";") || at(i + 1, ","))) {
            return false;
        }
        int depth = 0;
        for (int j = i - 1; j >= 0 && depth >= 0; j--) {
            String text = tokens.get(j).text();
            if (text.equals(")") || text.equals("]") || text.equals("}")) {
                depth++;
            } else if (text.equals("(") || text.equals("[") || text.equals("{")) {
                depth--;
            } else if (depth == 0 && text.equals(";")) {
                return false;
            } else if (depth == 0 && text.equals("=") && j > 1) {
                return tokens.get(j - 1).isName()
                        && (followsType(j - 1) || isFurtherDeclarator(j - 1));
            }
        }
        return false;
    }

    /// `x ->`, `(x, y) ->`; not the labels of a `case`.
    private boolean isLambdaParameter(int i) {
        if (at(i + 1, "->")) {
            int first = i;
            while (at(first - 1, ",") && first >= 2 && tokens.get(first - 2).isName()) {
                first -= 2;
            }
            return !at(first - 1, "case")
                    && (i == 0 || BEFORE_LAMBDA.contains(tokens.get(i - 1).text()));
        }
        int end = i;
        while (at(end + 1, ",") && end + 2 < tokens.size() && tokens.get(end + 2).isName()) {
            end += 2;
        }
        return at(end + 1, ")") && at(end + 2, "->") && (at(i - 1, "(") || at(i - 1, ","));
    }

    /// The `T` of `class Box<T>` and `<T> T first(…)`; not that of `Box<T> box`.
    private boolean isTypeParameter(int i) {
        if (!at(i - 1, "<") && !at(i - 1, ",")) {
            return false;
        }
        int open = i - 1;
        while (open >= 0 && isTypeWord(open)) {
            open--;
        }
        if (!at(open, "<")) {
            return false;
        }
        boolean generic = open == 0 || isMemberStart(open - 1);
        return generic || (tokens.get(open - 1).isName() && declaresType(open - 1));
    }

    private boolean isMemberStart(int i) {
        JavaToken token = tokens.get(i);
        return token.is(";")
                || token.is("{")
                || token.is("}")
                || (token.kind() == JavaToken.Kind.KEYWORD
                        && !PRIMITIVES.contains(token.text())
                        && !token.is("this"));
    }

    private boolean declaresType(int i) {
        return at(i - 1, "class") || at(i - 1, "interface") || at(i - 1, "record");
    }

    /// A name directly inside `enum Name {`, before its first `;`.
    private boolean isEnumConstant(int i) {
        if (!at(i - 1, "{") && !at(i - 1, ",")) {
            return false;
        }
        int depth = 0;
        for (int j = i - 1; j >= 0; j--) {
            String text = tokens.get(j).text();
            if (text.equals(")") || text.equals("}")) {
                depth++;
            } else if (depth > 0 && (text.equals("(") || text.equals("{"))) {
                depth--;
            } else if (text.equals(";") && depth == 0) {
                return false;
            } else if (text.equals("{")) {
                return opensEnum(j);
            } else if (text.equals("(")) {
                return false;
            }
        }
        return false;
    }

    private boolean opensEnum(int brace) {
        for (int j = brace - 1; j > 0 && isTypeWord(j); j--) {
            if (at(j - 1, "enum")) {
                return true;
            }
        }
        return false;
    }

    /// Index of the `<` that the `>` at `close` ends; −1 if what is between is no list of types.
    private int opening(int close) {
        int depth = 0;
        for (int j = close; j >= 0; j--) {
            if (at(j, ">")) {
                depth++;
            } else if (at(j, "<")) {
                depth--;
                if (depth == 0) {
                    return j;
                }
            } else if (!isTypeWord(j)) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isTypeWord(int i) {
        JavaToken token = tokens.get(i);
        return token.isName()
                || TYPE_WORDS.contains(token.text())
                || PRIMITIVES.contains(token.text())
                || token.is("implements")
                || token.is("[")
                || token.is("]");
    }

    private boolean at(int i, String text) {
        return i >= 0 && i < tokens.size() && tokens.get(i).is(text);
    }
}
