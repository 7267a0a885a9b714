package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is compiled without JShell does what it does with JShell.
@Timeout(300)
class ShortcutTest {
    private static final List<String> DECLARATIONS =
            List.of(
                    "int x = 5; String name = \"telaio\"; int[] numbers = {3, 1, 2};",
                    "String nothing = null; List<String> words = new ArrayList<>(List.of(\"a\"));",
                    "int twice(int n) { return 2 * n; }\nString twice(String s) { return s + s; }",
                    "record Point(int x, int y) { int sum() { return x + y; } }",
                    "enum Colour { RED, GREEN }\nclass Counter { int n; int next() { return ++n; } }",
                    "void greet(String who) { IO.println(\"ciao \" + who); }",
                    "int fail(int n) {\n  if (n > 0) throw new IllegalStateException(\"n\" + n);\n  return n;\n}",
                    "String first() { return second() + 1; }",
                    "import java.util.concurrent.atomic.*;\nimport static java.lang.Math.max;",
                    "import java.time. // of the JDK\n  *;",
                    "var counter = new Counter();",
                    "var odd = new Object() { int inside = 3; };",
                    "<T> T same(T t) { return t; }",
                    "String Process() { return \"method\"; }",
                    "<T extends Comparable<T> & Serializable> T least(T a, T b) { return a; }",
                    "class Box<T> { T held; Box(T t) { held = t; } class Lid {} }",
                    "int Optional = 9;");

