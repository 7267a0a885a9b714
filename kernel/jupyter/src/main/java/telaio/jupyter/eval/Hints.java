package telaio.jupyter.eval;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/// Recognises the commonest mistakes by what javac says of them. Used by the compile thread only.
final class Hints {
    private static final String PREFIX = "compiler.err.";

    private static final Map<String, String> BOXES =
            Map.of(
                    "int", "Integer",
                    "long", "Long",
                    "double", "Double",
                    "boolean", "Boolean",
                    "char", "Character",
                    "byte", "Byte",
                    "short", "Short",
                    "float", "Float");

    private static final String NUMBER = "int|long|double|float|short|byte";

    private static final Pattern TEXT_TO_NUMBER =
            Pattern.compile("String cannot be converted to (?:" + NUMBER + ")$");
    private static final Pattern NUMBER_TO_TEXT =
            Pattern.compile(
                    "(?:"
                            + NUMBER
                            + "|boolean|char) cannot be converted to (?:java.lang.)?String$");
    private static final Pattern LOSSY =
            Pattern.compile("lossy conversion from (?<from>\\w+) to (?<to>\\w+)$");
    private static final Pattern TO_BOOLEAN =
            Pattern.compile("(?:" + NUMBER + "|String) cannot be converted to boolean$");
    private static final Pattern ASSIGNMENT = Pattern.compile("[^=!<>]=[^=]");
    private static final Pattern UNREPORTED =
            Pattern.compile("^unreported exception (?:\\w+\\.)*(?<name>[\\w$]+)");
    private static final Pattern FOUND = Pattern.compile("found:\\s+(?<type>\\w+)");
    private static final Pattern PRIMITIVE = Pattern.compile("^(?<type>\\w+) cannot be deref");
    private static final Pattern METHOD =
            Pattern.compile("^\\s*(?:(?:public|private|static|final)\\s+)*\\w+\\s*\\([^;]*\\{");
    private static final Pattern ABSTRACT =
            Pattern.compile("abstract method (?<method>.+) in (?:\\w+\\.)*(?<type>[\\w$]+)$");

    private final Lexicon lexicon;

    Hints(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// What helps against an error.
    ///
    /// @param message javac's words, names of `java.lang` without their package
    /// @param source the text that the error's positions mean
    /// @param firstLine line of the cell on which `source` begins
    Optional<String> of(Diag error, String message, String source, int firstLine) {
        int begin = Math.clamp(error.getStartPosition(), 0, source.length());
        int end = Math.clamp(error.getEndPosition(), begin, source.length());
        var text = source.substring(begin, end);
        var first = message.lines().findFirst().orElse("");
        return switch (error.getCode().substring(PREFIX.length())) {
            case "expected", "expected2", "expected3" ->
                    first.startsWith("';'")
                            ? Optional.of(HintTexts.SEMICOLON.text())
                            : Optional.empty();
            case "premature.eof" -> Brackets.open(source, firstLine);
            case "unclosed.str.lit" -> Optional.of(HintTexts.UNCLOSED_TEXT.text());
            case "unclosed.char.lit", "empty.char.lit" -> Optional.of(HintTexts.QUOTES.text());
            case "missing.ret.stmt" -> Optional.of(HintTexts.RETURN.text());
            case "invalid.meth.decl.ret.type.req" -> Optional.of(HintTexts.RETURN_TYPE.text());
            case "dot.class.expected" ->
                    METHOD.matcher(source).find()
                            ? Optional.of(HintTexts.RETURN_TYPE.text())
                            : Optional.empty();
            case "unreported.exception.need.to.catch.or.throw" -> unreported(first, source, begin);
            case "cant.resolve",
                    "cant.resolve.location",
                    "cant.resolve.args",
                    "cant.resolve.location.args",
                    "doesnt.exist" ->
                    lexicon.hint(message, source);
            case "prob.found.req" -> types(first, text);
            case "unexpected.type" ->
                    message.contains("required: variable")
                            ? Optional.of(HintTexts.COMPARE.text())
                            : Optional.empty();
            case "type.found.req" -> boxed(message);
            case "cant.deref" ->
                    group(PRIMITIVE, first, "type")
                            .map(type ->
                                    HintTexts.PRIMITIVE.text(type, BOXES.getOrDefault(type, type)));
            case "cant.ref.non.effectively.final.var" -> Optional.of(HintTexts.CAPTURED.text(text));
            case "unreachable.stmt" -> Optional.of(HintTexts.UNREACHABLE.text());
            case "var.might.not.have.been.initialized" ->
                    Optional.of(HintTexts.UNINITIALISED.text());
            case "already.defined" ->
                    first.startsWith("variable")
                            ? Optional.of(HintTexts.DECLARED.text())
                            : Optional.empty();
            case "does.not.override.abstract" -> {
                var missing = ABSTRACT.matcher(first);
                yield missing.find()
                        ? Optional.of(
                                HintTexts.ABSTRACT.text(
                                        missing.group("method"), missing.group("type")))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /// What helps against a name that does not exist.
    ///
    /// @param source where it stands
    Optional<String> missing(String name, String source) {
        return name.isEmpty() ? Optional.empty() : lexicon.simple(name, source);
    }

    private static Optional<String> unreported(String message, String source, int at) {
        return group(UNREPORTED, message, "name")
                .map(name ->
                        (Brackets.inLambda(source, at)
                                        ? HintTexts.CATCH_IN_LAMBDA
                                        : HintTexts.THROWS)
                                .text(name));
    }

    private static Optional<String> types(String message, String text) {
        var lossy = LOSSY.matcher(message);
        if (lossy.find()) {
            return Optional.of(HintTexts.LOSSY.text(lossy.group("from"), lossy.group("to")));
        }
        if (TO_BOOLEAN.matcher(message).find()) {
            return ASSIGNMENT.matcher(text).find()
                    ? Optional.of(HintTexts.COMPARE.text())
                    : Optional.empty();
        }
        if (message.endsWith("String cannot be converted to char")) {
            return Optional.of(HintTexts.QUOTES.text());
        }
        return TEXT_TO_NUMBER.matcher(message).find()
                ? Optional.of(HintTexts.TEXT_TO_NUMBER.text())
                : NUMBER_TO_TEXT.matcher(message).find()
                        ? Optional.of(HintTexts.NUMBER_TO_TEXT.text())
                        : Optional.empty();
    }

    private static Optional<String> boxed(String message) {
        return group(FOUND, message, "type")
                .flatMap(type ->
                        Optional.ofNullable(BOXES.get(type))
                                .map(box -> HintTexts.BOXED.text(box, type)));
    }

    private static Optional<String> group(Pattern pattern, String text, String group) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
