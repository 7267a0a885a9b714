package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletenessTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 1",
                "int x = 5",
                "x + unknownYet",
                "",
                "// a comment",
                "void f() { }",
                "int a = 1;\nint b = 2;",
                "String s = \"\"\"\n  text\n  \"\"\";",
                "throw new RuntimeException()",
                "if (true) IO.println();\n\n",
                "for (int i = 0; i < 3; i++) {\n}\n\n",
            })
    void is_complete(String code) {
        assertThat(lab.evaluator().completeness(code)).isEqualTo(new Completeness.Complete());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo(",
                "int x = ",
                "String s = \"\"\"\n  abc",
                "/* open",
                "int f()",
                "if (true)"
            })
    void needs_more(String code) {
        assertThat(lab.evaluator().completeness(code)).isInstanceOf(Completeness.Incomplete.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int x = = 3;",
                "\"abc",
                "@@@ bad",
                "int x = 3)",
                "}",
                "1 2",
                "'a",
                "else {}"
            })
    void cannot_be_mended(String code) {
        assertThat(lab.evaluator().completeness(code)).isEqualTo(new Completeness.Invalid());
    }

    @Test
    void the_next_line_is_indented() {
        assertThat(lab.evaluator().completeness("class A {\n    void f() {"))
                .isEqualTo(new Completeness.Incomplete("        "));
    }

    @Test
    void judging_declares_nothing() {
        lab.evaluator().completeness("int judged = 1;");
        assertThat(lab.run("judged")).isInstanceOf(Outcome.Failed.class);
    }
}
