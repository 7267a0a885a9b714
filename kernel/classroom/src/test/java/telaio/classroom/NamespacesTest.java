package telaio.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

@Timeout(60)
class NamespacesTest {
    @TempDir Path folder;

    private static final String LOOK =
            """
            readlink /proc/self/ns/*; ls /; cat given "$LIB/lib/a.jar" "$LIB/link.jar"; echo evil >>"$LIB/lib/a.jar"
            for file in /etc/x /usr/x /x /work/x; do touch "$file" 2>/dev/null && echo "wrote $file"; done
            kill -9 1; mount -t tmpfs none /tmp 2>/dev/null && echo mounted
            head -c 1100000000 /dev/zero | tail >/dev/null 2>&1 || echo too much memory
            grep -E '^Cap(Prm|Bnd)' /proc/self/status; ls /proc | grep -c '^[0-9]'
            """;

    /// Root needs no user namespace, but can make one as anybody else does.
    static Stream<Boolean> ways() {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        return isRoot ? Stream.of(true, false) : Stream.of(false);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_program_sees_the_system_and_its_own_folder_and_has_no_power(boolean asRoot)
            throws Exception {
        var sandbox = SystemSandbox.in(folder.resolve("sandbox with blanks"), asRoot);

        var files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("given"), "given\n");
        var input = Files.writeString(folder.resolve("input"), LOOK);
        // A file, the folder it is in, and a link to it.
        var lib = Files.createDirectories(folder.resolve("lib"));
        var jar = Files.writeString(lib.resolve("a.jar"), "classes\n");
        var link = Files.createSymbolicLink(folder.resolve("link.jar"), jar);
        var readable = List.of(jar, lib, jar, link);
        var program = new Sandbox.Program(List.of("/bin/sh"), readable, input, files, 3);
        var process = sandbox.start(program, Map.of("LIB", folder.toString()));
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said.lines())
                .contains(
                        "given",
                        "classes",
                        "wrote /work/x",
                        "too much memory",
                        "CapPrm:\t0000000000000000",
                        "CapBnd:\t0000000000000000")
                .doesNotContain("home", "wrote /etc/x", "wrote /usr/x", "wrote /x", "mounted");
        // The first process, the shell, and what counts them.
        assertThat(Integer.parseInt(said.strip().lines().toList().getLast())).isLessThan(6);
        for (var kind : List.of("user", "pid", "mnt", "net", "ipc", "uts")) {
            var ours = Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
            assertThat(said).contains(kind + ":[").doesNotContain(ours);
        }
        assertThat(files.resolve("x")).doesNotExist();
        assertThat(jar).hasContent("classes");
    }

    @Test
    void where_there_is_no_sandbox_tests_are_skipped_but_never_under_ci() {
        SystemSandbox.require("", true);
        assertThatThrownBy(() -> SystemSandbox.require("no unshare", true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no unshare");
        assertThatThrownBy(() -> SystemSandbox.require("no unshare", false))
                .isInstanceOf(TestAbortedException.class);
    }
}
