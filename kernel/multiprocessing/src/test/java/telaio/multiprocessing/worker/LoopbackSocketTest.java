package telaio.multiprocessing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.ChildJvm;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;

/// Families linked by sockets, as where there are no named pipes.
@Timeout(120)
class LoopbackSocketTest {
    private static final int MEGABYTE = 1 << 20;

    private static final class Heard implements Listener {
        private final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void output(Frame.Output output) {
            all.add(new String(output.text(), StandardCharsets.UTF_8));
        }

        @Override
        public void application(byte[] payload) {
            all.add("payload of " + payload.length);
        }
    }

    private static void inAFamilyWithSockets(ChildJvm.Work work) throws Exception {
        try (var root = ChildJvm.startStranger(work, List.of("-Dtelaio.link=socket"))) {
            assertThat(root.join()).isZero();
        }
    }

    private static Worker start(Job job, Listener listener) throws IOException {
        var launch = new Launch("test", 0, true, false, Settings.inherited());
        return Launcher.current().start(job, launch, listener);
    }

    @Test
    void processes_of_processes_run_print_and_end() throws Exception {
        inAFamilyWithSockets(() -> {
            var queue = new Queue<byte[]>();
            var child =
                    new Process(() -> {
                        var grandchild = new Process(() -> queue.put(new byte[MEGABYTE]));
                        grandchild.start();
                        grandchild.join();
                        assertThat(grandchild.exitCode()).hasValue(0);
                        System.exit(3);
                    });
            child.start();
            child.join();
            assertThat(queue.get()).hasSize(MEGABYTE);
            assertThat(child.exitCode()).hasValue(3);
        });
    }

    @Test
    void long_messages_and_all_that_is_printed_arrive() throws Exception {
        inAFamilyWithSockets(() -> {
            var heard = new Heard();
            var words = "word ".repeat(MEGABYTE);
            Job job =
                    parent -> {
                        System.out.println(words.length());
                        parent.send(words.getBytes(StandardCharsets.UTF_8));
                    };
            assertThat(start(job, heard).ending().join().exitCode()).isZero();
            assertThat(String.join("", heard.all))
                    .isEqualTo("%d\npayload of %d".formatted(5 * MEGABYTE, 5 * MEGABYTE));
        });
    }

    @Test
    void a_process_that_is_killed_is_missed() throws Exception {
        inAFamilyWithSockets(() -> {
            var ready = new Queue<Integer>();
            var child =
                    new Process(() -> {
                        ready.put(1);
                        new Queue<Integer>().get();
                    });
            child.start();
            ready.get();
            child.kill();
            child.join();
            assertThat(child.exitCode()).hasValue(-9);
        });
    }

    @Test
    @Tag("P25")
    @Tag("N16")
    void a_connection_without_the_token_is_refused() throws Exception {
        inAFamilyWithSockets(() -> {
            Launcher.current().prepare(Settings.inherited(), 1).join();
            var address =
                    ProcessHandle.current()
                            .children()
                            .flatMap(child -> child.info().arguments().stream())
                            .map(arguments -> arguments[arguments.length - 1])
                            .filter(last -> last.charAt(0) == LoopbackSocket.MARK)
                            .findFirst()
                            .orElseThrow();
            int port = Integer.parseInt(address.substring(1));
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var stranger = new Link(socket.getInputStream(), socket.getOutputStream());
                stranger.send(new Frame.Hello(new byte[16]));
                assertThat(stranger.receive()).isNull();
            }
            assertThat(start(parent -> {}, new Heard()).ending().join().exitCode()).isZero();
        });
    }
}
