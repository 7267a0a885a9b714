package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelspecTest {
    @TempDir Path folder;

    private Distribution distribution() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("telaio/lib"));
        Files.writeString(
                lib.resolve("classpath"),
                "telaio-multiprocessing.jar\ntelaio-jupyter.jar\ntelaio-classroom.jar\nx.jar\n");
        return Distribution.at(folder.resolve("telaio"));
    }

    @Test
    void names_java_and_the_kernels_jars_absolutely_and_what_jupyter_must_know()
            throws IOException {
        var kernelspec = Kernelspec.named("telaio", folder.resolve("kernels"));
        kernelspec.write(distribution());
        var json =
                JsonParser.parseString(Files.readString(kernelspec.folder().resolve("kernel.json")))
                        .getAsJsonObject();
        assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(json.get("language").getAsString()).isEqualTo("java");
        assertThat(json.get("kernel_protocol_version").getAsString()).isEqualTo("5.5");
        List<String> argv = kernelspec.argv().orElseThrow();
        assertThat(Path.of(argv.getFirst())).isExecutable().isAbsolute();
        assertThat(argv).endsWith("telaio.jupyter.Main", "{connection_file}");
        assertThat(KernelJvm.jars(argv))
                .containsExactly(
                        folder.resolve("telaio/lib/telaio-multiprocessing.jar"),
                        folder.resolve("telaio/lib/telaio-jupyter.jar"),
                        folder.resolve("telaio/lib/telaio-classroom.jar"));
        assertThat(kernelspec.folder().toFile().list())
                .containsExactlyInAnyOrder(
                        "kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
    }

    @Test
    void can_be_written_again_and_removed_once() throws IOException {
        var kernelspec = Kernelspec.named("telaio", folder.resolve("kernels"));
        kernelspec.write(distribution());
        kernelspec.write(distribution());
        assertThat(kernelspec.remove()).isTrue();
        assertThat(kernelspec.folder()).doesNotExist();
        assertThat(kernelspec.remove()).isFalse();
    }

    @Test
    void another_kernel_of_this_name_is_left_alone() throws IOException {
        var kernelspec = Kernelspec.named("python3", folder);
        Files.createDirectories(kernelspec.folder());
        Path json = kernelspec.folder().resolve("kernel.json");
        Files.writeString(json, "{\"argv\": [\"python\", \"-m\", \"ipykernel_launcher\"]}");
        assertThatIllegalArgumentException().isThrownBy(() -> kernelspec.write(distribution()));
        assertThatIllegalArgumentException().isThrownBy(kernelspec::remove);
        assertThat(json).content().contains("ipykernel");
    }

    @Test
    void a_name_jupyter_does_not_allow_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kernelspec.named("a b", folder))
                .withMessageContaining("'a b'");
    }

    @Test
    void the_users_kernels_are_where_jupyter_looks() {
        Path home = Path.of("/home/ada");
        assertThat(new JupyterPaths(Map.of(), "Linux", home).userKernels())
                .isEqualTo(Path.of("/home/ada/.local/share/jupyter/kernels"));
        assertThat(new JupyterPaths(Map.of("XDG_DATA_HOME", "/x"), "Linux", home).userKernels())
                .isEqualTo(Path.of("/x/jupyter/kernels"));
        assertThat(new JupyterPaths(Map.of(), "Mac OS X", home).userKernels())
                .isEqualTo(Path.of("/home/ada/Library/Jupyter/kernels"));
        assertThat(new JupyterPaths(Map.of("JUPYTER_DATA_DIR", "/j"), "Linux", home).userKernels())
                .isEqualTo(Path.of("/j/kernels"));
    }
}
