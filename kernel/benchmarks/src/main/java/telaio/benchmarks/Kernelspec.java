package telaio.benchmarks;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that starts a kernel, as the kernelspec in a Python environment says it.
final class Kernelspec {
    private Kernelspec() {}

    /// @param python the environment's interpreter
    /// @param name of the kernelspec
    /// @throws IOException if that environment has no such kernelspec
    static List<String> argv(Path python, String name) throws IOException {
        // The interpreter is PREFIX/bin/python.
        var kernels = python.toAbsolutePath().resolve("../../share/jupyter/kernels").normalize();
        var folder = kernels.resolve(name);
        var json = JsonParser.parseString(Files.readString(folder.resolve("kernel.json")));
        var argv = new ArrayList<String>();
        for (var word : json.getAsJsonObject().getAsJsonArray("argv")) {
            argv.add(word.getAsString().replace("{resource_dir}", folder.toString()));
        }
        if (argv.getFirst().startsWith("python")) {
            argv.set(0, python.toString());
        }
        return argv;
    }
}
