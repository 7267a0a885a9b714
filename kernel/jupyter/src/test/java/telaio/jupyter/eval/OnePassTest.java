package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// javac begins with few classes of the JDK and gets to know the others when a source needs them.
@Timeout(120)
class OnePassTest {
    private static final String HEADER = "package REPL; ";

    private final OnePass javac = OnePass.open("").orElseThrow();

    private int count;

    private Map<String, byte[]> compile(String header, String source, Form form) {
        count++;
        return javac.compile(new Places.Place(1, 1), header, "Cell" + count, source, form)
                .classes();
    }

    private Map<String, byte[]> value(String source) {
        return compile(HEADER, source, Form.VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1+1",
                "1.5 * 2",
                "1L << 3",
                "'a'",
                "true ? 1 : 2.0",
                "\"a\"",
                "\"Two Words\" + 1 + 'c' + null",
                "\"text\".length()",
                "\"text\".toUpperCase().charAt(0)",
                "\"a,b\".split(\",\")",
                "\"%d\".formatted(3)",
                "String.valueOf(3)",
                "Integer.parseInt(\"3\")",
                "Integer.valueOf(3).equals(3L)",
                "Math.max(1, 2)",
                "new int[] {1, 2}",
                "new String[2]",
                "new StringBuilder(\"ab\").reverse()",
                "System.nanoTime()",
                "(Runnable) () -> {}",
                "new Object()"
            })
    void the_simplest_expressions_need_the_core_only(String source) {
        assertThat(value(source)).isNotEmpty();
        assertThat(javac.seesAll()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IO.println(\"Ciao, Mondo\");",
                "System.out.println(1 + 1);",
                "for (int i = 0; i < 3; i++) { IO.println(i); }",
                "for (var s : new String[] {\"a\"}) { IO.println(s); }",
                "{ int x = 1; x++; }",
                "if (1 > 0) IO.println(1); else IO.println(2);",
                "try { IO.println(1); } catch (RuntimeException e) { throw e; }",
                "while (true) { break; }"
            })
    void the_simplest_statements_need_the_core_only(String source) {
        assertThat(compile(HEADER, source, Form.STATEMENT)).isNotEmpty();
        assertThat(javac.seesAll()).isFalse();
    }

    @Test
    void what_is_named_beside_the_core_is_found() {
        assertThat(value("1+1")).isNotEmpty();
        assertThat(value("new ProcessBuilder(\"a\").command()")).isNotEmpty();
        assertThat(javac.seesAll()).isTrue();
        assertThat(value("\"a\" + 1")).isNotEmpty();
    }

    @Test
    void what_is_imported_is_found() {
        assertThat(value("1+1")).isNotEmpty();
        var header = HEADER + "import java.io.*; import java.util.*; ";
        assertThat(compile(header, "List.of(1).iterator()", Form.VALUE)).isNotEmpty();
        assertThat(compile(header, "new File(\"a\")", Form.VALUE)).isNotEmpty();
    }

    @Test
    void what_a_source_needs_without_naming_it_is_found() {
        for (var source :
                List.of("\"\".describeConstable()", "\"a\".lines()", "\"a\".getClass()")) {
            assertThat(
                            OnePass.open("")
                                    .orElseThrow()
                                    .compile(
                                            new Places.Place(1, 1),
                                            HEADER,
                                            "A",
                                            source,
                                            Form.VALUE))
                    .as(source)
                    .matches(made -> !made.classes().isEmpty());
        }
    }

    @Test
    void classes_of_other_modules_are_found() {
        assertThat(value("1+1")).isNotEmpty();
        assertThat(value("java.util.logging.Level.INFO")).isNotEmpty();
    }

    @Test
    void a_class_of_the_notebook_shows_all() {
        var first = value("1+1");
        javac.add(first);
        assertThat(javac.seesAll()).isTrue();
        assertThat(value("Cell1.do_it$()")).isNotEmpty();
    }

    @Test
    void an_error_hides_nothing_from_the_next_source() {
        assertThat(value("undefined")).isEmpty();
        assertThat(value("\"a\" + 1")).isNotEmpty();
        assertThat(value("new ProcessBuilder(\"a\")")).isNotEmpty();
    }
}
