package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a beginner is told below the compiler's own words.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HintsTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
        lab.quietly("int counter = 5; int[] numbers = {1, 2}; List<String> names = List.of();");
    }

    @AfterAll
    void close() {
        lab.close();
    }

    private String[] lines(String code) {
        return lab.traceback(1, code.replace("⏎", "\n")).lines().toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    SEMICOLON     | IO.println(counter)⏎int y = 2;
                    SEMICOLON     | int twice(int a) { return 2 * a }
                    UNCLOSED_TEXT | String t = "abc;
                    QUOTES        | String c = 'abc';
                    QUOTES        | char c = "a";
                    RETURN        | int sum(int a, int b) { int c = a + b; }
                    RETURN_TYPE   | twice(int a) { return a; }
                    RETURN_TYPE   | class Box { twice(int a) { return a; } }
                    LENGTH        | numbers.length()
                    LENGTH        | "a".length
                    LENGTH        | names.length()
                    TEXT_TO_NUMBER| int n = "five";
                    NUMBER_TO_TEXT| String s = 5;
                    COMPARE       | if (counter = 1) { IO.println(1); }
                    UNREACHABLE   | int h(int a) { return a; IO.println(a); }
                    UNINITIALISED | int k() { int a; return a; }
                    DECLARED      | int k() { int a = 1; int a = 2; return a; }
                    """)
    void the_commonest_mistakes_have_a_hint(HintTexts hint, String code) {
        assertThat(lines(code)).contains(hint.text());
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    NEAR            | counter                                   | conter + 1
                    NEAR            | String                                    | Sting w = "";
                    NEAR            | String                                    | string w = "";
                    NEAR            | length                                    | "a".lenght()
                    NEAR            | System                                    | system.out.println(1);
                    NEAR            | println                                   | System.out.prinln(1);
                    IMPORT          | java.util.concurrent.atomic.AtomicInteger | AtomicInteger n = new AtomicInteger();
                    IMPORT          | java.time.Instant                         | Instant.now()
                    CATCH_IN_LAMBDA | InterruptedException                      | names.forEach(s -> { Thread.sleep(10); });
                    CATCH_IN_LAMBDA | IOException                               | names.forEach(s -> Files.readString(Path.of(s)));
                    THROWS          | InterruptedException                      | void nap() { Runnable r = () -> {}; Thread.sleep(10); }
                    CAPTURED        | i                                         | void g() { int i = 0; Runnable r = () -> i++; }
                    """)
    void and_name_what_they_are_about(HintTexts hint, String name, String code) {
        assertThat(lines(code)).contains(hint.text(name));
    }

    @Test
    void types_are_named() {
        assertThat(lines("int d = 2.5;")).contains(HintTexts.LOSSY.text("double", "int"));
        assertThat(lines("counter.toString()"))
                .contains(HintTexts.PRIMITIVE.text("int", "Integer"));
        assertThat(lines("List<int> list = new ArrayList<>();"))
                .contains(HintTexts.BOXED.text("Integer", "int"));
        assertThat(lines("class Job implements Runnable { }"))
                .contains(HintTexts.ABSTRACT.text("run()", "Runnable"));
    }

    @Test
    void the_bracket_without_partner_is_found() {
        assertThat(
                        lines(
                                "int f(int x) {⏎  // }⏎  if (x > 0) {⏎    String s = \"}\";⏎  return 0;⏎}"))
                .contains(HintTexts.UNCLOSED.text("{", 1, "}"));
        assertThat(lines("IO.println(Math.max(1, 2);⏎")).anyMatch(line -> line.contains("')'"));
    }

    @Test
    void a_type_nobody_declared_has_a_hint() {
        assertThat(lines("AtomicLong next() { return null; }"))
                .contains(HintTexts.IMPORT.text("java.util.concurrent.atomic.AtomicLong"));
    }

    @Test
    void what_is_no_beginners_mistake_has_none() {
        assertThat(List.of(lines("int x = Math.max(1, \"a\");")).getLast()).startsWith("  ");
    }

    @Test
    void hints_say_the_same_in_both_languages() {
        for (var hint : HintTexts.values()) {
            var patterns = hint.patterns();
            assertThat(patterns).as(hint.name()).doesNotHaveDuplicates();
            assertThat(gaps(patterns.get(1))).as(hint.name()).isEqualTo(gaps(patterns.get(0)));
        }
    }

    private static List<String> gaps(String pattern) {
        return Pattern.compile("%(?:\\d\\$)?[sd]")
                .matcher(pattern)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
