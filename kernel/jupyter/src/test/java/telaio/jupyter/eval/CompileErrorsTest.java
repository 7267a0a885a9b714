package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompileErrorsTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void an_error_has_line_caret_and_details() {
        assertThat(lab.traceback(3, "int good = 1;\n\nint bad = fo(good);\n"))
                .isEqualTo(
                        """
                        In[3], line 3: cannot find symbol
                            int bad = fo(good);
                                      ^^
                          symbol:   method fo(int)\
                        """);
    }

    @Test
    void all_errors_of_a_snippet_are_told() {
        assertThat(
                        lab.traceback(
                                4,
                                "// first a comment\nint both(int n) {\n\tint k = \"s\";\n  String t = 4;\n  return k;\n}"))
                .isEqualTo(
                        """
                        In[4], line 3: incompatible types: String cannot be converted to int
                            \tint k = "s";
                            \t        ^^^
                        A text is not a number. Integer.parseInt(text) reads an int from it, Double.parseDouble(text) a double.
                        In[4], line 4: incompatible types: int cannot be converted to String
                              String t = 4;
                                         ^
                        A number is not a text. String.valueOf(number) makes one of it, and so does "" + number.\
                        """);
    }

    @Test
    void the_error_is_named_by_its_first_line() {
        assertThat(lab.run("int n = missing + 1;"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> {
                            assertThat(failed.name()).isEqualTo("CompilationError");
                            assertThat(failed.message())
                                    .isEqualTo("cannot find symbol: variable missing");
                        });
    }

    @Test
    void an_open_brace_is_found_before_anything_runs() {
        var traceback =
                lab.traceback(5, "System.out.println(\"ran\");\nif (true) {\n  int q = 3;\n");
        assertThat(traceback)
                .isEqualTo(
                        """
                        In[5], line 3: reached end of file while parsing
                              int q = 3;
                                        ^
                        The { of line 2 is never closed: its } is missing.\
                        """);
        assertThat(lab.out(lab.origin())).isEmpty();
    }

    @Test
    void text_that_is_no_java_is_found_before_anything_runs() {
        assertThat(lab.traceback(6, "System.out.println(\"ran\");\nint y = 3);"))
                .contains("In[6], line 2: ");
        assertThat(lab.out(lab.origin())).isEmpty();
    }

    @Test
    void snippets_before_a_wrong_name_have_run() {
        assertThat(lab.traceback(7, "System.out.println(\"ran\");\nnowhere();"))
                .contains("In[7], line 2: cannot find symbol");
        assertThat(lab.out(lab.origin())).isEqualTo("ran\n");
    }

    @Test
    void a_type_that_nobody_declared_is_an_error() {
        assertThat(lab.traceback(8, "\nNowhere make() {\n  return null;\n}"))
                .isEqualTo(
                        """
                        In[8], line 2: Nowhere is not defined
                            Nowhere make() {
                            ^^^^^^^\
                        """);
    }

    @Test
    void a_cell_after_an_error_runs() {
        lab.traceback(9, "int = 3;");
        assertThat(lab.value("1 + 1")).isEqualTo("2");
    }

    @Test
    void a_text_too_deep_for_the_compiler_is_an_error_not_the_end() {
        var deep = lab.run("int deep = " + "~".repeat(1_000_000) + "1;");
        assertThat(deep).isInstanceOf(Outcome.Failed.class);
        assertThat(lab.value("2 + 2")).isEqualTo("4");
    }
}
