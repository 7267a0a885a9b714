package telaio.multiprocessing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StandbyTest {
    private static Settings settings(String mark) {
        return Settings.inherited().plus(List.of("-Dstandby.test=" + mark), Map.of());
    }

    private static List<ProcessHandle> jvms(String mark) {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains("-Dstandby.test=" + mark))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", "" + process.pid(), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static int run(Settings settings) throws IOException {
        Job nothing = parent -> {};
        var launch = new Launch("test", 0, true, false, settings);
        return Launcher.current()
                .start(nothing, launch, new Listener() {})
                .ending()
                .join()
                .exitCode();
    }

    @Test
    @Tag("X4")
    void a_standby_jvm_takes_the_task_and_is_replaced() throws Exception {
        var settings = settings("taken");
        var launcher = Launcher.current();
        launcher.prepare(settings, 1).join();
        var waiting = jvms("taken");
        assertThat(waiting).hasSize(1);
        assertThat(run(settings)).isZero();
        waiting.getFirst().onExit().join();
        launcher.prepare(settings, 1).join();
        assertThat(jvms("taken")).hasSize(1).doesNotContainAnyElementsOf(waiting);
        launcher.prepare(settings, 0).join();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_last_standby_jvm_is_not_replaced() throws Exception {
        var settings = settings("last");
        var launcher = Launcher.current();
        launcher.prepare(settings, 1).join();
        launcher.endWith(settings);
        Job sleep = parent -> Thread.sleep(Duration.ofMinutes(10));
        var running =
                launcher.start(
                        sleep, new Launch("running", 0, true, false, settings), new Listener() {});
        // its end has what is missing made
        assertThat(run(settings("other"))).isZero();
        launcher.prepare(settings("next"), 1).join();
        assertThat(jvms("last")).extracting(ProcessHandle::pid).containsExactly(running.pid());
        running.interrupt();
        assertThat(running.ending().join().exitCode()).isEqualTo(1);
        launcher.prepare(settings("next"), 0).join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "INT"})
    @Tag("P24")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_standby_jvm_that_ends_is_replaced_and_what_runs_goes_on(String signal) throws Exception {
        var mark = "ended-by-" + signal;
        var settings = settings(mark);
        var launcher = Launcher.current();
        launcher.prepare(settings, 2).join();
        Job sleep = parent -> Thread.sleep(Duration.ofMinutes(10));
        var running =
                launcher.start(
                        sleep, new Launch("running", 0, true, false, settings), new Listener() {});
        launcher.prepare(settings, 2).join();
        var waiting = jvms(mark).stream().filter(jvm -> jvm.pid() != running.pid()).toList();
        for (var jvm : waiting) {
            new ProcessBuilder("kill", "-" + signal, "" + jvm.pid()).start().waitFor();
        }
        waiting.forEach(jvm -> jvm.onExit().join());
        assertThat(run(settings)).isZero();
        launcher.prepare(settings, 2).join();
        assertThat(jvms(mark)).hasSizeGreaterThanOrEqualTo(2).doesNotContainAnyElementsOf(waiting);
        assertThat(running.isAlive()).isTrue();
        running.interrupt();
        assertThat(running.ending().join().exitCode()).isEqualTo(1);
        launcher.prepare(settings, 0).join();
    }
}