    private static final List<String> SNIPPETS =
            List.of(
                    "1+1",
                    "1 + 1;",
                    "  40 + 2 // the answer",
                    "/* before */ 7",
                    "x",
                    "x;",
                    "x * x",
                    "x + y",
                    "(x)",
                    "(x = 6)",
                    "x = 7",
                    "x = 7;",
                    "x += 1",
                    "x++",
                    "x++;",
                    "++x + 1;",
                    "-x",
                    "nothing",
                    "null",
                    "nothing.length()",
                    "name.toUpperCase()",
                    "\"text \" + name + 'c'",
                    "numbers",
                    "numbers[0]",
                    "numbers[9]",
                    "new int[] {1, 2}",
                    "new int[] {1,\n 2}[\n 3]",
                    "{1, 2}",
                    "true ? 1 : 2.0",
                    "x > 0 ? 1 : 'a'",
                    "1L << 40",
                    "'a' + 1",
                    "(char) ('a' + 1)",
                    "1 / 0",
                    "1\n +\n 1 / (x - x)",
                    "\n\n1 / 0",
                    "// why\n/* a\n b */ 1 / 0",
                    "\n// why\nfail(4);",
                    "twice(4)",
                    "twice(name)",
                    "twice(1.5)",
                    "java.util.logging.Level.INFO",
                    "fail(1)",
                    "fail(0)",
                    "first()",
                    "greet(\"mondo\")",
                    "greet(name);",
                    "IO.println(x)",
                    "IO.println(1 / 0);",
                    "System.out.println(name);",
                    "new Point(1, 2)",
                    "new Point(1, 2).sum()",
                    "new Point(1)",
                    "List.of(new Point(1, 2), new Point(3, 4))",
                    "List.of()",
                    "List.of(1, \"a\").get(0)",
                    "words.add(\"b\")",
                    "words.add(\"c\");",
                    "words.stream().map(w -> w + x).toList()",
                    "words.forEach(w -> IO.println(w))",
                    "words.removeIf(w -> {\n  throw new IllegalArgumentException(w);\n})",
                    "Stream.of(1, 2).map(n -> twice(n)).collect(Collectors.toList())",
                    "Colour.RED",
                    "Colour.valueOf(\"BLUE\")",
                    "Colour.RED.ordinal() == 0",
                    "counter.next()",
                    "odd.inside",
                    "new Object() { int a = 8; }.a",
                    "new Object() { public String toString() { throw new RuntimeException(\"t\"); } }",
                    "(Runnable) () -> {}",
                    "() -> 1",
                    "same(null)",
                    "same(3)",
                    "same(new Point(1, 1)).x()",
                    "max(1, 2)",
                    "new AtomicInteger(3)",
                    "Queue.class.getName()",
                    "Path.of(\"a\", \"b\")",
                    "String.class",
                    "int.class",
                    "switch (x) { case 1 -> \"one\"; default -> \"other\"; }",
                    "(switch (x) { case 1 -> 1; default -> 2.0; })",
                    "name instanceof String s && s.length() > 2",
                    "Object o = 3",
                    "undefined",
                    "undefined()",
                    "1 +",
                    "1 1",
                    "1; 2",
                    "1; return 3",
                    "1; } static int hidden() { return 2",
                    ";",
                    "1;;",
                    "x, x",
                    "\"open",
                    "$v",
                    "Integer.parseInt(\"no\")",
                    "throw new IllegalStateException(\"thrown\");",
                    "Thread.sleep(0)",
                    "Files.readString(Path.of(\"/no/such/file\"))",
                    "for (int i = 0; i < 2; i++) { IO.println(i); }",
                    "for (int i = 0; i < 2; i++)\n  fail(i);",
                    "for (;;) { break; }",
                    "if (x > 0) IO.println(\"yes\"); else IO.println(\"no\");",
                    "if (x > 0)",
                    "if (x > 0) return;",
                    "{ int local = 3; x = local; }",
                    "local",
                    "try { fail(3); } catch (IllegalStateException e) { IO.println(e.getMessage()); }",
                    "try { fail(3); }",
                    "while (x < 10) { x++; }",
                    "do { x--; } while (x > 5);",
                    "synchronized (name) { IO.print(\"held\"); }",
                    "String.format(\"%d %s\", x, name)",
                    "\"\"\"\n  block\n  \"\"\"",
                    "int a1 = 1; a1 + 1",
                    "int a2 = 1;\n\n1 / (a2 - 1)",
                    "Process()",
                    "Process.current().name()",
                    "Optional + Optional.of(1).get()",
                    "least(1, 2)",
                    "least(\"a\", name)",
                    "new Box<>(3).held + 1",
                    "new Box<>(name).new Lid() == null",
                    "new Box<>(new Object() { int b = 1; }).held.b",
                    "Arrays.asList(1, 2.0, \"3\").getFirst()",
                    "(Runnable & Serializable) () -> IO.println(x)",
                    "((Supplier<Integer>) () -> x + 1).get()",
                    "w -> w",
                    "this",
                    "super.toString()",
                    "toString()",
                    "return 5;",
                    "if (x > 0) return 5;",
                    "if (x > 0) { break; }",
                    "for (var w : words) { continue; }",
                    "again: for (;;) { break again; }",
                    "{ record Local(int n) {} IO.println(new Local(1)); }",
                    "{ class Inner { int n = x; } x = new Inner().n + 1; }",
                    "words.forEach(new Consumer<String>() { public void accept(String w) { IO.print(w); } });",
                    "{ int twice = 3; IO.println(twice(twice)); }",
                    "{ final int name = 3; IO.println(name); }",
                    "{ var unused = undefined; }",
                    "try (var s = new StringReader(name)) { IO.println((char) s.read()); }",
                    "if (name instanceof String s && s.isEmpty()) IO.println(s); else throw new Exception(\"e\");",
                    "while (true) { if (x-- < 0) break; }",
                    "while (true) { if (x++ > 10) throw new IllegalStateException(\"\" + x); }",
                    "true || undefined()",
                    "(Object) 1",
                    "(byte) 300",
                    "1f / 3",
                    "0x7fff_ffff + 1",
                    "'\\n'",
                    "\"\\u0041\"",
                    "\"perché 😀\".codePointCount(0, 9)",
                    "new int[2][3][1].length",
                    "int[].class",
                    "List<String>",
                    "List.<String>of()",
                    "Map.of(1, Colour.RED).get(1)",
                    "Colour.values()",
                    "switch (Colour.RED) { case RED -> 1; case GREEN -> 2; };",
                    "java.util.List.of(1)",
                    "java.util.concurrent.TimeUnit.SECONDS.toMillis(2)",
                    "numbers.clone()[1]",
                    "numbers.length;",
                    "numbers[0]++",
                    "numbers[0] = 8",
                    "(numbers[1]--)",
                    "new Thread(() -> {}).getState()",
                    "new Counter().next();",
                    "new Counter().n = 4",
                    "new Counter()",
                    "new Undefined()",
                    "assert x < 0;",
                    "System.exit",
                    "IO.println(undefined)",
                    "IO.println(1, 2)",
                    "var x = 1, y = 2;",
                    "x\n;\n",
                    "x /* one */ + /* two */ 1 // three",
                    "1 /* open",
                    "// alone",
                    "/** doc */ x",
                    "@Deprecated x",
                    "x ? 1 : 2",
                    "fail(2) + fail(3)",
                    "fail(\n  0) +\n  fail(\n    2)",
                    "{\n  int n = 0;\n\n  fail(n + 1);\n}",
                    "  \n\tfail(\n1);",
                    "Stream.of(3).map(n -> {\n  fail(0);\n  return fail(\n n);\n}).toList()",
                    "$1");

