package telaio.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {
    private static final ZonedDateTime TIME = ZonedDateTime.parse("2026-03-04T05:06:07.089+01:00");

    private static final Student STUDENT = new Student("D'Annunzio", "Zoë / Łucja", "s+1/2");

    @TempDir Path folder;

    private Parcel parcel() throws IOException {
        var notebook = Notebooks.released(folder);
        var score = new Score("a", 1, 2, Verdict.PARTIAL, "");
        var report = new CheckReport("99-test", List.of(), List.of(score), Set.of(), false);
        var saved = "the notebook".getBytes(UTF_8);
        return Parcel.of("99-test", saved, notebook, report, STUDENT, TIME);
    }

    private Path put(Path into) throws IOException {
        return new Exchange(into).put(parcel(), STUDENT, "99-test", "it.ipynb", TIME);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> String.valueOf(it.getFileName())).sorted().toList();
        }
    }

    @Test
    void an_archive_has_everything_and_a_list_that_fits() throws IOException {
        var archive = put(folder.resolve("new"));
        assertThat(archive.getFileName())
                .hasToString("D-Annunzio_Zoe-Lucja_99-test_20260304-050607.zip");
        try (var zip = new ZipFile(archive.toFile())) {
            var manifest = JsonParser.parseString(text(zip, Parcel.MANIFEST)).getAsJsonObject();
            assertThat(manifest.get("notebook").getAsString()).isEqualTo("99-test.ipynb");
            assertThat(manifest.getAsJsonObject("student").get("id").getAsString())
                    .isEqualTo("s+1/2");
            var listed = new ArrayList<String>(List.of(Parcel.MANIFEST));
            for (var file : manifest.getAsJsonArray("files")) {
                var name = file.getAsJsonObject().get("name").getAsString();
                listed.add(name);
                assertThat(Digest.of(text(zip, name)))
                        .isEqualTo(file.getAsJsonObject().get("sha256").getAsString());
            }
            assertThat(zip.stream().map(Object::toString))
                    .containsExactlyInAnyOrderElementsOf(listed)
                    .contains(
                            "99-test.ipynb",
                            "99-test-executed.ipynb",
                            "99-test.html",
                            "results.json");
            assertThat(text(zip, "results.json"))
                    .contains("\"points\": 1.0", "\"verdict\": \"partial\"");
        }
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void nothing_is_overwritten_also_when_all_hand_in_at_once() throws Exception {
        var to = folder.resolve("exchange");
        var written = new ArrayList<Future<Path>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                written.add(threads.submit(() -> put(to)));
            }
        }
        for (var path : written) {
            assertThat(path.get()).isNotEmptyFile();
        }
        var name = "D-Annunzio_Zoe-Lucja_99-test_20260304-050607";
        assertThat(names(to)).hasSize(8).contains(name + ".zip", name + "-2.zip", name + "-8.zip");
    }

    @Test
    void nbgraders_exchange_gets_a_folder_with_the_time() throws IOException {
        var course = folder.resolve("course");
        Files.createDirectories(course.resolve("inbound"));
        for (var into : List.of(course, course.resolve("inbound"))) {
            var written = put(into);
            assertThat(written.getParent()).isEqualTo(course.resolve("inbound"));
            assertThat(written.getFileName().toString())
                    .matches("s-1-2\\+99-test\\+2026-03-04 04:06:07\\.089000 UTC\\+[0-9a-f]{32}");
            assertThat(names(written)).containsExactly("it.ipynb", "results.json", "timestamp.txt");
            assertThat(written.resolve("it.ipynb")).hasContent("the notebook");
            // Another user reads it, and may remove it.
            assertThat(permissions(written)).isEqualTo("rwxrwxrwx");
            assertThat(permissions(written.resolve("it.ipynb"))).isEqualTo("rw-r--r--");
            assertThat(written.resolve("timestamp.txt"))
                    .hasContent("2026-03-04 04:06:07.089000 UTC");
        }
        assertThat(names(course.resolve("inbound"))).hasSize(2).noneMatch(it -> it.startsWith("."));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void what_was_handed_in_is_found_again() throws IOException {
        var in = folder.resolve("in");
        put(in);
        var found = Inbox.of(in, folder, folder.resolve("unpacked")).submissions();
        assertThat(found)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.student()).isEqualTo(STUDENT);
                    assertThat(it.time()).isEqualTo(TIME.toInstant());
                    assertThat(it.remarks()).isEmpty();
                    assertThat(it.file()).hasContent("the notebook");
                    assertThat(it.fileName()).matches("D-Annunzio_Zoe-Lucja_s-1-2_[0-9a-f]{8}");
                });
    }

    @Test
    void who_changes_the_notebook_afterwards_is_told_of() throws IOException {
        var in = Files.createDirectories(folder.resolve("in/someone"));
        try (var zip = new ZipFile(put(folder.resolve("zips")).toFile())) {
            for (var entry : zip.stream().toList()) {
                Files.writeString(in.resolve(entry.getName()), text(zip, entry.getName()));
            }
        }
        Files.writeString(in.resolve("99-test.ipynb"), "another");
        var found =
                Inbox.of(folder.resolve("in"), folder, folder.resolve("unpacked")).submissions();
        assertThat(found)
                .singleElement()
                .satisfies(it ->
                        assertThat(it.remarks()).containsExactly(GradeTexts.BAD_MANIFEST.text()));
    }

    @ParameterizedTest
    @CsvSource({
        "Rossi, Rossi", "De  Luca, De-Luca", "Nicolò, Nicolo", "Straße, Strasse", "../../etc, etc",
        "con|nul?*, con-nul", "'', x", "王, x", "Ærøskøbing, Aeroskobing", "a.b, a-b"
    })
    void names_are_reduced_to_what_any_file_system_takes(String name, String reduced) {
        assertThat(FileNames.reduced(name)).isEqualTo(reduced);
    }

    @Test
    void long_names_are_cut() {
        assertThat(FileNames.reduced("a".repeat(300))).hasSize(40);
    }

    @Test
    void a_student_is_remembered() throws IOException {
        var file = folder.resolve("data/student.json");
        assertThat(Student.read(file)).isEmpty();
        STUDENT.write(file);
        assertThat(Student.read(file)).contains(STUDENT);
        Files.writeString(file, "{\"name\":\"only\"");
        assertThat(Student.read(file)).isEmpty();
    }
}
