package telaio.benchmarks;

import com.google.gson.GsonBuilder;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/// `telaio bench [GROUP…] [--growth] [--json FILE]`: everything side by side with Python and
/// ipykernel, in one run, medians. `telaio bench --jmh [REGEX]` measures single operations instead;
/// `telaio bench stress [--kills N] [--seed N]` kills processes at work and checks that nothing was
/// lost; `telaio bench grade [--submissions N]` grades a class.
final class Main {
    /// Rows that are measured together.
    private interface Group {
        void measure(Consumer<Row> rows) throws IOException;
    }

    private Main() {}

    public static void main(String[] arguments)
            throws IOException, RunnerException, URISyntaxException {
        var python = Path.of(property("telaio.python"));
        var programs = new Programs(python, classPath(Path.of(property("telaio.home"))));
        var known = new LinkedHashSet<>(groups(programs, python).keySet());
        known.add(Options.STRESS);
        known.add(Options.GRADE);
        var options = Options.of(arguments, known);
        if (options.jmh() != null) {
            Micro.run(options.jmh(), options.json());
            return;
        }
        List<Row> rows = new ArrayList<>();
        System.out.printf(
                "%-58s %10s %10s %-6s %-18s %7s %8s%n",
                "", "Telaio", "other", "", "", "ratio", "target");
        measure(groups(programs, python), options, rows);
        if (options.growth()) {
            measure(growth(programs), options, rows);
        }
        if (options.wants(Options.STRESS)) {
            var stress = new Stresses(programs, options.kills(), options.seed());
            measure(Map.of(Options.STRESS, stress::measure), options, rows);
        }
        if (options.wants(Options.GRADE)) {
            var grades = new Grades(Path.of(property("telaio.clone")), options.submissions());
            measure(Map.of(Options.GRADE, grades::measure), options, rows);
        }
        if (options.json() != null) {
            var writer = new GsonBuilder().serializeSpecialFloatingPointValues().create();
            Files.writeString(options.json(), writer.toJson(rows) + System.lineSeparator());
        }
    }

    private static Map<String, Group> groups(Programs programs, Path python) {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("queue", new Queues(programs)::measure);
        groups.put("lock", new Locks(programs)::measure);
        groups.put("pool", new Pools(programs)::measure);
        groups.put("process", new Processes(programs)::measure);
        groups.put(
                "kernel",
                rows ->
                        new Kernels(
                                        Kernelspec.argv(python, "telaio"),
                                        Kernelspec.argv(python, "python3"))
                                .measure(rows));
        return groups;
    }

    private static Map<String, Group> growth(Programs programs) {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("queue", new Queues(programs)::growth);
        groups.put("lock", new Locks(programs)::growth);
        groups.put("pool", new Pools(programs)::growth);
        return groups;
    }

    private static void measure(Map<String, Group> groups, Options options, List<Row> all)
            throws IOException {
        for (var group : groups.entrySet()) {
            if (options.wants(group.getKey())) {
                group.getValue()
                        .measure(row -> {
                            System.out.println(row.line());
                            all.add(row);
                        });
            }
        }
    }

    private static String property(String name) {
        var value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(
                    "-D" + name + " is not set: start this by `telaio bench`");
        }
        return value;
    }

    /// The library and the program, as a user would have it: Python's scripts import nothing else
    /// either, and each jar before the one a class is in takes a JVM that has just started 0.3 ms.
    private static String classPath(Path home) throws IOException, URISyntaxException {
        var library = Files.readAllLines(home.resolve("lib/classpath")).getFirst();
        var own = Objects.requireNonNull(Main.class.getProtectionDomain().getCodeSource());
        return home.resolve("lib").resolve(library)
                + File.pathSeparator
                + Path.of(own.getLocation().toURI());
    }
}
