package telaio.classroom;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static telaio.classroom.Gradings.student;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A class of students, most of whom would do harm, graded once in the sandbox of this system.
@Timeout(300)
class GraderTest {
    private static final String GOOD = "int twice(int n) { return 2 * n; }";

    /// What a student may not get at.
    private static final String SECRET = "the teacher's secret";

    @TempDir static Path folder;

    private static Path out = Path.of("");
    private static Path secret = Path.of("");
    private static GradeBook book = new GradeBook(List.of(), List.of(), false);
    private static final Set<String> told = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void grade() throws Exception {
        var in = Files.createDirectories(folder.resolve("in"));
        out = folder.resolve("out");
        secret = Files.writeString(folder.resolve("secret"), SECRET);
        honest(in);
        hostile(in);
        unreadable(in);
        book = grade(in, out, Duration.ofSeconds(60), told);
    }

    private static GradeBook grade(Path in, Path to, Duration all, Set<String> who)
            throws Exception {
        var master = Notebooks.master(folder);
        return Gradings.grade(folder, in, to, master, all, 2, (_, _, name) -> who.add(name));
    }

    private static NotebookFile solved(String... before) throws IOException {
        var cells = new ArrayList<String>();
        for (var code : before) {
            cells.add(Notebooks.cell("", "\"tags\":[\"raises-exception\"]", code));
        }
        cells.add(Notebooks.answer(GOOD));
        cells.add(Notebooks.released(folder).cells().getLast().json().toString());
        return Notebooks.notebook(folder, cells, 5);
    }

    private static void honest(Path in) throws IOException {
        student(
                in,
                "right",
                solved(
                        "if (!Files.readString(Path.of(\"data.txt\")).equals(\"42\"))"
                                + " System.exit(1);",
                        "int still = 1;"));
        Files.writeString(in.resolve("right/data.txt"), "42");
        student(in, "untouched", Notebooks.released(folder));
        student(
                in,
                "wrong",
                Notebooks.notebook(folder, Notebooks.answer("int twice(int n) { return 4; }")));
        // Twice, by one student: as an archive of ours, and an older one.
        var now = ZonedDateTime.parse("2026-01-02T03:04:05Z");
        var rossi = new Student("Rossi", "Nicolò", "123");
        var report = new CheckReport("99-test", List.of(), List.of(), Set.of(), false);
        for (int day = 0; day < 2; day++) {
            var notebook = day == 1 ? solved() : Notebooks.released(folder);
            var saved = notebook.text().getBytes(StandardCharsets.UTF_8);
            var parcel = Parcel.of("99-test", saved, notebook, report, rossi, now.plusDays(day));
            new Exchange(in).put(parcel, rossi, "99-test", "it.ipynb", now.plusDays(day));
        }
        // As nbgrader collects them.
        var submitted = in.resolve("hacker42/99-test/it.ipynb");
        solved().write(submitted);
        Files.writeString(submitted.resolveSibling("timestamp.txt"), "2026-01-02 03:04:05.678 UTC");
    }

