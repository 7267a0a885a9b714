package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Nobody outlives his parent, however the parent died.
@Timeout(120)
class OrphanTest {
    /// A parent JVM: its worker, the worker's own child and a native program of each.
    static final class Family {
        private Family() {}

        public static void main(String[] arguments) throws Exception {
            var news = new Queue<String>();
            new Process(
                            () -> {
                                new Process(() -> announceAndSleep(news)).start();
                                announceAndSleep(news);
                            })
                    .start();
            for (int i = 0; i < 4; i++) {
                System.out.println(news.get());
            }
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(10));
        }

        private static void announceAndSleep(Queue<String> news) throws Exception {
            var sleep = new ProcessBuilder("sleep", "600").start();
            news.put("" + sleep.pid());
            news.put("" + ProcessHandle.current().pid());
            Thread.sleep(Duration.ofMinutes(10));
        }
    }

    /// A parent JVM whose supervisor was killed between its first child and its second.
    static final class Renewed {
        private Renewed() {}

        public static void main(String[] arguments) throws Exception {
            var news = new Queue<String>();
            new Process(() -> Family.announceAndSleep(news)).start();
            System.out.println(news.get());
            System.out.println(news.get());
            for (var supervisor : ChildJvm.supervisors(ProcessHandle.current())) {
                supervisor.destroyForcibly();
                supervisor.onExit().join();
            }
            new Process(() -> Family.announceAndSleep(news)).start();
            System.out.println(news.get());
            System.out.println(news.get());
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(10));
        }
    }

    /// Shares memory, and has no process to share it with.
    static final class Single {
        private Single() {}

        public static void main(String[] arguments) throws Exception {
            new Queue<String>().put("never taken");
            System.out.println("ready");
            Thread.sleep(Duration.ofMinutes(10));
        }
    }

    private final List<Long> pids = new ArrayList<>();

    private java.lang.Process family() throws IOException {
        return family(Family.class);
    }

    private java.lang.Process family(Class<?> program) throws IOException {
        var parent = program(program);
        assertThat(pids).hasSize(4).allMatch(OrphanTest::lives);
        return parent;
    }

    private java.lang.Process program(Class<?> program) throws IOException {
        var parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName())
                        .redirectError(Redirect.INHERIT)
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            pids.add(Long.parseLong(line));
        }
        assertThat(traces(parent.pid())).isNotEmpty();
        return parent;
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /// Directories that belong to this process: of its sockets and of its shared memory.
    private static List<Path> traces(long pid) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : List.of(System.getProperty("java.io.tmpdir"), "/dev/shm")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (var entries =
                        Files.newDirectoryStream(Path.of(folder), "telaio-" + pid + "-*")) {
                    entries.forEach(found::add);
                }
            }
        }
        return found;
    }

    private void assertThatNothingIsLeft(long parent) throws Exception {
        assertThatTheFamilyIsGone();
        assertThatNoTraceIsLeft(parent);
    }

    private void assertThatTheFamilyIsGone() throws Exception {
        for (long pid : pids) {
            var process = ProcessHandle.of(pid);
            if (process.isPresent()) {
                process.get().onExit().get(60, TimeUnit.SECONDS);
            }
        }
        for (long pid : pids) {
            assertThatNoTraceIsLeft(pid);
        }
    }

    private static void assertThatNoTraceIsLeft(long pid) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!traces(pid).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(traces(pid)).isEmpty();
    }

    @Test
    @Tag("P6")
    @Tag("R13")
    @Tag("rule-9")
    @EnabledOnOs(OS.LINUX)
    void a_killed_parent_takes_its_family_and_its_files_along() throws Exception {
        var parent = family();
        parent.destroyForcibly().waitFor();
        assertThatNothingIsLeft(parent.pid());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void memory_goes_with_its_maker_also_when_he_never_started_a_process() throws Exception {
        var parent = program(Single.class);
        parent.destroyForcibly().waitFor();
        assertThatNothingIsLeft(parent.pid());
    }

    @Test
    @Tag("P6")
    @Tag("R13")
    @Tag("rule-9")
    @EnabledOnOs(OS.LINUX)
    void also_processes_that_are_stopped() throws Exception {
        var parent = family();
        for (long pid : pids) {
            new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
        }
        parent.destroyForcibly().waitFor();
        assertThatNothingIsLeft(parent.pid());
    }

    /// Its supervisor is dead: the children notice by themselves that their parent is gone, and
    /// must not take the supervisors of their own along.
    @Test
    @Tag("P6")
    @Tag("R13")
    @Tag("rule-9")
    @EnabledOnOs(OS.LINUX)
    void a_child_that_ends_by_itself_leaves_nothing_either() throws Exception {
        var parent = family();
        var supervisors = ChildJvm.supervisors(parent.toHandle());
        assertThat(supervisors).hasSize(1);
        supervisors.getFirst().destroyForcibly();
        supervisors.getFirst().onExit().get(60, TimeUnit.SECONDS);
        parent.destroyForcibly().waitFor();
        assertThatTheFamilyIsGone();
        for (var trace : traces(parent.pid())) {
            try (var files = Files.walk(trace)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// They cannot notice by themselves that their parent is gone.
    @Test
    @Tag("G4")
    @EnabledOnOs(OS.LINUX)
    void a_killed_supervisor_is_replaced_and_the_new_one_knows_all() throws Exception {
        var parent = family(Renewed.class);
        for (long pid : pids) {
            new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
        }
        parent.destroyForcibly().waitFor();
        assertThatNothingIsLeft(parent.pid());
    }

    @Test
    @Tag("P6")
    @Tag("R13")
    @Tag("rule-9")
    @EnabledOnOs(OS.LINUX)
    void a_parent_that_is_asked_to_end_does_the_same() throws Exception {
        var parent = family();
        parent.destroy();
        parent.waitFor();
        assertThatNothingIsLeft(parent.pid());
    }
}
