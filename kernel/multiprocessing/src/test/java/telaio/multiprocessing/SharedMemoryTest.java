package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.NoRoom;
import telaio.multiprocessing.shipping.Codec;

@Timeout(120)
class SharedMemoryTest {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    @AfterEach
    void end() {
        Domain.current().close();
    }

    private static void inAProcess(Task task) throws InterruptedException {
        var process = new Process(task);
        process.start();
        process.join();
        assertThat(process.failure()).isEmpty();
    }

    @Test
    @Tag("H1")
    void is_seen_by_all_who_know_its_name() throws Exception {
        var memory = SharedMemory.create("test01", 512);
        assertThat(memory.size()).isEqualTo(512);
        assertThat(memory.segment().byteSize()).isEqualTo(512);
        memory.segment().set(BYTE, 0, (byte) 42);
        inAProcess(() -> {
            try (var same = SharedMemory.attach("test01")) {
                same.segment().set(BYTE, 1, (byte) (same.segment().get(BYTE, 0) + 1));
            }
        });
        assertThat(memory.segment().get(BYTE, 1)).isEqualTo((byte) 43);
        memory.close();
        memory.close();
        assertThatThrownBy(memory::segment)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test01");
        SharedMemory.attach("test01").close();
        memory.unlink();
        assertThatThrownBy(memory::unlink)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("test01");
        assertThatThrownBy(() -> SharedMemory.attach("test01"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("test01");
    }

    @Test
    @Tag("H1")
    @Tag("H3")
    void refuses_bad_sizes_and_names_in_use() {
        for (long size : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> SharedMemory.create("x", size))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Long.toString(size));
        }
        var first = SharedMemory.create("twice", 1);
        assertThatThrownBy(() -> SharedMemory.create("twice", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        first.unlink();
        SharedMemory.create("twice", 2).close();
        assertThat(SharedMemory.create(5).name()).isNotEqualTo(SharedMemory.create(5).name());
        assertThatThrownBy(() -> SharedMemory.create("large", 1L << 50)).isInstanceOf(NoRoom.class);
        assertThatThrownBy(() -> SharedMemory.attach("large"))
                .isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../escape",
                "/etc/passwd",
                "a:b",
                "two\nlines",
                "..",
                "ring-1",
                "Ünïcode 1"
            })
    @Tag("H2")
    void a_name_is_no_path(String name) throws Exception {
        var parent = Domain.current().directory().getParent();
        try (var before = Files.list(parent)) {
            long count = before.count();
            var memory = SharedMemory.create(name, 10);
            inAProcess(() -> SharedMemory.attach(name).segment().set(BYTE, 9, (byte) 1));
            assertThat(memory.segment().get(BYTE, 9)).isEqualTo((byte) 1);
            assertThat(memory.name()).isEqualTo(name);
            try (var after = Files.list(parent)) {
                assertThat(after.count()).isLessThanOrEqualTo(count + 1);
            }
            memory.unlink();
        }
    }

    @Test
    @Tag("H2")
    void names_that_cannot_be_are_refused() {
        for (var name : new String[] {"", "a\0b", "x".repeat(300)}) {
            assertThatThrownBy(() -> SharedMemory.create(name, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(name.replace("\0", "\\0"));
            assertThatThrownBy(() -> SharedMemory.attach(name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var upper = SharedMemory.create("A", 1);
        assertThatThrownBy(() -> SharedMemory.attach("a"))
                .isInstanceOf(NoSuchElementException.class);
        upper.unlink();
    }

    @Test
    @Tag("H4")
    void is_sent_by_name() throws Exception {
        var memory = SharedMemory.create(100);
        inAProcess(() -> memory.segment().set(BYTE, 99, (byte) 7));
        assertThat(memory.segment().get(BYTE, 99)).isEqualTo((byte) 7);
        var bytes = Codec.encode(memory);
        memory.unlink();
        assertThatThrownBy(() -> Codec.decode(bytes))
                .hasRootCauseInstanceOf(java.nio.file.NoSuchFileException.class)
                .hasStackTraceContaining(memory.name());
    }

    @Test
    @Tag("H10")
    @Tag("rule-18")
    void only_its_maker_removes_it() throws Exception {
        var memory = SharedMemory.create("mine", 10);
        var told = new Queue<String>();
        inAProcess(() -> {
            try (var other = SharedMemory.attach("mine")) {
                other.unlink();
            } catch (IllegalStateException e) {
                told.put(String.valueOf(e.getMessage()));
            }
        });
        assertThat(told.poll()).contains("mine");
        SharedMemory.attach("mine").close();
        memory.unlink();
    }

    @Test
    @Tag("H7")
    void all_is_gone_when_the_family_ends() throws Exception {
        var directory = Domain.current().directory();
        SharedMemory.create("never unlinked", 10);
        inAProcess(() -> SharedMemory.create("by a child", 10));
        SharedMemory.attach("by a child").close();
        Domain.current().close();
        assertThat(directory).doesNotExist();
    }

    @Test
    @Tag("H9")
    void what_a_killed_family_left_is_swept(@TempDir Path folder) throws Exception {
        var property = "-Dtelaio.memory.directory=" + folder;
        var root =
                ChildJvm.startStranger(
                        () -> {
                            SharedMemory.create("left", 10);
                            new Queue<Integer>().get();
                        },
                        List.of(property));
        Threads.until(() -> block(folder));
        root.kill();
        System.setProperty("telaio.memory.directory", folder.toString());
        try {
            Domain.sweep();
        } finally {
            System.clearProperty("telaio.memory.directory");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private static boolean block(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().equals("block.left"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
