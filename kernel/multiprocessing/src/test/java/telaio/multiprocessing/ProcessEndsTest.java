package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How processes end that do not simply return: by signals, crashes, broken streams, their parents.
@Timeout(120)
class ProcessEndsTest {
    @RegisterExtension final Console console = new Console();

    private static Process sleeper(StartMethod method) throws InterruptedException {
        var awake = new Queue<String>();
        var process =
                Process.builder()
                        .method(method)
                        .start(() -> {
                            awake.put("here");
                            Thread.sleep(Duration.ofMinutes(10));
                        });
        awake.get();
        return process;
    }

    private static void signal(String signal, long pid) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + signal, "" + pid).start();
        assertThat(kill.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INT,-2,SIGINT", "TERM,-15,SIGTERM", "KILL,-9,SIGKILL"})
    @Tag("P13")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_signal_from_outside_gives_its_number_and_is_told_in_one_line(
            String signal, int exitCode, String name) throws Exception {
        var asleep = sleeper(StartMethod.STANDBY);
        signal(signal, asleep.pid());
        asleep.join();
        assertThat(asleep.exitCode()).hasValue(exitCode);
        assertThat(asleep.failure().orElseThrow())
                .isInstanceOf(WorkerDied.class)
                .hasMessageContainingAll(asleep.name(), "" + asleep.pid(), name);
        assertThat(console.err().lines())
                .filteredOn(line -> line.contains("was ended by signal"))
                .singleElement()
                .asString()
                .contains(asleep.name(), "" + asleep.pid(), name);
    }

    /// A shell starts its background jobs like this.
    @Test
    @Tag("P13")
    @EnabledOnOs(OS.LINUX)
    void a_signal_ends_a_process_though_the_first_of_its_family_ignores_it() throws Exception {
        var ignoring = List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");
        try (var family =
                ChildJvm.startThrough(ignoring, ProcessEndsTest::interrupted, List.of())) {
            assertThat(family.join()).isZero();
        }
    }

    private static void interrupted() throws Exception {
        for (var method : StartMethod.values()) {
            var asleep = sleeper(method);
            signal("INT", asleep.pid());
            asleep.join();
            assertThat(asleep.exitCode()).hasValue(-2);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P10")
    void an_interrupt_that_is_not_caught_gives_code_1(StartMethod method) throws Exception {
        var process = sleeper(method);
        process.interrupt();
        process.join();
        assertThat(process.exitCode()).hasValue(1);
        assertThat(process.failure().orElseThrow()).hasMessageContaining("InterruptedException");
        process.interrupt();
        process.terminate();
        process.kill();
        assertThat(process.exitCode()).hasValue(1);
    }

    @Test
    @Tag("P10")
    void an_interrupt_that_is_caught_is_none() throws Exception {
        var awake = new Queue<String>();
        var process =
                new Process(() -> {
                    awake.put("here");
                    try {
                        Thread.sleep(Duration.ofMinutes(10));
                    } catch (InterruptedException e) {
                        System.out.println("caught");
                    }
                });
        process.start();
        awake.get();
        process.interrupt();
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(console.out()).isEqualTo("caught\n");
    }

    @Test
    @Tag("rule-15")
    @EnabledOnOs(OS.LINUX)
    void a_crash_is_told_with_pid_signal_and_where_its_report_lies(@TempDir Path folder)
            throws Exception {
        var report = folder.resolve("crash-%p.log");
        var process =
                Process.builder()
                        .jvmArgs("-XX:ErrorFile=" + report)
                        .start(ProcessEndsTest::writeToNull);
        process.join();
        assertThat(process.exitCode()).hasValue(-6);
        var died = (WorkerDied) process.failure().orElseThrow();
        assertThat(died).hasMessageContainingAll(process.name(), "" + process.pid(), "SIGABRT");
        assertThat(died.lastWords())
                .contains("SIGSEGV", folder.resolve("crash-" + process.pid() + ".log").toString());
    }

    @SuppressWarnings("restricted") // that is the point
    private static void writeToNull() {
        MemorySegment.NULL.reinterpret(8).set(ValueLayout.JAVA_INT, 0, 1);
    }

    @Test
    @Tag("rule-15")
    void a_death_is_told_in_italian_too() throws Exception {
        var process =
                Process.builder()
                        .env("TELAIO_LANG", "it")
                        .start(() -> {
                            var child = new Process(() -> System.exit(4));
                            child.start();
                            child.join();
                            System.out.println(child.failure().orElseThrow().getMessage());
                        });
        process.join();
        assertThat(console.out())
                .matches("il processo Process-.* \\(pid .*\\) è finito con codice di uscita 4\n");
    }

    static List<Task> brokenStreams() {
        return List.of(
                () -> {
                    System.out.close();
                    System.err.close();
                    System.out.println("closed");
                    System.err.println("closed");
                },
                () -> {
                    System.setOut(new PrintStream(new Broken()));
                    System.setErr(new PrintStream(new Broken()));
                    System.out.println("broken");
                    System.err.println("broken");
                },
                () -> {
                    new FileOutputStream(FileDescriptor.out).close();
                    new FileOutputStream(FileDescriptor.err).close();
                    System.out.println("still heard");
                });
    }

    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private static final class Broken extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("no room");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("no room");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("P23")
    void streams_the_child_broke_do_not_make_it_fail(StartMethod method) throws Exception {
        for (var task : brokenStreams()) {
            var process = Process.builder().method(method).start(task);
            process.join();
            assertThat(process.exitCode()).hasValue(0);
        }
        assertThat(console.out()).isEqualTo("still heard\n");
        assertThat(console.err()).isEmpty();
    }

    @Test
    @Tag("P39")
    void a_daemon_may_have_children_and_they_end_with_it() throws Exception {
        var pids = new Queue<Long>();
        var daemon =
                Process.builder()
                        .daemon(true)
                        .start(() -> {
                            new Process(
                                            () -> {
                                                pids.put(Process.current().pid());
                                                Thread.sleep(Duration.ofMinutes(10));
                                            })
                                    .start();
                            Thread.sleep(Duration.ofMinutes(10));
                        });
        assertThat(daemon.daemon()).isTrue();
        var child = ProcessHandle.of(pids.get()).orElseThrow();
        daemon.terminate();
        daemon.join();
        Threads.until(() -> !child.isAlive());
    }

    /// A copy of this JVM made by fork would have the lock, but not the thread that frees it.
    @ParameterizedTest
    @EnumSource
    @Tag("rule-3")
    void threads_and_locks_of_the_parent_are_not_copied(StartMethod method) throws Exception {
        var held = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var holder =
                Threads.start(() -> {
                    synchronized (ProcessEndsTest.class) {
                        held.countDown();
                        free.await();
                    }
                    return true;
                });
        held.await();
        var process = Process.builder().method(method).start(ProcessEndsTest::underTheLock);
        process.join();
        assertThat(console.out()).isEqualTo("1 thread\n");
        free.countDown();
        assertThat(holder.result()).isTrue();
    }

    private static synchronized void underTheLock() {
        int others = 0;
        for (var thread : Thread.getAllStackTraces().keySet()) {
            others += thread.isDaemon() ? 0 : 1;
        }
        System.out.println(others + " thread");
    }

    @Test
    @Tag("rule-25")
    @EnabledOnOs(OS.LINUX)
    void nobody_stays_a_zombie_even_if_nobody_joins() throws Exception {
        var ended = new ArrayList<Process>();
        for (int n = 0; n < 5; n++) {
            ended.add(Process.builder().start(() -> {}));
        }
        var pids = ended.stream().map(Process::pid).toList();
        for (long pid : pids) {
            Threads.until(() -> !Files.exists(Path.of("/proc", "" + pid)));
        }
        // the system forgets a process a moment before its parent has heard of its end
        Threads.until(() -> ended.stream().noneMatch(Process::isAlive));
    }
}
