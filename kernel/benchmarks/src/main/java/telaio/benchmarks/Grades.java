package telaio.benchmarks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import telaio.classroom.HandIn;
import telaio.classroom.NotebookRunner;
import telaio.classroom.Student;
import telaio.jupyter.magic.MagicEvaluator;

/// The rows of `telaio bench grade`: a class hands in, and `telaio grade` grades it as a teacher
/// would have it. Every grade must be what the student was told.
///
/// @param root of the clone, with the lessons and the command
/// @param submissions how many; the targets are for [#CLASS] of them
record Grades(Path root, int submissions) {
    /// How many submissions the targets are for.
    static final int CLASS = 100;

    private static final String LESSON = "04-lock";
    private static final double MINUTES = 10;
    private static final double MEGABYTES = 1500;

    /// Of ten students, how many hand in what.
    private static final List<Integer> SHARES = List.of(3, 3, 2, 2);

    void measure(Consumer<Row> rows) throws IOException {
        var folder = Files.createTempDirectory("telaio-grades");
        try {
            var expected = handIn(folder);
            double begin = System.nanoTime();
            double most = grade(folder);
            double minutes = (System.nanoTime() - begin) / 60e9;
            compare(Files.readAllLines(folder.resolve("out/grades.csv")), expected);
            boolean judged = submissions == CLASS;
            var what = submissions + " submissions of " + LESSON + " graded";
            rows.accept(Row.alone(what, "min", minutes, judged ? MINUTES : Double.NaN));
            if (Family.known()) {
                rows.accept(Row.alone(what + ", memory at most", "MB", most, MEGABYTES));
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Hands in what a class does: right and wrong answers, and none, in both languages.
    ///
    /// @return the points that each student was told, `ID,…,total,POINTS`
    private List<String> handIn(Path folder) throws IOException {
        var notebooks = root.resolve("notebooks");
        var solved = notebooks.resolve("solutions").resolve(LESSON);
        var wrong = folder.resolve("wrong.ipynb");
        var right = Files.readString(solved.resolve("it.ipynb"));
        var changed = right.replace("conto.set(conto.get() + 1)", "conto.set(conto.get() + 2)");
        if (changed.equals(right)) {
            throw new IllegalStateException("no answer to spoil in " + solved);
        }
        Files.writeString(wrong, changed);
        var handIns = new ArrayList<HandIn>();
        for (var file :
                List.of(
                        solved.resolve("en.ipynb"),
                        solved.resolve("it.ipynb"),
                        wrong,
                        notebooks.resolve(LESSON).resolve("en.ipynb"))) {
            handIns.add(HandIn.of(file, NotebookRunner.quiet(MagicEvaluator::new)));
        }
        var lots = new ArrayList<HandIn>();
        for (int i = 0; i < handIns.size(); i++) {
            for (int n = 0; n < SHARES.get(i); n++) {
                lots.add(handIns.get(i));
            }
        }
        var told = new ArrayList<String>();
        var time = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);
        for (int i = 0; i < submissions; i++) {
            var handIn = lots.get(i % lots.size());
            var id = "s%03d".formatted(i);
            handIn.write(folder.resolve("in"), new Student("Surname", "Name" + i, id), time);
            double points = handIn.report().scores().stream().mapToDouble(it -> it.points()).sum();
            told.add(
                    id + ",Surname,Name" + i + "," + LESSON + ",total," + Math.round(points) + ",");
        }
        return told;
    }

    /// @return the most memory that the command and all it has started had at once, in megabytes
    private double grade(Path folder) throws IOException {
        var command =
                List.of(
                        root.resolve("install/telaio").toString(),
                        "grade",
                        folder.resolve("in").toString(),
                        "--out",
                        folder.resolve("out").toString());
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.to(folder.resolve("log").toFile()))
                        .start();
        var family = new Family(process.toHandle());
        double most = 0;
        try {
            while (!process.waitFor(250, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, family.megabytes());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(String.join(" ", command));
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(folder.resolve("log")));
        }
        return most;
    }

    private static void compare(List<String> graded, List<String> told) {
        for (var row : told) {
            if (graded.stream().noneMatch(it -> it.startsWith(row))) {
                throw new IllegalStateException("not graded as it was told: " + row);
            }
        }
    }
}
