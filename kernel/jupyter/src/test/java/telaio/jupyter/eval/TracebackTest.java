package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Exceptions tell the cell and line they came through. The cells' text is laid out so that a line
/// of the generated class would be wrong.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracebackTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
        lab.quietly(
                2,
                """
                int depth = 0;

                int boom(int[] q,
                  int i) {
                    int z = 1;
                    return q[i] + z;
                }
                """);
        lab.quietly(
                3,
                """
                class Acc {
                  int[] v = new int[2];

                  int get(int i) {
                    try {
                      return boom(v, i);
                    } catch (RuntimeException e) {
                      throw new IllegalStateException(
                        "wrapped", e);
                    }
                  }
                }\
                """);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void through_a_lambda_a_class_and_a_method() {
        assertThat(
                        lab.traceback(
                                4,
                                """
                                // a comment
                                var acc = new Acc();
                                int y = 3; Runnable r = () -> {
                                  int k = 5;
                                  System.out.print("");
                                  acc.get(k);
                                };

                                r.run();\
                                """))
                .isEqualTo(
                        """
                        IllegalStateException: wrapped
                            In[3], line 8 (Acc.get)
                                throw new IllegalStateException(
                            In[4], line 6 (lambda)
                            In[4], line 9
                        Caused by: ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 2
                            In[2], line 6 (boom)
                                return q[i] + z;
                            In[3], line 6 (Acc.get)
                            In[4], line 6 (lambda)
                            In[4], line 9\
                        """);
    }

    @Test
    void in_a_method_and_its_call() {
        assertThat(lab.traceback(5, "int h() {\n  return\n   new Acc().get(7); }\n\nh();"))
                .contains("In[5], line 3 (h)\n    In[5], line 5\n");
    }

    @Test
    void in_a_loop() {
        assertThat(
                        lab.traceback(
                                6,
                                """
                                for (int i = 0; i < 3; i++) {
                                   if (i == 2)
                                       throw new RuntimeException("at 3"); }\
                                """))
                .isEqualTo(
                        """
                        RuntimeException: at 3
                            In[6], line 3
                                throw new RuntimeException("at 3"); }\
                        """);
    }

    @Test
    void in_the_initialiser_of_a_variable() {
        assertThat(lab.traceback(7, "\nint before = 1; int r1 =\n   before +\n new Acc().get(9);"))
                .contains("In[7], line 4\n");
    }

    @Test
    void in_a_stream() {
        assertThat(
                        lab.traceback(
                                8,
                                """
                                List<Integer> li = List.of(1, 2, 3);
                                li.stream()
                                  .map(i -> 10 / (i - 2))
                                  .toList();\
                                """))
                .isEqualTo(
                        """
                        ArithmeticException: / by zero
                            In[8], line 3 (lambda)
                                .map(i -> 10 / (i - 2))
                            In[8], line 4\
                        """);
    }

    @Test
    void in_a_record_and_a_nested_lambda() {
        assertThat(
                        lab.traceback(
                                9,
                                """
                                record Pair(int a, int b) {
                                  Pair {
                                    if (a > b)
                                      throw new IllegalArgumentException("order");
                                  }
                                }
                                Supplier<Supplier<Pair>> s = () ->
                                  () ->
                                    new Pair(2, 1);
                                s.get().get()\
                                """))
                .isEqualTo(
                        """
                        IllegalArgumentException: order
                            In[9], line 4 (new Pair)
                                throw new IllegalArgumentException("order");
                            In[9], line 9 (lambda)
                            In[9], line 10\
                        """);
    }

    @Test
    void in_an_anonymous_class_with_a_suppressed_exception() {
        assertThat(
                        lab.traceback(
                                10,
                                """
                                final var door = new AutoCloseable() {
                                  public void close() {
                                    throw new IllegalStateException("stuck");
                                  }
                                };
                                try (AutoCloseable held = door) {
                                  throw new RuntimeException("first");
                                }\
                                """))
                .isEqualTo(
                        """
                        RuntimeException: first
                            In[10], line 7
                                throw new RuntimeException("first");
                            Suppressed: IllegalStateException: stuck
                                In[10], line 3 (anonymous.close)
                                    throw new IllegalStateException("stuck");
                                In[10], line 6\
                        """);
    }

    @Test
    void of_an_exception_the_notebook_declares() {
        assertThat(
                        lab.traceback(
                                11,
                                """
                                class Empty extends RuntimeException {
                                  Object live = new Object();
                                  public String getMessage() { return "no " + 1; }
                                }
                                throw new Empty();\
                                """))
                .isEqualTo(
                        """
                        Empty: no 1
                            In[11], line 5
                                throw new Empty();\
                        """);
    }

    @Test
    void of_a_name_that_does_not_exist() {
        assertThat(lab.traceback(12, "int user() {\n  int a = 1;\n  return missing(a);\n}\nuser()"))
                .isEqualTo(
                        """
                        UnresolvedReferenceException: missing(int) is not defined
                            In[12], line 3 (user)
                                return missing(a);
                            In[12], line 5\
                        """);
    }

    @Test
    void of_a_stack_overflow_is_short() {
        var traceback = lab.traceback(13, "int down() {\n  return down() + 1;\n}\ndown()");
        assertThat(traceback).startsWith("StackOverflowError\n    In[13], line 2 (down)\n");
        assertThat(traceback.lines()).hasSizeLessThan(40);
    }

    @Test
    void of_another_thread_is_on_its_stderr() throws InterruptedException {
        lab.quietly(
                14,
                """
                var thread = new Thread(() -> {
                  throw new RuntimeException("alone");
                }, "worker");
                thread.start();
                thread.join();\
                """);
        lab.awaitErr(lab.origin(), text -> text.contains("line 2"));
        assertThat(lab.err(lab.origin()))
                .isEqualTo(
                        """
                        worker: RuntimeException: alone
                            In[14], line 2 (lambda)
                                throw new RuntimeException("alone");
                        """);
    }

    @Test
    void of_a_failed_future_has_its_cause() {
        assertThat(
                        lab.traceback(
                                15,
                                "CompletableFuture.supplyAsync(() -> {\n  int z = 0;\n  return 1 / z;\n}).get()"))
                .contains("ExecutionException")
                .contains("Caused by: ArithmeticException: / by zero\n    In[15], line 3 (lambda)");
    }

    @Test
    void of_a_method_that_was_replaced_has_the_new_lines() {
        lab.quietly(16, "int twice() {\n  return 1;\n}\nint caller() {\n\n  return twice();\n}");
        lab.quietly(17, "\n\nint twice() {\n  throw new RuntimeException(\"new\");\n}");
        assertThat(lab.traceback(18, "caller()"))
                .isEqualTo(
                        """
                        RuntimeException: new
                            In[17], line 4 (twice)
                                throw new RuntimeException("new");
                            In[16], line 6 (caller)
                            In[18], line 1\
                        """);
    }

    @Test
    void of_a_failing_to_string() {
        assertThat(
                        lab.traceback(
                                19,
                                """
                                class Shy {
                                  public String toString() {
                                    throw new UnsupportedOperationException();
                                  }
                                }
                                new Shy()\
                                """))
                .startsWith("UnsupportedOperationException\n    In[19], line 3 (Shy.toString)");
    }
}
