package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.jupyter.complete.Completion;
import telaio.jupyter.complete.Completion.Kind;
import telaio.jupyter.complete.Completion.Match;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
        lab.quietly(
                """
                var names = new ArrayList<String>();
                int counter = 3;
                int countTo(int last, String word) { return last; }
                record Point(int x, int y) { Point mirrored() { return new Point(y, x); } }
                var origin = new Point(0, 0);
                var coda = new Queue<String>();
                """);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    /// Completes at the bar.
    private Completion complete(String code) {
        int cursor = code.indexOf('|');
        return lab.evaluator().complete(code.replace("|", ""), cursor);
    }

    private List<String> texts(String code) {
        return complete(code).matches().stream().map(Match::text).toList();
    }

    private Match match(String code, String text) {
        var matches = complete(code).matches();
        return matches.stream()
                .filter(match -> match.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among " + matches));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "names.ad|# add(",
                "cou|# counter",
                "cou|# countTo(",
                "origin.mi|# mirrored()",
                "origin.|# x()",
                "coda.pu|# put(",
                "Que|# Queue",
                "disp|# display(",
                "Input.pass|# password(",
                "var p = new ProcessPoolEx|# ProcessPoolExecutor(",
                "List.o|# of(",
                "Li|# List",
                "Str|# StringBuilder",
                "new ArrayLi|# ArrayList(",
                "new java.util.ArrayDe|# ArrayDeque(",
                "java.ut|# util.",
                "import java.ti|# time.",
                "import java.util.conc|# concurrent.",
                "names.stream().map(s -> s.tri|# trim()",
                "int n = names.si|# size()",
                "whi|# while",
                "if (cou|# counter",
                "Thread.State.RUN|# RUNNABLE",
                "Function<String, Integer> f = String::len|# length",
                "IO.printl|# println(",
                "names.add(\"x\"); cou|# counter",
                "x = names.get(0).char|# charAt(",
            })
    void proposes(String code, String text) {
        assertThat(texts(code)).contains(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "var words = new ArrayList<String>();\\nwords.ad|# add(",
                "String text = \"a\";\\nfor (int i = 0; i < 3; i++) {\\n    text.tri|# trim()",
                "int twice(int n) { return 2 * n; }\\ntwi|# twice(",
                "record Pair(int a, int b) {}\\nvar pair = new Pair(1, 2);\\npair.|# a()",
                "var text = \"a\";\\nint f() { return text.len|# length()",
                "int f(String word) { return word.len|# length()",
                "class A { String word; int f() { return word.len|# length()",
                "%classpath a.jar\\nvar list = names;\\nlist.ad|# add(",
                "import java.time.*;\\nvar day = LocalDate.no|# now(",
                "import java.time.LocalDate;\\nLocalDa|# LocalDate",
                "var word = \"a\";\\nword.tri|\\nint later = 1;# trim()",
            })
    void earlier_snippets_of_the_cell_count(String code, String text) {
        assertThat(texts(code.replace("\\n", "\n"))).contains(text);
    }

    @Test
    void imports_of_a_cell_that_did_not_run_are_not_kept() {
        assertThat(texts("import java.nio.charset.*;\nvar c = Charset.def|"))
                .contains("defaultCharset()");
        assertThat(lab.run("Charset.defaultCharset()")).isInstanceOf(Outcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"// names.|", "\"names.|", "/* names.|", "'n|", "\"\"\"\n names.|"})
    void proposes_nothing_outside_of_code(String code) {
        assertThat(texts(code)).isEmpty();
    }

    @Test
    void replaces_the_name_before_the_cursor() {
        var completion = complete("var s = \"😀\"; names.ad|");
        assertThat(completion.start()).isEqualTo("var s = \"😀\"; names.".length());
        assertThat(completion.end()).isEqualTo("var s = \"😀\"; names.ad".length());
    }

    @Test
    void repeats_no_parenthesis() {
        assertThat(texts("names.ad|(\"x\")")).contains("add").doesNotContain("add(");
    }

    @Test
    void says_what_things_are() {
        assertThat(match("names.ad|", "add(").kind()).isEqualTo(Kind.FUNCTION);
        assertThat(match("names.ad|", "add(").signature())
                .contains("(int, E): void", "(E): boolean");
        assertThat(match("cou|", "counter")).isEqualTo(new Match("counter", Kind.VARIABLE, "int"));
        assertThat(match("cou|", "countTo("))
                .isEqualTo(new Match("countTo(", Kind.FUNCTION, "(int, String): int"));
        assertThat(match("Que|", "Queue").kind()).isEqualTo(Kind.CLASS);
        assertThat(match("whi|", "while").kind()).isEqualTo(Kind.KEYWORD);
        assertThat(match("java.ut|", "util.").kind()).isEqualTo(Kind.MODULE);
        assertThat(match("Integer.MAX|", "MAX_VALUE").kind()).isEqualTo(Kind.PROPERTY);
    }

    @Test
    void members_come_by_name_and_what_every_object_has_last() {
        var members = texts("names.|");
        assertThat(members).startsWith("add(", "addAll(", "addFirst(");
        assertThat(members.indexOf("toString()")).isGreaterThan(members.indexOf("trimToSize()"));
    }

    @Test
    void what_is_deprecated_comes_last() {
        var members = texts("Thread.currentThread().|");
        assertThat(members.indexOf("getId()")).isGreaterThan(members.indexOf("start()"));
    }

    @Test
    void what_fits_the_wanted_type_comes_first() {
        assertThat(texts("int n = names.|").getFirst()).isEqualTo("indexOf(");
    }

    @Test
    void completes_while_a_cell_runs() throws Exception {
        long origin = lab.origin() + 1;
        var waiting = new FutureTask<>(() -> lab.run("IO.println(\"running\"); while (true) {}"));
        Thread.ofPlatform().daemon().start(waiting);
        lab.awaitOut(origin, text -> text.contains("running"));
        assertThat(texts("names.ad|")).contains("add(");
        lab.evaluator().interrupt();
        assertThat(waiting.get()).isInstanceOf(Outcome.Interrupted.class);
    }

    @Test
    void prints_how_long_it_takes() {
        for (var code : List.of("names.ad|", "cou|", "var a = \"x\";\na.tri|", "Que|", "names.|")) {
            var micros = new long[50];
            Arrays.setAll(
                    micros,
                    _ -> {
                        long begin = System.nanoTime();
                        complete(code);
                        return Duration.ofNanos(System.nanoTime() - begin).toNanos() / 1000;
                    });
            Arrays.sort(micros);
            System.out.printf(
                    "FIGURE completion of %s, median: %d µs%n",
                    code.replace("\n", " "), micros[25]);
        }
    }
}
