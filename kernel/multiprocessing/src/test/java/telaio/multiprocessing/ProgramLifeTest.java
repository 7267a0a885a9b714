package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the processes of a program without a notebook at its beginning, at its end, and
/// when the system refuses more.
@Timeout(180)
class ProgramLifeTest {
    @TempDir Path folder;
    private Program program;

    @BeforeEach
    void build() throws Exception {
        program = new Program(folder);
    }

    @Test
    @Tag("P31")
    void a_class_whose_initialiser_starts_a_process_starts_one_only() throws Exception {
        var outcome =
                program.run(
                        List.of(),
                        "Bomb",
                        """
                        static {
                            System.out.println("started by " + Process.current().name());
                            new Process(Bomb::work).start();
                        }
                        static void work() {}
                        public static void main(String[] arguments) {}
                        """);
        assertThat(outcome.out().getFirst()).isEqualTo("started by MainProcess");
        assertThat(outcome.out()).hasSizeLessThanOrEqualTo(2);
        assertThat(outcome.err()).contains("class initialiser cannot start a process");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    @Tag("P40")
    void at_the_end_of_main_processes_are_waited_for_but_for_daemons() throws Exception {
        var outcome =
                program.run(
                        List.of(),
                        "Waits",
                        """
                        public static void main(String[] arguments) throws Exception {
                            var up = new Queue<Long>();
                            Process.builder().daemon(true).start(() -> {
                                up.put(Process.current().pid());
                                Thread.sleep(Duration.ofMinutes(10));
                            });
                            System.out.println(up.get());
                            new Process(() -> {
                                new Process(() -> System.out.println("grandchild")).start();
                                System.out.println("child");
                            }).start();
                        }
                        """);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).hasSize(3).contains("child", "grandchild");
        var daemon = ProcessHandle.of(Long.parseLong(outcome.out().getFirst()));
        Threads.until(() -> daemon.map(ProcessHandle::isAlive).orElse(false) == false);
    }

    @Test
    @Tag("P23")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void closed_streams_of_the_parent_do_not_fail_its_children() throws Exception {
        var source =
                program.source(
                        "Mute",
                        """
                        import java.nio.file.*;
                        import telaio.multiprocessing.Process;
                        public class Mute {
                            public static void main(String[] arguments) throws Exception {
                                var child = new Process(() -> {
                                    System.out.println("nobody hears this");
                                    System.err.println("nor this");
                                });
                                child.start();
                                child.join();
                                Files.writeString(Path.of("code"), "" + child.exitCode().getAsInt());
                            }
                        }
                        """);
        var classes = program.compile("mute", List.of("-cp", program.library().toString()), source);
        var outcome =
                program.through(
                        List.of("sh", "-c", "exec \"$0\" \"$@\" >&- 2>&-"),
                        "-cp",
                        Program.path(program.library(), classes),
                        "Mute");
        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("code")).hasContent("0");
    }

    @Test
    @Tag("rule-25")
    @EnabledOnOs(OS.LINUX)
    void too_many_open_files_are_told_and_what_runs_goes_on() throws Exception {
        var source = program.source("Greedy", GREEDY);
        var classes =
                program.compile("greedy", List.of("-cp", program.library().toString()), source);
        var outcome =
                program.through(
                        List.of("sh", "-c", "ulimit -n 80; exec \"$0\" \"$@\""),
                        "-XX:-MaxFDLimit",
                        "-cp",
                        Program.path(program.library(), classes),
                        "Greedy");
        assertThat(outcome.out())
                .as(outcome.err())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .contains("cannot be started", "open files", "ulimit -n"),
                        line -> assertThat(line).isEqualTo("true"),
                        line -> assertThat(line).isEqualTo("again"));
        assertThat(outcome.exitCode()).isZero();
    }

    /// Starts processes until there are no descriptors left for another.
    private static final String GREEDY =
            """
            import java.io.UncheckedIOException;
            import java.util.ArrayList;
            import telaio.multiprocessing.Process;
            import telaio.multiprocessing.Queue;
            import telaio.multiprocessing.StartMethod;
            public class Greedy {
                public static void main(String[] arguments) throws Exception {
                    var gate = new Queue<String>();
                    var running = new ArrayList<Process>();
                    String refusal = "";
                    while (refusal.isEmpty() && running.size() < 100) {
                        var process = Process.builder().method(StartMethod.SPAWN).build(gate::get);
                        try {
                            process.start();
                            running.add(process);
                        } catch (UncheckedIOException e) {
                            refusal = e.getMessage();
                        }
                    }
                    System.out.println(refusal);
                    for (var process : running) {
                        gate.put("go");
                    }
                    int well = 0;
                    for (var process : running) {
                        process.join();
                        well += process.exitCode().orElseThrow() == 0 ? 1 : 0;
                    }
                    System.out.println(well == running.size());
                    var again = new Process(() -> System.out.println("again"));
                    again.start();
                    again.join();
                }
            }
            """;
}
