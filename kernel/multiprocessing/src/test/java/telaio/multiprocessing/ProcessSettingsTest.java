package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a process is given besides its task: settings, a place in the family, limits.
@Timeout(120)
class ProcessSettingsTest {
    @RegisterExtension final Console console = new Console();

    private static Process run(Task task) throws InterruptedException {
        var process = new Process(task);
        process.start();
        process.join();
        return process;
    }

    @Test
    @Tag("R26")
    @Tag("R20")
    void environment_heap_and_flags_travel() throws Exception {
        System.setProperty("only.here", "x");
        var process =
                Process.builder()
                        .name("tuned")
                        .env("TELAIO_TEST", "value")
                        .maxHeap("48m")
                        .jvmArgs("-Dgiven=yes")
                        .start(() -> {
                            System.out.println(
                                    System.getenv("TELAIO_TEST") + System.getProperty("given"));
                            System.out.println(Runtime.getRuntime().maxMemory() <= 48 << 20);
                            System.out.println(System.getProperty("only.here"));
                            System.out.println(System.in.read() + Process.current().name());
                        });
        process.join();
        assertThat(console.lines()).containsExactly("valueyes", "true", "null", "-1tuned");
    }

    @Test
    @Tag("P1")
    @Tag("P5")
    void a_process_knows_itself_and_its_parent() throws Exception {
        assertThat(Process.current().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(Process.current().name()).isEqualTo("MainProcess");
        assertThat(Process.parent()).isEmpty();
        long mine = ProcessHandle.current().pid();
        run(() -> {
            System.out.println(Process.parent().orElseThrow().pid() == mine);
            System.out.println(Process.parent().orElseThrow().name());
            System.out.println(Process.current().isAlive());
        });
        assertThat(console.lines()).containsExactly("true", "MainProcess", "true");
    }

    @Test
    @Tag("P39")
    @Tag("P40")
    void a_daemon_child_ends_with_its_parent_and_any_other_is_waited_for() throws Exception {
        var ended = new Queue<String>();
        var process =
                new Process(() -> {
                    Process.builder()
                            .daemon(true)
                            .start(() -> Thread.sleep(Duration.ofMinutes(10)));
                    new Process(() -> ended.put("child")).start();
                });
        process.start();
        process.join();
        assertThat(ended.poll()).isEqualTo("child");
    }

    @Test
    @Tag("rule-25")
    void starting_processes_leaves_no_open_files_behind() throws Exception {
        for (int warm = 0; warm < 5; warm++) {
            run(() -> {});
        }
        var unix =
                (com.sun.management.UnixOperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long before = unix.getOpenFileDescriptorCount();
        for (int round = 0; round < 50; round++) {
            run(() -> {});
        }
        assertThat(unix.getOpenFileDescriptorCount()).isLessThan(before + 30);
    }

    @Test
    void an_error_of_the_jvm_gives_code_1() throws Exception {
        var overflow = run(() -> deeper(0));
        assertThat(overflow.exitCode()).hasValue(1);
        assertThat(overflow.failure().orElseThrow()).hasMessageContaining("StackOverflowError");
        var memory =
                Process.builder()
                        .maxHeap("32m")
                        .start(() -> {
                            var hog = new ArrayList<long[]>();
                            while (true) {
                                hog.add(new long[1 << 18]);
                                if (hog.size() < 0) {
                                    System.out.println(hog);
                                }
                            }
                        });
        memory.join();
        assertThat(memory.exitCode()).hasValue(1);
        assertThat(memory.failure().orElseThrow()).hasMessageContaining("OutOfMemoryError");
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : deeper(depth + 1) + 1;
    }

    @Test
    @Tag("P2")
    @EnabledOnOs(OS.LINUX)
    void the_jdk_of_a_process_can_be_chosen(@TempDir Path folder) throws Exception {
        var other = folder.resolve("another-jdk");
        Files.createSymbolicLink(other, Path.of(System.getProperty("java.home")));
        var process =
                Process.builder()
                        .javaHome(other)
                        .start(() ->
                                System.out.println(
                                        Files.readString(Path.of("/proc/self/cmdline"))));
        process.join();
        assertThat(process.exitCode()).hasValue(0);
        assertThat(console.out()).startsWith(other.resolve("bin/java").toString());
    }

    @Test
    @Tag("R20")
    void standard_input_is_at_its_end_for_programs_of_a_process_too() throws Exception {
        run(() -> {
            var cat = new ProcessBuilder("cat").inheritIO().start();
            System.out.println("cat ended with " + cat.waitFor());
        });
        assertThat(console.lines()).containsExactly("cat ended with 0");
    }

    @Test
    @Tag("P33")
    void a_class_path_can_be_extended(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("hello.txt"), "found");
        var process =
                Process.builder()
                        .classPath(folder)
                        .start(() -> {
                            try (var in = ClassLoader.getSystemResourceAsStream("hello.txt")) {
                                System.out.println(
                                        in == null
                                                ? "missing"
                                                : new String(
                                                        in.readAllBytes(), StandardCharsets.UTF_8));
                            }
                        });
        process.join();
        assertThat(console.out()).isEqualTo("found\n");
    }

    @Test
    @Tag("P36")
    void the_words_of_a_process_are_these() {
        assertThat(words(Process.class))
                .containsExactlyInAnyOrder(
                        "start join isAlive pid name daemon exitCode failure terminate kill"
                                .concat(" interrupt onExit close toString current parent")
                                .concat(" activeChildren cpuCount builder")
                                .split(" "));
        assertThat(words(Process.Builder.class))
                .containsExactlyInAnyOrder(
                        "name daemon maxHeap jvmArgs env classPath javaHome method build start"
                                .split(" "));
    }

    private static Set<String> words(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