    private static final Places.Place PLACE = new Places.Place(1, 1);

    private record Seen(String outcome, String out, String err) {}

    @Test
    void every_snippet_ends_as_it_does_with_jshell() {
        var with = all(true);
        var without = all(false);
        assertSoftly(all -> {
            for (int i = 0; i < SNIPPETS.size(); i++) {
                all.assertThat(with.get(i)).as(SNIPPETS.get(i)).isEqualTo(without.get(i));
            }
        });
    }

    private static List<Seen> all(boolean shortcuts) {
        try (var lab = new Lab(shortcuts)) {
            DECLARATIONS.forEach(lab::quietly);
            var seen = new ArrayList<Seen>();
            for (var snippet : SNIPPETS) {
                var outcome = lab.run(3, snippet);
                seen.add(
                        new Seen(
                                plain(outcome.toString()),
                                plain(lab.out(lab.origin())),
                                plain(lab.err(lab.origin()))));
            }
            return seen;
        }
    }

    /// The numbers of classes differ, and objects without a text of their own tell their identity.
    private static String plain(String text) {
        return text.replaceAll("REPL\\.[^ ]*@\\p{XDigit}+", "an object of a cell")
                .replaceAll("\\$JShell\\$\\w+", "a class");
    }

    @Test
    void expressions_and_statements_need_no_jshell() {
        try (var compiler = new Compiler(SessionSettings.standard(), true, () -> false)) {
            for (var source :
                    List.of("1+1", "List.of(1)", "IO.println(1)", "if (true) { IO.println(2); }")) {
                assertThat(compiler.shortcut(source, PLACE)).as(source).isNotNull();
            }
            assertThat(compiler.hasShell()).isFalse();
        }
    }

    @Test
    void what_the_notebook_declares_is_known_at_once() {
        try (var compiler = new Compiler(SessionSettings.standard(), true, () -> false)) {
            assertThat(compiler.shortcut("twice(2)", PLACE)).isNull();
            compiler.compile("int twice(int n) { return 2 * n; }");
            assertThat(compiler.shortcut("twice(2)", PLACE)).isNotNull();
            assertThat(compiler.shortcut("twice(\"a\")", PLACE)).isNull();
            compiler.compile("String twice(String s) { return s + s; }");
            assertThat(compiler.shortcut("twice(\"a\")", PLACE)).isNotNull();
            compiler.compile("record Pair(int a, int b) {}");
            assertThat(compiler.shortcut("new Pair(twice(1), 2).b()", PLACE)).isNotNull();
            compiler.compile("record Pair(int a, int b, int c) {}");
            assertThat(compiler.shortcut("new Pair(1, 2)", PLACE)).isNull();
            assertThat(compiler.shortcut("new Pair(1, 2, 3)", PLACE)).isNotNull();
        }
    }

    @Test
    void a_variable_that_was_declared_again_is_the_new_one() {
        try (var lab = new Lab()) {
            lab.quietly("int n = 1;");
            assertThat(lab.value("n")).isEqualTo("1");
            lab.quietly("String n = \"one\";");
            assertThat(lab.value("n.length()")).isEqualTo("3");
            lab.quietly("int m() { return 1; }");
            assertThat(lab.value("m()")).isEqualTo("1");
            lab.quietly("int m() { return 2; }");
            assertThat(lab.value("m()")).isEqualTo("2");
        }
    }

    @Test
    void a_lambda_of_an_expression_can_go_to_a_process() {
        try (var lab = new Lab()) {
            lab.quietly("var queue = new Queue<String>();\nvar made = new ArrayList<Process>();");
            assertThat(lab.value("made.add(new Process(() -> queue.put(\"from afar\")))"))
                    .isEqualTo("true");
            lab.quietly("made.getFirst().start();");
            lab.quietly("made.getFirst().join();");
            assertThat(lab.value("queue.get()")).isEqualTo("from afar");
        }
    }

    @Test
    void a_loop_in_an_expression_can_be_stopped() throws Exception {
        try (var lab = new Lab()) {
            assertThat(
                            lab.stopped(
                                    "Stream.of(1).map(n -> { IO.println(\"running\");"
                                            + " for (;;) { if (n > 1) return n; } }).toList()"))
                    .isInstanceOf(Outcome.Interrupted.class);
        }
    }
}
