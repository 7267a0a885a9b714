package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a process refuses, and that it refuses it at once, in the caller.
@Timeout(120)
class ProcessBadInputTest {
    @RegisterExtension final Console console = new Console();

    @AfterEach
    void everything_else_still_works() throws Exception {
        var process = new Process(() -> {});
        process.start();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(Process.activeChildren()).doesNotContain(process);
    }

    @Test
    @SuppressWarnings("NullAway") // that is the point
    void nothing_is_no_task() {
        Task nothing = null;
        assertThatThrownBy(() -> new Process(nothing))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("needs a task");
        assertThatThrownBy(() -> Process.builder().start(nothing))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("needs a task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5m", "much", "64 m", "1.5g", "m", "64mb"})
    void a_heap_that_is_no_size_is_named(String size) {
        assertThatThrownBy(() -> Process.builder().maxHeap(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(size.isEmpty() ? "\"\"" : size)
                .hasMessageContaining("64m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1k", "4095k", "3m", "4194303"})
    void a_heap_no_jvm_starts_with_is_named(String size) {
        assertThatThrownBy(() -> Process.builder().maxHeap(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(size, "at least 4m");
    }

    @Test
    void the_smallest_heap_that_is_accepted_suffices() throws Exception {
        var process = Process.builder().maxHeap("4m").start(() -> System.out.println("small"));
        process.join();
        assertThat(console.out()).isEqualTo("small\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "value", "-cp", "--class-path", "-jar", "--add-opens"})
    void an_argument_that_no_child_jvm_can_take_is_named(String argument) {
        assertThatThrownBy(() -> Process.builder().jvmArgs("-ea", argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument.isEmpty() ? "\"\"" : argument);
    }

    @Test
    @SuppressWarnings("NullAway") // that is the point
    void settings_that_are_null_are_named() {
        String nothing = null;
        assertThatThrownBy(() -> Process.builder().name(nothing))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> Process.builder().env("COLOUR", nothing))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("COLOUR");
        assertThatThrownBy(() -> Process.builder().env(nothing, "red"))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Process.builder().maxHeap(nothing))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Process.builder().jvmArgs("-ea", nothing))
                .isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A=B", "A\0B"})
    void a_variable_no_system_knows_is_refused(String variable) {
        assertThatThrownBy(() -> Process.builder().env(variable, "value"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'='");
    }

    @Test
    void a_value_with_a_zero_and_a_folder_without_java_are_refused() {
        assertThatThrownBy(() -> Process.builder().env("COLOUR", "a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("COLOUR");
        assertThatThrownBy(() -> Process.builder().javaHome(Path.of("no", "jdk")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Path.of("no", "jdk").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xnonsense", "-XX:+NoSuchFlag", "-Xmx1k", "-version"})
    void arguments_the_jvm_refuses_fail_the_start_with_a_sentence(String argument)
            throws Exception {
        var process = Process.builder().jvmArgs(argument).start(() -> {});
        process.join();
        assertThat(process.exitCode()).hasValue(1);
        assertThat(process.failure().orElseThrow())
                .isInstanceOf(WorkerDied.class)
                .hasMessageContainingAll(
                        process.name(), "" + process.pid(), "did not start", argument, "jvmArgs");
        assertThat(console.err()).contains("did not start", argument);
    }

    @Test
    void what_the_jvm_says_about_its_arguments_is_among_the_last_words() throws Exception {
        var process = Process.builder().jvmArgs("-Xmx1k").start(() -> {});
        process.join();
        assertThat(((WorkerDied) process.failure().orElseThrow()).lastWords())
                .contains("Too small maximum heap");
    }

    @Test
    void a_heap_larger_than_the_machine_fails_the_start_with_the_words_of_the_jvm()
            throws Exception {
        var process = Process.builder().maxHeap("900000t").start(() -> {});
        process.join();
        assertThat(process.exitCode()).hasValue(1);
        assertThat(((WorkerDied) process.failure().orElseThrow()).lastWords()).isNotEmpty();
    }

    @Test
    @Tag("P38")
    void what_needs_a_start_says_so_and_names_the_process() {
        try (var process = Process.builder().name("idle").build(() -> {})) {
            for (var use :
                    List.<ThrowingCallable>of(
                            process::join,
                            () -> process.join(Duration.ofSeconds(1)),
                            process::terminate,
                            process::kill,
                            process::interrupt,
                            process::pid,
                            process::onExit)) {
                assertThatThrownBy(use)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll("idle", "start()");
            }
            assertThat(process.isAlive()).isFalse();
            assertThat(process.exitCode()).isEmpty();
        }
    }

    @Test
    void a_process_cannot_end_itself_or_its_parent_through_its_handle() throws Exception {
        assertThatThrownBy(() -> Process.current().join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("itself");
        var answers = new Queue<String>();
        var child =
                new Process(() -> {
                    try {
                        Process.parent().orElseThrow().kill();
                    } catch (IllegalStateException e) {
                        answers.put("" + e.getMessage());
                    }
                });
        child.start();
        child.join();
        assertThat(answers.get()).contains("only the process that started it can kill");
    }

    @Test
    void a_subclass_without_run_says_what_it_lacks() throws Exception {
        var process = new Idle();
        process.start();
        process.join();
        assertThat(process.failure().orElseThrow()).hasMessageContaining("overrides run()");
    }

    static final class Idle extends Process {
        private static final long serialVersionUID = 1L;
    }

    /// Says in its language what is wrong with each of these.
    private static void complain() {
        var process = new Process(() -> {});
        for (var wrong :
                new Runnable[] {
                    process::terminate,
                    () -> Process.builder().maxHeap("1k"),
                    () -> Process.builder().env("A=B", "c"),
                    () -> Process.builder().jvmArgs("-jar"),
                    () -> Process.current().kill()
                }) {
            try {
                wrong.run();
            } catch (IllegalStateException | IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        process.close();
    }

    @Test
    void all_of_it_is_said_in_italian_too() throws Exception {
        var process =
                Process.builder().env("TELAIO_LANG", "it").start(ProcessBadInputTest::complain);
        process.join();
        assertThat(console.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("non si può terminare un processo mai"),
                        line -> assertThat(line).startsWith("uno heap di 1k è troppo piccolo"),
                        line -> assertThat(line).contains("un nome senza '='", "A=B"),
                        line -> assertThat(line).startsWith("-jar non si può dare"),
                        line -> assertThat(line).contains("non può uccidere sé stesso"));
    }
}