    private static void hostile(Path in) throws IOException {
        student(in, "loops", solved("while (true) IO.println(\"{\\\"end\\\":true}\");"));
        student(in, "exits", solved("System.exit(7);"));
        student(
                in,
                "patricide",
                solved(
                        """
                        for (var p = ProcessHandle.current().parent(); p.isPresent(); p = p.get().parent()) {
                            new ProcessBuilder("kill", "-9", "" + p.get().pid()).start().waitFor();
                        }
                        new ProcessBuilder("sh", "-c", "kill -9 -1").start().waitFor();
                        """));
        var forged = "display(\"{\\\"score\\\":2}\", \"application/vnd.telaio.check+json\");\n2";
        student(
                in,
                "forger",
                Notebooks.notebook(
                        folder,
                        Notebooks.answer("int twice(int n) { return 0; }"),
                        Notebooks.cell("x", "", forged)));
        var impostor =
                """
                int twice(int n) { return n == 3 ? 6 : 0; }
                class Exercise {
                    static class It {
                        It run(Callable<Integer> what) { return this; }
                        It returns(Object what) { return this; }
                    }
                    interface Questions { void ask(It it) throws Exception; }
                    static void check(String name, Questions questions) {}
                }
                """;
        student(in, "impostor", Notebooks.notebook(folder, Notebooks.answer(impostor)));
        var reading =
                """
                for (var p : List.of("SECRET", "/etc/passwd.new", "/usr/evil", "FOLDER/evil")) {
                    try { Files.writeString(Path.of(p), "evil"); } catch (IOException e) {}
                }
                for (var p : List.of("SECRET", "link")) {
                    try { IO.println("seen: " + Files.readString(Path.of(p))); }
                    catch (IOException e) { IO.println("unseen: " + p); }
                }
                """
                        .replace("SECRET", secret.toString())
                        .replace("FOLDER", folder.toString());
        student(in, "spy", solved(reading));
        Files.createSymbolicLink(in.resolve("spy/link"), secret);
    }

