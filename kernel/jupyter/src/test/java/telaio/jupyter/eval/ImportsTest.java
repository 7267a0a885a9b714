package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each test changes what names mean, so each has a session of its own.
@Timeout(60)
class ImportsTest {
    private Lab lab;

    @BeforeEach
    void open() {
        lab = new Lab();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_type_the_notebook_declares_wins() {
        lab.quietly("class Queue { int length = 7; }");
        assertThat(lab.value("new Queue().length")).isEqualTo("7");
        assertThat(lab.value("Process.class.getName()")).startsWith("telaio.");
    }

    @Test
    void an_import_of_the_notebook_wins() {
        lab.quietly("import java.util.Queue;\nQueue<String> q = new LinkedList<>();");
        assertThat(lab.value("Queue.class.getName()")).isEqualTo("java.util.Queue");
        assertThat(lab.value("Process.class.getName()")).startsWith("telaio.");
    }

    @Test
    void a_nested_type_of_the_same_name_changes_nothing_outside() {
        lab.quietly("class Shop { class Queue {} }");
        assertThat(lab.value("Queue.class.getName()")).startsWith("telaio.");
    }

    @Test
    void on_demand_imports_of_the_notebook_do_not_make_names_ambiguous() {
        lab.quietly("import java.util.concurrent.locks.*;\nimport java.util.*;\nimport java.io.*;");
        assertThat(lab.value("Lock.class.getName() + \" \" + ReentrantLock.class.getName()"))
                .isEqualTo("telaio.multiprocessing.Lock java.util.concurrent.locks.ReentrantLock");
    }

    @Test
    void an_error_says_that_a_name_of_ours_hides_one_of_java() {
        assertThat(lab.traceback(1, "Process p = Runtime.getRuntime().exec(\"true\");"))
                .contains("import java.lang.Process;");
        assertThat(lab.traceback(1, "Queue<String> q = new LinkedList<>();"))
                .contains("import java.util.Queue;");
        assertThat(lab.traceback(1, "int n = \"s\";")).doesNotContain("import");
    }

    @Test
    void names_are_known_however_many_cells_did_not_need_them() {
        assertThat(lab.value("1 + 1")).isEqualTo("2");
        assertThat(lab.value("\"a\".length()")).isEqualTo("1");
        lab.quietly("int half(int n) { return n / 2; }");
        assertThat(lab.value("List.of(half(8), Pattern.compile(\"x\"))")).isEqualTo("[4, x]");
        assertThat(lab.value("Lock.class.getName()")).startsWith("telaio.");
    }

    @Test
    void a_type_declared_after_ours_was_used_wins_from_then_on() {
        assertThat(lab.value("Queue.class.getName()")).startsWith("telaio.");
        lab.quietly("class Queue { int length = 7; }");
        assertThat(lab.value("new Queue().length")).isEqualTo("7");
        assertThat(lab.value("Process.class.getName()")).startsWith("telaio.");
    }

    @Test
    void an_import_after_ours_was_used_wins_from_then_on() {
        assertThat(lab.value("Queue.class.getName()")).startsWith("telaio.");
        lab.quietly("import java.util.Queue;");
        assertThat(lab.value("Queue.class.getName()")).isEqualTo("java.util.Queue");
    }
}
