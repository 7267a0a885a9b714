package telaio.notebooks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Compares the Java code of one notebook in two languages.
///
/// Tokens are of the same kinds. Names that the notebook declares may be translated, one to one
/// over the whole notebook. Every other name, keyword, number, character and operator is equal.
/// Text in strings and comments is free, the format specifiers in strings are not.
final class TwinCode {
    /// Code of one cell in both languages.
    record Cell(String id, String first, String second) {}

    private final Map<String, String> forward = new HashMap<>();
    private final Map<String, String> backward = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final Set<String> firstDeclared = new HashSet<>();
    private final Set<String> secondDeclared = new HashSet<>();

    private TwinCode() {}

    /// What is different in the code of one lesson, a sentence each; empty if both are twins.
    static List<String> differences(Lesson italian, Lesson english) {
        var first = italian.codeCells();
        var second = english.codeCells();
        if (first.size() != second.size()) {
            return List.of("%d and %d cells".formatted(first.size(), second.size()));
        }
        return differences(
                IntStream.range(0, first.size())
                        .mapToObj(i ->
                                new Cell(
                                        first.get(i).id(),
                                        first.get(i).source(),
                                        second.get(i).source()))
                        .toList());
    }

    /// What is different, a sentence each; empty if the cells are twins.
    static List<String> differences(List<Cell> cells) {
        var twins = new TwinCode();
        for (Cell cell : cells) {
            twins.firstDeclared.addAll(DeclaredNames.in(JavaLexer.tokens(cell.first())));
            twins.secondDeclared.addAll(DeclaredNames.in(JavaLexer.tokens(cell.second())));
        }
        cells.forEach(twins::compare);
        return List.copyOf(twins.differences);
    }

    private void compare(Cell cell) {
        List<JavaToken> first = JavaLexer.tokens(cell.first());
        List<JavaToken> second = JavaLexer.tokens(cell.second());
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            if (first.get(i).kind() != second.get(i).kind()) {
                different(cell, first.get(i), second.get(i), "different kinds of token");
                return;
            }
            compare(cell, first.get(i), second.get(i));
        }
        if (first.size() != second.size()) {
            boolean longer = first.size() > second.size();
            JavaToken extra = (longer ? first : second).get(Math.min(first.size(), second.size()));
            differences.add(
                    "%s, line %d: only in the %s language: %s"
                            .formatted(
                                    cell.id(),
                                    extra.line(),
                                    longer ? "first" : "second",
                                    extra.text()));
        }
    }

    private void compare(Cell cell, JavaToken first, JavaToken second) {
        switch (first.kind()) {
            case NAME -> compareNames(cell, first, second);
            case STRING, TEXT_BLOCK -> {
                if (!FormatSpecifiers.in(first.text()).equals(FormatSpecifiers.in(second.text()))) {
                    different(cell, first, second, "different format specifiers");
                }
            }
            case KEYWORD, NUMBER, CHARACTER, OPERATOR -> {
                if (!first.text().equals(second.text())) {
                    different(cell, first, second, "must be equal");
                }
            }
        }
    }

    private void compareNames(Cell cell, JavaToken first, JavaToken second) {
        boolean translated = !first.text().equals(second.text());
        if (translated && !firstDeclared.contains(first.text())) {
            different(cell, first, second, "not declared in the notebook, must be equal");
        } else if (translated && !secondDeclared.contains(second.text())) {
            different(cell, first, second, "not declared in the second notebook");
        } else {
            correspond(cell, first, second);
        }
    }

    private void correspond(Cell cell, JavaToken first, JavaToken second) {
        String known = forward.putIfAbsent(first.text(), second.text());
        if (known != null && !known.equals(second.text())) {
            different(cell, first, second, "'%s' was '%s' before".formatted(first.text(), known));
        }
        String owner = backward.putIfAbsent(second.text(), first.text());
        if (owner != null && !owner.equals(first.text())) {
            different(cell, first, second, "'%s' is already '%s'".formatted(second.text(), owner));
        }
    }

    private void different(Cell cell, JavaToken first, JavaToken second, String why) {
        differences.add(
                "%s, line %d: %s | %s: %s"
                        .formatted(cell.id(), first.line(), first.text(), second.text(), why));
    }
}
