package telaio.install;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A kernel as Jupyter knows it: a folder with `kernel.json` and logos.
///
/// @param folder `…/share/jupyter/kernels/NAME`
record Kernelspec(Path folder) {
    static final String DEFAULT_NAME = "telaio";

    /// The name of IJava's kernelspec, whose notebooks expect Java's names only.
    private static final String JAVA = "java";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final List<String> LOGOS =
            List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    /// @param kernels a folder of kernels, such as [JupyterPaths#kernels]
    /// @throws IllegalArgumentException if Jupyter does not allow `name`
    static Kernelspec named(String name, Path kernels) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(Messages.text("install.name", name));
        }
        return new Kernelspec(kernels.resolve(name));
    }

    /// Writes the folder, in the place of an older one of ours.
    ///
    /// @throws IllegalArgumentException if another kernel has this name
    void write(Distribution distribution) throws IOException {
        write(KernelJvm.command(distribution));
    }

    /// Writes the folder, in the place of an older one of ours.
    ///
    /// @param argv what Jupyter runs
    /// @throws IllegalArgumentException if another kernel has this name
    void write(List<String> argv) throws IOException {
        refuseForeign();
        Files.createDirectories(folder);
        for (String logo : LOGOS) {
            try (var in = Kernelspec.class.getResourceAsStream("kernelspec/" + logo)) {
                if (in == null) {
                    throw new IllegalStateException("no resource kernelspec/" + logo);
                }
                Files.copy(in, folder.resolve(logo), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // Last and in one step: Jupyter may be reading it, and two may be writing.
        Path fresh = Files.createTempFile(folder, "kernel", ".json");
        Files.writeString(fresh, text(argv));
        Files.move(
                fresh,
                folder.resolve("kernel.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Whether the folder is there, and ours.
    ///
    /// @return false if it is not there yet
    /// @throws IllegalArgumentException if another kernel has this name
    boolean mayBeWritten() throws IOException {
        refuseForeign();
        return Files.exists(folder);
    }

    /// What is written into `kernel.json`.
    ///
    /// @param argv what Jupyter runs
    String text(List<String> argv) {
        var gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        return gson.toJson(json(argv)) + "\n";
    }

    private JsonObject environment() {
        var environment = new JsonObject();
        if (folder.endsWith(JAVA)) {
            environment.addProperty("TELAIO_NAMES", "java");
        }
        return environment;
    }

    private JsonObject json(List<String> argv) {
        var gson = new GsonBuilder().create();
        var metadata = new JsonObject();
        metadata.addProperty("debugger", false);
        var encryption = new JsonArray();
        encryption.add("curve");
        metadata.add("supported_encryption", encryption);
        var json = new JsonObject();
        json.add("argv", gson.toJsonTree(argv));
        json.addProperty("display_name", "Java (Telaio)");
        json.addProperty("language", "java");
        json.addProperty("interrupt_mode", "message");
        json.addProperty("kernel_protocol_version", "5.5");
        json.add("env", environment());
        json.add("metadata", metadata);
        return json;
    }

    /// Removes the folder, and those above it that installing has made and nobody else uses.
    ///
    /// @return false if there is none
    /// @throws IllegalArgumentException if another kernel has this name
    boolean remove() throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        refuseForeign();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        removeEmptyParents();
        return true;
    }

    /// Jupyter's own folders, if there is nothing else in them: installing made them.
    private void removeEmptyParents() throws IOException {
        Path parent = folder;
        for (String name : List.of("kernels", "jupyter", "share")) {
            parent = parent.resolveSibling("");
            if (!parent.endsWith(name) || !Folders.isEmpty(parent)) {
                return;
            }
            Files.delete(parent);
        }
    }

    private void refuseForeign() throws IOException {
        var argv = argv();
        if (argv.isPresent() && !KernelJvm.isOurs(argv.get())) {
            throw new IllegalArgumentException(Messages.text("install.foreign", folder));
        }
    }

    /// The command in `kernel.json`; empty if there is no such file, or it is no kernelspec.
    Optional<List<String>> argv() throws IOException {
        Path file = folder.resolve("kernel.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonElement argv =
                    JsonParser.parseString(Files.readString(file)).getAsJsonObject().get("argv");
            if (argv == null) {
                return Optional.empty();
            }
            return Optional.of(
                    argv.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList());
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
