package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.worker.Settings;

/// What the notebook keeps when its definitions change: one lab for all tests, which use names of
/// their own.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
    }

    @AfterAll
    void close() {
        lab.close();
    }

    /// What a worker process prints of an expression.
    private String inWorker(String name, String expression) {
        lab.quietly(
                "var %1$s = new Process(() -> IO.println(%2$s)); %1$s.start(); %1$s.join();"
                        .formatted(name, expression));
        return lab.out(lab.origin()).strip();
    }

    @Test
    void variables_made_by_a_method_outlive_its_redefinition() {
        lab.quietly("int f1() { return 1; }");
        lab.quietly("var v1 = f1(); var list1 = new ArrayList<Integer>(List.of(f1()));");
        lab.quietly("int f1() { return 2; }");
        assertThat(lab.value("v1 + \" \" + list1 + \" \" + f1()")).isEqualTo("1 [1] 2");
    }

    @Test
    void a_stored_lambda_calls_the_new_method() {
        lab.quietly("int f2() { return Stream.of(1, 2).mapToInt(i -> i * 2).sum(); }");
        lab.quietly("Supplier<Integer> stored2 = () -> f2();");
        assertThat(lab.value("stored2.get()")).isEqualTo("6");
        lab.quietly("int f2() { return Stream.of(1, 2).mapToInt(i -> i * 10).sum(); }");
        assertThat(lab.value("stored2.get()")).isEqualTo("30");
    }

    @Test
    void objects_have_the_new_methods_of_their_class() {
        lab.quietly("class A3 { int x = 4; int get() { return x; } }");
        lab.quietly("var a3 = new A3(); List<A3> all3 = List.of(a3); Object any3 = a3;");
        lab.quietly("class A3 { int x = 4; int get() { return x * 100; } }");
        assertThat(lab.out(lab.origin())).isEmpty();
        assertThat(lab.value("a3.get() + all3.get(0).get() + ((A3) any3).get()")).isEqualTo("1200");
        lab.quietly(
                "class A3 { int x = 4; int get() { return x * 100; } int twice() { return 2 * x; } }");
        assertThat(lab.out(lab.origin())).isEmpty();
        assertThat(lab.value("a3.twice() + all3.get(0).twice() + ((A3) any3).twice()"))
                .isEqualTo("24");
        assertThat(lab.value("all3.get(0) == a3 && any3 == a3")).isEqualTo("true");
    }

    @Test
    void what_cannot_be_kept_is_named() {
        lab.quietly("record P4(int x) {}\nvar p4 = new P4(1); int other4 = 4;");
        lab.quietly("var old4 = new ArrayList<Object>(List.of(p4));");
        lab.quietly("record P4(int x, int y) {}");
        assertThat(lab.out(lab.origin()).lines())
                .containsExactlyInAnyOrder(Texts.LOST.text("p4"), Texts.OUTDATED.text("old4"));
        assertThat(lab.value("p4 + \" \" + other4")).isEqualTo("null 4");
    }

    @Test
    void lambdas_that_mean_a_replaced_class_are_named() {
        lab.quietly("record P5(int x) {}\nFunction<P5, Integer> fn5 = p -> p.x();");
        lab.quietly("record P5(int x) { int twice() { return 2 * x; } }");
        assertThat(lab.out(lab.origin())).isEqualTo(Texts.OUTDATED.text("fn5") + "\n");
    }

    @Test
    void what_is_not_of_the_class_stays_the_same_object() {
        lab.quietly("record P11(int x) {}\nvar p11 = new P11(1);");
        lab.quietly(
                "var lock11 = new Lock(); var thread11 = new Thread(() -> {}); var pipe11 = new Pipe<String>();");
        lab.quietly("var same11 = List.of(lock11, thread11, pipe11, pipe11.left());");
        lab.quietly("record P11(int x) { int twice() { return 2 * x; } }");
        assertThat(lab.value("p11.twice()")).isEqualTo("2");
        assertThat(
                        lab.value(
                                "same11.get(0) == lock11 && same11.get(1) == thread11 && same11.get(2) == pipe11"))
                .isEqualTo("true");
        lab.quietly("pipe11.right().send(\"through\");");
        assertThat(lab.value("pipe11.left().recv()")).isEqualTo("through");
    }

    @Test
    void a_class_whose_initialiser_changed_begins_anew() {
        lab.quietly("class C6 { static int count = 5; }");
        lab.quietly("{ C6.count = 7; }");
        lab.quietly("class C6 { static int count = 6; }");
        assertThat(lab.value("C6.count")).isEqualTo("6");
    }

    @Test
    void workers_run_the_newest_version_of_methods_and_classes() {
        lab.quietly(
                "int f7() { return 1; }\nclass B7 { int g() { return 10; } }\nvar b7 = new B7();");
        assertThat(inWorker("w7", "f7() + b7.g()")).isEqualTo("11");
        for (int version = 2; version < 6; version++) {
            lab.quietly("int f7() { return %d; }".formatted(version));
            lab.quietly("class B7 { int g() { return %d0; } }".formatted(version));
            assertThat(inWorker("w7", "f7() + b7.g()")).isEqualTo(String.valueOf(version * 11));
        }
    }

    @Test
    void a_pools_workers_run_the_newest_version() {
        lab.quietly("int f8(int n) { return n; }\nvar pool8 = new Pool(1);");
        assertThat(lab.value("pool8.map(n -> f8(n), List.of(1, 2))")).isEqualTo("[1, 2]");
        lab.quietly("int f8(int n) { return n * 100; }");
        assertThat(lab.value("pool8.map(n -> f8(n), List.of(1, 2))")).isEqualTo("[100, 200]");
        lab.quietly("pool8.close();");
    }

    @Test
    void redefined_forty_times() {
        lab.quietly("int k9 = 1;\nint f9() { return Stream.of(1).mapToInt(i -> i * k9).sum(); }");
        lab.quietly("var v9 = f9();");
        for (int i = 0; i < 40; i++) {
            lab.quietly(
                    "int f9() { return Stream.of(%d).mapToInt(i -> i * k9).sum(); }".formatted(i));
        }
        assertThat(lab.value("v9 + \" \" + f9()")).isEqualTo("1 39");
    }

    @Test
    void a_failure_in_redefined_code_tells_its_new_place() {
        lab.quietly(2, "int f10() { return 1; }");
        lab.quietly(3, "int r10 = f10();");
        lab.quietly(4, "\n\nint f10() {\n  return 1 / 0;\n}");
        assertThat(lab.traceback(5, "f10()")).contains("In[4], line 4 (f10)", "return 1 / 0;");
    }

    @Test
    void types_may_be_named_as_ours() {
        lab.quietly("class Event { int n = 3; }");
        lab.quietly("record Value(int x) {}");
        lab.quietly("class Optional { String s = \"mine\"; }");
        assertThat(lab.value("new Event().n + new Value(4).x() + new Optional().s"))
                .isEqualTo("7mine");
        assertThat(lab.value("1 + 1")).isEqualTo("2");
        assertThat(lab.value("List.of(new Queue<String>().size())")).isEqualTo("[0]");
    }

    @Test
    void after_500_definitions_a_cell_is_still_quick() {
        for (int i = 0; i < 250; i++) {
            lab.quietly("int many%d() { return %d; }\nint some%d = %d;".formatted(i, i, i, i));
        }
        assertThat(lab.value("many249() + some249")).isEqualTo("498");
        var millis = new long[21];
        Arrays.setAll(
                millis,
                _ -> {
                    long begin = System.nanoTime();
                    lab.value("1 + 1");
                    return (System.nanoTime() - begin) / 1_000_000;
                });
        Arrays.sort(millis);
        System.out.printf("FIGURE 1+1 after 500 definitions, median of 21: %d ms%n", millis[10]);
        assertThat(millis[10]).isLessThan(2000);
    }

    @Test
    void without_an_agent_variables_are_carried_over() {
        var standard = SessionSettings.standard();
        var plain = new Settings(standard.method(), List.of(), Map.of(), standard.classPath());
        try (var other = new Lab(plain)) {
            other.quietly("int f() { return 1; }");
            other.quietly("var v = f(); class A { int x = 4; int get() { return x; } }");
            other.quietly("var a = new A();");
            other.quietly("int f() { return 2; }");
            other.quietly("class A { int x = 4; int get() { return x * 100; } }");
            assertThat(other.value("v + \" \" + f() + \" \" + a.get()")).isEqualTo("1 2 400");
        }
    }
}