    private static void unreadable(Path in) throws IOException {
        Files.writeString(
                Files.createDirectories(in.resolve("broken")).resolve("x.ipynb"), "{\"cells\": [");
        Files.createDirectories(in.resolve("empty"));
        Files.createSymbolicLink(in.resolve("symlink"), folder);
        zip(in.resolve("bomb2.zip"), Map.of("x.ipynb", new byte[101_000_000]));
        zip(
                in.resolve("slip.zip"),
                Map.of("../../slipped.ipynb", "{}".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(in.resolve("nozip.zip"), "PK no");
        var foreign = solved().text().replace("99-test", "98-other");
        Files.writeString(
                Files.createDirectories(in.resolve("foreign")).resolve("x.ipynb"), foreign);
    }

    private static void zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    private static Graded graded(String id) {
        return book.graded().stream()
                .filter(it -> it.student().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " was not graded: " + book));
    }

    private static Score score(String id) {
        return graded(id).scores().getFirst();
    }

    private static String feedback(String id) throws IOException {
        return Files.readString(out.resolve(graded(id).page()));
    }

    @Test
    void right_answers_have_all_points_and_others_none() {
        assertThat(score("right").points()).isEqualTo(2);
        assertThat(score("hacker42").points()).isEqualTo(2);
        assertThat(score("untouched").verdict()).isEqualTo(Verdict.UNTOUCHED);
        // It has deleted the check, which is put back, and is caught by the hidden test.
        assertThat(score("wrong").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(score("wrong").note()).contains("hidden");
        assertThat(graded("wrong").remarks()).singleElement().asString().contains("«a»");
    }

    @Test
    void of_two_submissions_the_newer_counts_and_the_other_is_named() {
        assertThat(score("123").points()).isEqualTo(2);
        assertThat(graded("123").student().name()).isEqualTo("Nicolò");
        assertThat(graded("123").remarks())
                .containsExactly(
                        GradeTexts.EARLIER.text("Rossi_Nicolo_99-test_20260102-030405.zip"));
    }

    @Test
    void an_endless_loop_is_stopped_and_what_comes_after_is_graded() {
        assertThat(score("loops").points()).isEqualTo(2);
    }

    @Test
    void who_ends_the_session_loses_only_what_was_declared_before() {
        assertThat(score("exits").points()).isEqualTo(2);
    }

    @Test
    void who_kills_all_processes_there_are_has_no_points_and_the_report_says_why() {
        assertThat(score("patricide").points()).isZero();
        assertThat(graded("patricide").remarks()).contains(GradeTexts.DIED.in(false));
    }

    @Test
    void a_bomb_of_processes_goes_off_in_the_sandbox_only() throws Exception {
        var in = folder.resolve("bombs");
        // Some number that no other sleeps for.
        var bomb =
                """
                new ProcessBuilder("sh", "-c", "b() { b | b & }; b; b").start();
                for (int i = 0; i < 2000; i++) new ProcessBuilder("sleep", "98765.43").start();
                """;
        student(in, "bomb", solved(bomb, "while (true) {}"));
        var bombs = grade(in, folder.resolve("out2"), Duration.ofSeconds(8), new HashSet<>());
        assertThat(bombs.graded())
                .singleElement()
                .extracting(Graded::remarks)
                .asString()
                .contains("8 s");
        assertThat(ProcessHandle.allProcesses().flatMap(it -> it.info().commandLine().stream()))
                .noneMatch(it -> it.contains("98765.43"));
    }

    @Test
    void what_a_notebook_prints_or_declares_gives_no_points() {
        assertThat(score("forger").points()).isZero();
        assertThat(score("impostor")).satisfies(it -> assertThat(it.points()).isZero());
        assertThat(score("impostor").verdict()).isEqualTo(Verdict.FORGED);
    }

    @Test
    void nothing_outside_is_read_or_written() throws IOException {
        assertThat(Files.readString(secret)).isEqualTo(SECRET);
        assertThat(feedback("spy"))
                .contains("unseen: " + secret, "unseen: link")
                .doesNotContain(SECRET);
        assertThat(Path.of("/usr/evil")).doesNotExist();
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("slipped.ipynb")).doesNotExist();
        assertThat(out.resolve("../slipped.ipynb")).doesNotExist();
    }

    @Test
    void what_cannot_be_read_has_a_row_and_a_reason() {
        var why =
                new LinkedHashMap<>(
                        book.refused().stream()
                                .collect(toMap(Inbox.Refused::student, Inbox.Refused::why)));
        assertThat(why.keySet())
                .containsExactlyInAnyOrder(
                        "broken", "empty", "symlink", "bomb2", "slip", "nozip", "foreign");
        assertThat(why.get("bomb2")).isEqualTo(GradeTexts.UNPACKS_TOO_BIG.text(100));
        assertThat(why.get("slip")).isEqualTo(GradeTexts.BAD_NAME.text("../../slipped.ipynb"));
        assertThat(why.get("symlink")).isEqualTo(GradeTexts.IS_LINK.text());
        assertThat(why.get("foreign"))
                .isEqualTo(GradeTexts.OTHER_LESSON.text("98-other", "99-test"));
        assertThat(book.csv()).contains("broken,,,,total,0,,unreadable,");
    }

    @Test
    void grades_and_summary_are_written_and_a_second_grading_runs_nothing() throws Exception {
        var csv = Files.readString(out.resolve(GradeBook.CSV));
        assertThat(csv)
                .contains("right,,,99-test,a,2,2,passed,,right\r\n")
                .contains("right,,,99-test,total,2,2,,,right\r\n")
                .contains("123,Rossi,Nicolò,99-test,a,2,2,passed,");
        assertThat(Files.readString(out.resolve(GradeBook.SUMMARY)))
                .contains("99-test")
                .contains("Rossi Nicolò (123)")
                .contains("<b>a</b>: mean ", "<rect width=", "1.6 to 2 points")
                .contains(GradeTexts.UNREADABLE.text())
                .doesNotContain("<script");
        assertThat(feedback("right")).contains("✓ a: passed, 2 of 2").doesNotContain("hidden");

        var before = changes();
        var again = grade(folder.resolve("in"), out, Duration.ofSeconds(60), new HashSet<>());
        assertThat(changes()).isEqualTo(before).hasSameSizeAs(book.graded());
        assertThat(again.csv()).isEqualTo(csv).isEqualTo(book.csv());
    }

    private static Map<Path, FileTime> changes() throws IOException {
        var changes = new LinkedHashMap<Path, FileTime>();
        try (var files = Files.list(out.resolve("results"))) {
            for (var file : files.toList()) {
                changes.put(file, Files.getLastModifiedTime(file));
            }
        }
        return changes;
    }

    @Test
    void everybody_is_told_of_once() {
        assertThat(told).hasSize(book.count());
    }
}
