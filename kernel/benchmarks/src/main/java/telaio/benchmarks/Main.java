package telaio.benchmarks;

import com.google.gson.GsonBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `telaio bench [--json FILE]`: everything side by side with Python and ipykernel, in one run,
/// medians.
final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        var json = json(arguments);
        var python = Path.of(property("telaio.python"));
        var home = Path.of(property("telaio.home"));
        var rows = new ArrayList<Row>();
        System.out.printf(
                "%-58s %10s %10s %-6s %-18s %7s %8s%n",
                "", "Telaio", "other", "", "", "ratio", "target");
        print(rows, new Processes(python, classPath(home)).run());
        print(
                rows,
                Kernels.run(Kernelspec.argv(python, "telaio"), Kernelspec.argv(python, "python3")));
        if (json != null) {
            var writer = new GsonBuilder().serializeSpecialFloatingPointValues().create();
            Files.writeString(json, writer.toJson(rows) + System.lineSeparator());
        }
    }

    private static void print(List<Row> all, List<Row> rows) {
        rows.forEach(row -> System.out.println(row.line()));
        all.addAll(rows);
    }

    private static @Nullable Path json(String[] arguments) {
        if (arguments.length == 0) {
            return null;
        }
        if (arguments.length == 2 && arguments[0].equals("--json")) {
            return Path.of(arguments[1]);
        }
        throw new IllegalArgumentException(
                "usage: telaio bench [--json FILE], was " + String.join(" ", arguments));
    }

    private static String property(String name) {
        var value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(
                    "-D" + name + " is not set: start this by `telaio bench`");
        }
        return value;
    }

    private static String classPath(Path home) throws IOException {
        var jars =
                Files.readAllLines(home.resolve("lib/classpath")).stream()
                        .map(jar -> home.resolve("lib").resolve(jar).toString())
                        .collect(Collectors.joining(File.pathSeparator));
        return jars + File.pathSeparator + System.getProperty("java.class.path");
    }
}
