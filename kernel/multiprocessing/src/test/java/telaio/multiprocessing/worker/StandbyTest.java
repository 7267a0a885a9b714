package telaio.multiprocessing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    void a_standby_jvm_that_is_killed_is_replaced() throws Exception {
        var settings = settings("killed");
        var launcher = Launcher.current();
        launcher.prepare(settings, 2).join();
        var waiting = jvms("killed");
        waiting.forEach(ProcessHandle::destroyForcibly);
        waiting.forEach(jvm -> jvm.onExit().join());
        assertThat(run(settings)).isZero();
        launcher.prepare(settings, 2).join();
        assertThat(jvms("killed").stream().map(ProcessHandle::pid).collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(2)
                .doesNotContainAnyElementsOf(
                        waiting.stream().map(ProcessHandle::pid).collect(Collectors.toSet()));
        launcher.prepare(settings, 0).join();
    }

    @Test
    void a_connection_without_the_token_is_refused() throws Exception {
        var launcher = Launcher.current();
        launcher.prepare(settings("token"), 1).join();
        var socket =
                commandLine(jvms("token").getFirst())
                        .lines()
                        .collect(Collectors.joining())
                        .replaceAll("(?s).*WorkerMain\0([^\0]+)\0.*", "$1");
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(FrameCodec.encode(new Frame.Hello(new byte[16])));
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        assertThat(run(settings("token"))).isZero();
        launcher.prepare(settings("token"), 0).join();
    }
}
