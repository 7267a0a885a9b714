package telaio.jupyter.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PartsTest {
    private static Parts.Part said(String name, String arguments, int line) {
        return new Parts.Said(new Call(name, arguments, null, line));
    }

    private static Parts.Part java(String code) {
        return new Parts.Java(code, List.of());
    }

    @Test
    void java_around_magics_keeps_its_lines() {
        var cell = "int a = 1;\n%time a + 1\n\nint b = 2;\n  %who\nb";
        assertThat(Parts.of(cell))
                .containsExactly(
                        java("int a = 1;\n"),
                        said("time", "a + 1", 2),
                        java("\n\n\nint b = 2;\n"),
                        said("who", "", 5),
                        java("\n\n\n\n\nb"));
    }

    @Test
    void the_first_line_can_be_for_the_whole_cell() {
        assertThat(Parts.of("\n%%loadFromPOM compile\n<dependency>\n%x\n"))
                .containsExactly(
                        new Parts.Said(
                                new Call("loadFromPOM", "compile", "<dependency>\n%x\n", 2)));
        assertThat(Parts.of("%%time")).containsExactly(new Parts.Said(new Call("time", "", "", 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int y = 7\n    %x;",
                "int y = (7\n%x);",
                "int y = f(7)\n%x;",
                "var s = \"\"\"\n    %time it\n    \"\"\";",
                "/*\n%time it\n*/ int a;",
                "int a; // see\n/** %time\n%time */ int b;",
                "int y = switch (x) { default -> 3; }\n%x;",
                "class A {\n    int m(int x) { return 7\n%x; }\n}",
                "int r = 7 % 3;",
                "r %= 3;",
                "char c = '\"';\nint r = 7\n%x;",
                "String s = \"\\\"\";\nint r = 7\n%x;",
                "7\n%x"
            })
    void a_percent_sign_of_java_is_no_magic(String cell) {
        assertThat(Parts.of(cell)).containsExactly(java(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int x = 3;\n",
                "int f() { return 1; }\n",
                "class A { int x = 3; }\n",
                "if (a == b) { a++; }\n",
                "// a comment\n",
                "/* a\ncomment */\n",
                "import java.util.*;\n",
                "int[] a = {1, 2};\n",
                "var s = \"\"\"\n    it's \"\n    \"\"\";\n",
                "char c = '\\'';\n"
            })
    void a_magic_can_follow_a_whole_statement(String before) {
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        assertThat(Parts.of(before + "%time f()")).endsWith(said("time", "f()", line));
    }

    @Test
    void a_magic_can_be_assigned() {
        var cell = "int a = 1;\nList<String> added = %jars lib/*.jar\nint b = 2;";
        var parts = Parts.of(cell);
        assertThat(parts).hasSize(1);
        var part = (Parts.Java) parts.getFirst();
        assertThat(part.values().getFirst().call())
                .isEqualTo(new Call("jars", "lib/*.jar", null, 2));
        assertThat(Parts.filled(part, List.of("List.of(\"x\")")))
                .isEqualTo("int a = 1;\nList<String> added = List.of(\"x\");\nint b = 2;");
    }

    @Test
    void a_semicolon_ends_a_line_magic_as_it_ends_a_statement() {
        assertThat(Parts.of("%who;")).containsExactly(said("who", "", 1));
        assertThat(Parts.of("%hand-in notebook.ipynb"))
                .containsExactly(said("hand-in", "notebook.ipynb", 1));
    }

    @Test
    void the_java_of_a_cell_has_empty_lines_for_magics() {
        assertThat(Parts.javaOf("a;\n%who\nb;")).isEqualTo("a;\n\nb;");
        assertThat(Parts.javaOf("%%sh\nls")).isNull();
    }

    @Test
    void arguments_may_be_quoted() {
        assertThat(new Call("jars", "a.jar 'my lib/b.jar' \"c d\" ''", null, 1).words())
                .containsExactly("a.jar", "my lib/b.jar", "c d", "");
    }
}
