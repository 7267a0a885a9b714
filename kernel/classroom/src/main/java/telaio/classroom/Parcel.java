package telaio.classroom;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import telaio.display.Bundle;

/// What is handed in: the notebook as the student saved it, the same executed, what it would be
/// worth, and a list of all with their SHA-256.
///
/// @param files by name, the notebook first
record Parcel(LinkedHashMap<String, byte[]> files) {
    /// The list of the files.
    static final String MANIFEST = "manifest.json";

    /// What the notebook would be worth.
    static final String RESULTS = "results.json";

    /// In the manifest: the notebook to grade, among others that may be there.
    static final String NOTEBOOK = "notebook";

    /// Packs.
    ///
    /// @param name of the lesson, fit for a file
    /// @param saved the file's bytes
    static Parcel of(
            String name,
            byte[] saved,
            NotebookFile executed,
            CheckReport report,
            Student student,
            ZonedDateTime time) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(name + ".ipynb", saved);
        files.put(name + "-executed.ipynb", bytes(executed.text()));
        files.put(name + ".html", bytes(html(name, executed, report, student, time)));
        files.put(RESULTS, bytes(pretty(results(report, student, time))));
        var manifest = results(report, student, time);
        manifest.remove("exercises");
        manifest.remove("findings");
        manifest.addProperty(NOTEBOOK, name + ".ipynb");
        var list = new JsonArray();
        files.forEach((file, content) -> {
            var json = new JsonObject();
            json.addProperty("name", file);
            json.addProperty("bytes", content.length);
            json.addProperty("sha256", Digest.of(content));
            list.add(json);
        });
        manifest.add("files", list);
        files.put(MANIFEST, bytes(pretty(manifest)));
        return new Parcel(files);
    }

    private static JsonObject results(CheckReport report, Student student, ZonedDateTime time) {
        var json = new JsonObject();
        json.addProperty("lesson", report.lesson());
        json.add("student", student.json());
        json.addProperty("time", time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        json.addProperty("points", ScoreTable.points(report.scores()));
        json.addProperty("most", ScoreTable.most(report.scores()));
        json.add("exercises", ScoreTable.json(report.scores()));
        var findings = new JsonArray();
        report.findings().forEach(it -> findings.add(it.text(report.italian())));
        json.add("findings", findings);
        return json;
    }

    private static String html(
            String name,
            NotebookFile executed,
            CheckReport report,
            Student student,
            ZonedDateTime time) {
        var who = student.surname() + " " + student.name() + " (" + student.id() + ")";
        var when = time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx"));
        return NotebookHtml.page(
                name + " – " + who,
                report.italian(),
                "<h1>"
                        + Bundle.escape(name)
                        + "</h1>\n<p><b>"
                        + Bundle.escape(who)
                        + "</b>, "
                        + when
                        + "</p>\n"
                        + ScoreTable.html(report.scores(), report.italian())
                        + ScoreTable.findings(
                                report.findings().stream()
                                        .map(it -> it.text(report.italian()))
                                        .toList())
                        + NotebookHtml.cells(executed, report.scores(), report.italian()));
    }

    private static String pretty(JsonElement json) {
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json)
                + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The notebook as the student saved it.
    byte[] notebook() {
        return files.sequencedValues().getFirst();
    }

    byte[] results() {
        return Objects.requireNonNull(files.get(RESULTS));
    }

    /// Writes all into an archive.
    void zip(OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }
}
