package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Settings;

/// What holds of every process, however it is started.
@Timeout(120)
class ProcessRulesTest {
    @RegisterExtension final Console console = new Console();

    /// A standby JVM is there if one is to be used.
    private static Process.Builder by(StartMethod method) {
        if (method == StartMethod.STANDBY) {
            Launcher.current().prepare(Settings.inherited(), 1).join();
        }
        return Process.builder().method(method);
    }

    private static void lives(long pid, boolean expected) {
        Threads.until(
                () -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) == expected);
    }

    @Test
    @Tag("P1")
    void the_first_process_is_alive_no_daemon_and_has_not_ended() {
        var self = Process.current();
        assertThat(self.isAlive()).isTrue();
        assertThat(self.daemon()).isFalse();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.exitCode()).isEmpty();
        assertThat(self.failure()).isEmpty();
        assertThat(Process.parent()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P3")
    @Tag("rule-4")
    void what_a_lambda_captures_arrives_equal(StartMethod method) throws Exception {
        record Local(Object value) implements java.io.Serializable {}
        int one = 1;
        var text = "str";
        var list = List.of(1);
        int[] array = {1};
        var local = new Local(Duration.ofSeconds(3));
        var back = new Queue<Object>();
        try (var process =
                by(method)
                        .start(() -> {
                            for (var item : new Object[] {one, text, list, array, local}) {
                                back.put(item);
                            }
                        })) {
            process.join();
            assertThat(process.exitCode()).hasValue(0);
        }
        assertThat(List.of(back.get(), back.get(), back.get())).isEqualTo(List.of(one, text, list));
        assertThat(back.get()).isEqualTo(array);
        assertThat(back.get()).isEqualTo(local);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P5")
    @Tag("P6")
    @Tag("rule-9")
    void a_grandchild_sees_its_parent_and_ends_with_it(StartMethod method) throws Exception {
        var news = new Queue<String>();
        var child =
                by(method)
                        .name("middle")
                        .start(() -> {
                            Process.builder().method(method).start(() -> tell(news));
                            Thread.sleep(Duration.ofMinutes(10));
                        });
        assertThat(news.get()).isEqualTo("middle " + child.pid() + " true");
        long grandchild = Long.parseLong(news.get());
        lives(grandchild, true);
        child.terminate();
        child.join();
        assertThat(child.exitCode()).hasValue(-15);
        lives(grandchild, false);
    }

    private static void tell(Queue<String> news) throws InterruptedException {
        var parent = Process.parent().orElseThrow();
        news.put(parent.name() + " " + parent.pid() + " " + parent.isAlive());
        news.put("" + Process.current().pid());
        Thread.sleep(Duration.ofMinutes(10));
    }

    @Test
    @Tag("P14")
    @Tag("R31")
    void the_number_of_processors_is_what_this_jvm_may_use() throws Exception {
        assertThat(Process.cpuCount()).isPositive();
        var counts = new Queue<Integer>();
        Process.builder()
                .jvmArgs("-XX:ActiveProcessorCount=1")
                .start(() -> counts.put(Process.cpuCount()))
                .join();
        assertThat(counts.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P16")
    void processes_start_processes(StartMethod method) throws Exception {
        var visits = new Queue<String>();
        by(method).start(() -> visit("", visits, method)).join();
        var seen = new ArrayList<String>();
        visits.drainTo(seen);
        assertThat(seen).containsExactly("", "0", "00", "01", "1", "10", "11");
    }

    private static void visit(String path, Queue<String> visits, StartMethod method)
            throws InterruptedException {
        visits.put(path);
        for (int child = 0; child < 2 && path.length() < 2; child++) {
            var next = path + child;
            Process.builder().method(method).start(() -> visit(next, visits, method)).join();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P17")
    void the_end_can_be_watched_after_the_start(StartMethod method) throws Exception {
        var gate = new Queue<String>();
        var process = by(method).build(gate::get);
        assertThatThrownBy(process::onExit).isInstanceOf(IllegalStateException.class);
        process.start();
        var end = process.onExit();
        assertThat(end).isNotDone();
        gate.put("go");
        assertThat(end.get(60, TimeUnit.SECONDS)).isSameAs(process);
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitCode()).hasValue(0);
    }

    @Test
    @Tag("P18")
    void a_process_is_closed_after_its_end_and_then_only_has_a_name() throws Exception {
        var gate = new Queue<String>();
        var process = Process.builder().name("short").start(gate::get);
        assertThatThrownBy(process::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("short", "" + process.pid(), "join()");
        gate.put("go");
        process.join();
        process.close();
        process.close();
        assertThat(process.name()).isEqualTo("short");
        assertThat(process.daemon()).isFalse();
        assertThat(process).hasToString("Process[short, closed]");
        for (var use :
                List.<ThrowingCallable>of(
                        process::start,
                        process::join,
                        () -> process.join(Duration.ZERO),
                        process::isAlive,
                        process::pid,
                        process::exitCode,
                        process::failure,
                        process::terminate,
                        process::kill,
                        process::interrupt,
                        process::onExit)) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("short");
        }
        var neverStarted = new Process(() -> {});
        neverStarted.close();
        assertThatThrownBy(neverStarted::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("P18")
    @Tag("P20")
    void a_closed_process_and_what_a_task_refers_to_can_be_collected() throws Exception {
        var kept = new ArrayDeque<Process>();
        var data = holding(kept, new int[1 << 20]);
        kept.getFirst().start();
        kept.getFirst().join();
        collected(data);
        kept.getFirst().close();
        collected(new WeakReference<>(kept.remove()));
    }

    private static WeakReference<int[]> holding(Deque<Process> kept, int[] data) {
        kept.add(new Process(() -> data[0] = 1));
        return new WeakReference<>(data);
    }

    private static void collected(WeakReference<?> reference) {
        Threads.until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P19")
    void many_processes_run_and_many_are_terminated(StartMethod method) throws Exception {
        var doing = IntStream.range(0, 10).mapToObj(n -> by(method).start(() -> {})).toList();
        for (var process : doing) {
            process.join();
            assertThat(process.exitCode()).hasValue(0);
        }
        var awake = new Queue<Integer>();
        var sleeping =
                IntStream.range(0, 10)
                        .mapToObj(n -> Process.builder().method(method).start(() -> sleep(awake)))
                        .toList();
        for (int n = 0; n < sleeping.size(); n++) {
            awake.get();
        }
        assertThat(Process.activeChildren()).containsAll(sleeping);
        sleeping.forEach(Process::terminate);
        for (var process : sleeping) {
            process.join();
            assertThat(process.exitCode()).hasValue(-15);
        }
        assertThat(Process.activeChildren()).doesNotContainAnyElementsOf(sleeping);
        assertThat(console.err()).isEmpty();
    }

    private static void sleep(Queue<Integer> awake) throws InterruptedException {
        awake.put(1);
        Thread.sleep(Duration.ofMinutes(10));
    }

    @Test
    @Tag("P21")
    @EnabledOnOs(OS.LINUX)
    void a_later_child_inherits_no_more_open_files_than_the_first() throws Exception {
        var counts = new Queue<Integer>();
        var living = new ArrayList<Process>();
        var seen = new ArrayList<Integer>();
        for (int n = 0; n < 6; n++) {
            living.add(by(StartMethod.SPAWN).start(() -> countFiles(counts)));
            seen.add(counts.get());
        }
        for (var process : living) {
            process.kill();
            process.join();
        }
        assertThat(seen).allMatch(count -> count <= seen.getFirst());
    }

    private static void countFiles(Queue<Integer> counts) throws Exception {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            counts.put((int) files.count());
        }
        Thread.sleep(Duration.ofMinutes(10));
    }

    @Test
    @Tag("P29")
    void two_processes_of_one_builder_share_nothing() throws Exception {
        var builder = Process.builder().name("a").jvmArgs("-Dwho=a").env("WHO", "a");
        var first = builder.build(ProcessRulesTest::showSettings);
        builder.name("b").jvmArgs("-Dwho=b").env("WHO", "b").daemon(true);
        var second = builder.build(ProcessRulesTest::showSettings);
        for (var process : List.of(first, second)) {
            process.start();
            process.join();
        }
        assertThat(console.lines()).containsExactly("a a a false", "b b b true");
    }

    private static void showSettings() {
        var self = Process.current();
        System.out.println(
                String.join(
                        " ",
                        self.name(),
                        System.getProperty("who"),
                        System.getenv("WHO"),
                        "" + self.daemon()));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P30")
    void exit_handlers_registered_in_the_child_run(StartMethod method, @TempDir Path folder)
            throws Exception {
        var trace = folder.resolve("trace").toFile();
        by(method)
                .start(() -> Runtime.getRuntime().addShutdownHook(new Thread(trace::mkdir)))
                .join();
        Threads.until(trace::exists);
    }

    @Test
    @Tag("X1")
    @Tag("X2")
    @Tag("X5")
    void both_start_methods_share_a_queue_and_neither_becomes_the_rule() throws Exception {
        assertThat(StartMethod.values()).containsExactly(StartMethod.STANDBY, StartMethod.SPAWN);
        var queue = new Queue<String>();
        for (var method : List.of(StartMethod.SPAWN, StartMethod.STANDBY, StartMethod.SPAWN)) {
            by(method).start(() -> queue.put(method.name())).join();
            assertThat(queue.get()).isEqualTo(method.name());
        }
    }
}
