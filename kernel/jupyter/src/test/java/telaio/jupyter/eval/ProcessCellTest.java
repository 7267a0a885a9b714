package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Processes started by cells: real JVMs, their output below the cell.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessCellTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
        lab.quietly(
                2,
                """
                int factor = 10;
                void quadrato(int n) {
                  System.out.println(n * n * factor);

                  if (n == 4)
                    throw new IllegalStateException("four");
                }
                void hello() { System.out.println("hello"); }
                """);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    private void assertPrints(String code, String text) {
        lab.quietly(code);
        assertThat(lab.out(lab.origin())).isEqualTo(text);
        assertThat(lab.err(lab.origin())).isEmpty();
    }

    @Test
    @Tag("R16")
    @Tag("rule-6")
    void a_lambda_that_uses_methods_and_variables_of_other_cells() {
        assertPrints("var a = new Process(() -> quadrato(3)); a.start(); a.join();", "90\n");
        assertThat(lab.value("a.exitCode().getAsInt()")).isEqualTo("0");
    }

    @Test
    @Tag("R16")
    @Tag("rule-6")
    void a_method_reference() {
        lab.quietly("class Greeter { static void greet() { System.out.println(\"hi\"); } }");
        assertPrints("var b = new Process(Greeter::greet); b.start(); b.join();", "hi\n");
    }

    @Test
    @Tag("R16")
    void a_subclass() {
        assertPrints(
                """
                class Own extends Process {
                  final String who;
                  Own(String who) { this.who = who; }
                  @Override protected void run() { System.out.println("own " + who); }
                }
                var c = new Own("A");
                c.start();
                c.join();\
                """,
                "own A\n");
    }

    @Test
    @Tag("R16")
    void a_process_that_starts_a_process() {
        assertPrints(
                """
                var d = new Process(() -> {
                  System.out.println("outer");
                  var inner = new Process(() -> System.out.println("inner"));
                  inner.start();
                  inner.join();
                });
                d.start();
                d.join();\
                """,
                "outer\ninner\n");
    }

    @Test
    void another_memory() {
        assertPrints(
                """
                int shared = 1;
                var e = new Process(() -> { shared = 2; System.out.println(shared); });
                e.start();
                e.join();\
                """,
                "2\n");
        assertThat(lab.value("shared")).isEqualTo("1");
    }

    @Test
    @Tag("rule-7")
    void prints_under_its_cell_after_the_cell_has_ended() throws InterruptedException {
        lab.quietly(
                """
                var gates = new Queue<String>();
                var f = new Process(() -> System.out.println(gates.get()));
                f.start();\
                """);
        long origin = lab.origin();
        lab.quietly("gates.put(\"late\");\nf.join();");
        assertThat(lab.out(origin)).isEqualTo("late\n");
        assertThat(lab.out(lab.origin())).isEmpty();
    }

    @Test
    void a_failure_tells_process_cell_and_line() {
        lab.quietly(5, "\nvar g = new Process(() -> {\n  quadrato(4);\n});\ng.start(); g.join();");
        assertThat(lab.err(lab.origin()))
                .matches("Process-\\d+ \\(pid \\d+\\): IllegalStateException: four\n[^$]*")
                .contains(
                        """
                            In[2], line 6 (quadrato)
                                throw new IllegalStateException("four");
                            In[5], line 3 (lambda)
                        """);
        assertThat(lab.value("g.exitCode().getAsInt()")).isEqualTo("1");
    }

    @Test
    void a_name_that_does_not_exist_is_told_from_a_process_too() {
        lab.quietly(6, "void broken() {\n  nowhere();\n}");
        lab.quietly(7, "var h = new Process(() -> broken()); h.start(); h.join();");
        assertThat(lab.err(lab.origin()))
                .contains("nowhere() is not defined")
                .contains("In[6], line 2 (broken)");
    }

    @Test
    void what_cannot_be_sent_fails_in_the_cell() {
        lab.quietly("var conn = new java.net.ServerSocket(0);");
        assertThat(
                        lab.traceback(
                                8,
                                "var i = new Process(() -> System.out.println(conn));\ni.start();"))
                .startsWith("TaskNotSerializable: ")
                .contains("'conn' (java.net.ServerSocket)")
                .contains("In[8], line 2");
    }

    @Test
    void a_killed_process_is_named_and_the_cell_goes_on() {
        lab.quietly(
                """
                var j = new Process(() -> { while (true) {} });
                j.start();
                j.kill();
                j.join();\
                """);
        assertThat(lab.value("j.exitCode().getAsInt()")).isEqualTo("-9");
    }

    @Test
    @Tag("P28")
    void an_exit_is_told_in_one_line_of_standard_output() {
        lab.quietly(
                """
                var k = new Process(() -> { System.out.println("begin"); System.exit(3); });
                k.start();
                k.join();
                System.out.println("code " + k.exitCode().getAsInt());\
                """);
        assertThat(lab.out(lab.origin()).replaceAll("\\d{2,}", "PID"))
                .matches("begin\nProcess-\\d+ \\(pid PID\\) ended with exit code 3\ncode 3\n");
        assertThat(lab.err(lab.origin())).isEmpty();
    }
}
