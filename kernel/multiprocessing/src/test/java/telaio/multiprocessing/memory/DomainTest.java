package telaio.multiprocessing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import telaio.multiprocessing.ChildJvm;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Threads;

@Timeout(120)
class DomainTest {
    private static final String PROPERTY = "telaio.memory.directory";

    @TempDir Path folder = Path.of("");

    @BeforeEach
    void use_a_folder_of_its_own() {
        Domain.current().close();
        System.setProperty(PROPERTY, folder.toString());
    }

    @AfterEach
    void forget_it() {
        Domain.current().close();
        System.clearProperty(PROPERTY);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void touches_no_disk_before_something_is_shared() throws IOException {
        assertThat(Domain.current().directory().getParent()).isEqualTo(folder);
        Domain.current().died(ProcessHandle.current().pid());
        assertThat(left()).isEmpty();
    }

    @Test
    void is_for_its_owner_only_and_gone_when_closed() throws IOException {
        var directory = Domain.current().directory();
        Domain.current().newRing(5);
        assertThat(Files.getPosixFilePermissions(directory))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        Domain.current().close();
        assertThat(left()).isEmpty();
        assertThat(Domain.current().directory()).isNotEqualTo(directory);
    }

    @Test
    void is_removed_when_its_root_exits() throws Exception {
        try (var root =
                ChildJvm.startStranger(
                        () -> {
                            new Queue<byte[]>().put(new byte[2_000_000]);
                            System.exit(3);
                        },
                        List.of("-D" + PROPERTY + "=" + folder))) {
            assertThat(root.join()).isEqualTo(3);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void is_swept_by_the_next_root_when_its_own_was_killed() throws Exception {
        var ready = new Queue<Boolean>();
        assertThat(left()).hasSize(1);
        var root =
                ChildJvm.startStranger(
                        () -> new Queue<Integer>().get(), List.of("-D" + PROPERTY + "=" + folder));
        Threads.until(() -> count() == 2);
        Domain.sweep();
        assertThat(left()).hasSize(2); // it lives
        root.kill();
        assertThat(left()).hasSize(2);
        Domain.sweep();
        assertThat(left()).containsExactly(Domain.current().directory());
        assertThat(ready.isClosed()).isFalse();
    }

    private int count() {
        try {
            return left().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void leaves_directories_alone_whose_names_it_does_not_know() throws IOException {
        Files.createDirectory(folder.resolve("telaio-notes"));
        Domain.sweep();
        assertThat(left()).hasSize(1);
    }

    @Test
    void gives_the_places_of_dead_processes_to_new_ones() throws Exception {
        var queue = new Queue<Integer>();
        for (int i = 0; i < 3; i++) {
            try (var child = ChildJvm.start(() -> queue.put(1))) {
                assertThat(child.join()).isZero();
                var control = Domain.current().control();
                assertThat(control.slotOf(child.pid())).isNotEqualTo(Control.NO_SLOT);
                Domain.current().died(child.pid());
                assertThat(control.slotOf(child.pid())).isEqualTo(Control.NO_SLOT);
            }
        }
        assertThat(queue.size()).isEqualTo(3);
    }

    @Test
    void joins_only_once() {
        var directory = Domain.current().directory();
        assertThatThrownBy(() -> Domain.join(directory)).isInstanceOf(IllegalStateException.class);
    }

    /// The file system is a file system of 1 MB where this may be mounted, else a limit on the size
    /// of files: either way writing fails as on a full disk.
    @Test
    void says_that_memory_is_full_and_goes_on() throws Exception {
        var mount = folder.resolve("small");
        Files.createDirectory(mount);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString());
        try {
            var base = mounted ? mount : folder;
            var script = (mounted ? "" : "ulimit -f 2048; ") + "exec \"$@\"";
            try (var child =
                    ChildJvm.startThrough(
                            List.of("sh", "-c", script, "sh"),
                            DomainTest::fillUp,
                            List.of("-D" + PROPERTY + "=" + base))) {
                assertThat(child.join()).isZero();
            }
        } finally {
            if (mounted) {
                run("umount", mount.toString());
            }
        }
    }

    private static boolean run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor() == 0;
    }

    /// In a child with little room. A large message finds room in the temporary folder, or, where
    /// files cannot be large at all, is refused as well.
    private static void fillUp() throws Exception {
        var queue = new Queue<byte[]>();
        int put = 0;
        try {
            while (put < 10_000) {
                queue.put(new byte[1000]);
                put++;
            }
            throw new AssertionError("never full");
        } catch (NoRoom e) {
            assertThat(e).hasMessageContaining(Domain.current().directory().toString());
            assertThat(e).hasMessageContaining("telaio.memory.directory");
        }
        assertThat(queue.size()).isEqualTo(put);
        for (int i = 0; i < put; i++) {
            assertThat(queue.get()).hasSize(1000);
        }
        queue.put("still works".getBytes(StandardCharsets.UTF_8));
        try {
            queue.put(new byte[3_000_000]);
            assertThat(queue.get()).hasSize(11);
            assertThat(queue.get()).hasSize(3_000_000);
        } catch (NoRoom e) {
            assertThat(queue.size()).isEqualTo(1);
        }
    }
}
