package telaio.multiprocessing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.shipping.Shipment;

/// A child seen from its launcher, step by step; the test plays the child's end of the link.
@Timeout(60)
class WorkerTest {
    private static final class Heard implements Listener {
        private final List<String> printed = new ArrayList<>();

        @Override
        public void output(Frame.Output output) {
            printed.add(new String(output.text(), StandardCharsets.UTF_8));
        }
    }

    /// A process that has ended by itself, with exit code 0.
    private static Process ended() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-version").start();
        process.waitFor();
        return process;
    }

    @Test
    void a_task_done_before_its_greeting_is_over_is_heard() throws Exception {
        var heard = new Heard();
        var worker = new Worker(Launcher.current(), ended(), Token.random());
        worker.begin();
        var down = new PipedInputStream(1 << 16);
        var up = new PipedInputStream(1 << 16);
        try (var child = new Link(down, new PipedOutputStream(up))) {
            worker.connect(new Link(up, new PipedOutputStream(down)));
            var launch = new Launch("test", 0, true, false, Settings.inherited());
            var task = new Shipment(List.of(), new byte[0]);
            worker.assign(
                    launch,
                    heard,
                    new Frame.Assign("test", 0, true, "", 0, "", launch.settings(), task));
            assertThat(child.receive()).isInstanceOf(Frame.Assign.class);
            var line = "done\n".getBytes(StandardCharsets.UTF_8);
            child.send(new Frame.Output(0, Frame.Stream.STDOUT, line));
            child.send(new Frame.Done(0, null));
        }
        worker.exited();
        worker.ready();
        assertThat(worker.ending().join()).isEqualTo(new Ending(0, null));
        assertThat(heard.printed).contains("done\n");
    }
}
