package telaio.classroom;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is in the folder that a teacher wants graded: an archive, a folder or a notebook for each
/// student, or the folders of nbgrader, `STUDENT/ASSIGNMENT/…` and `STUDENT+ASSIGNMENT+TIME/…`.
final class Inbox {
    private static final Pattern STAMP =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)(?: UTC)?");

    private final Path unpacked;
    private final List<Submission> submissions = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();

    /// Something that cannot be graded.
    ///
    /// @param student who, as far as is known: the name of what was handed in
    /// @param origin what was handed in
    /// @param lesson if known, else empty
    record Refused(String student, String origin, String lesson, String why) {}

    private Inbox(Path unpacked) {
        this.unpacked = unpacked;
    }

    /// Looks through a folder, in the order of names. What is hidden in it is left out.
    ///
    /// @param without a folder in it that is left out too
    /// @param unpacked an empty folder, for what is in archives
    static Inbox of(Path folder, Path without, Path unpacked) throws IOException {
        var inbox = new Inbox(unpacked);
        for (var entry : children(folder)) {
            if (!entry.toAbsolutePath().normalize().equals(without)) {
                inbox.take(entry);
            }
        }
        return inbox;
    }

    List<Submission> submissions() {
        return submissions;
    }

    List<Refused> refused() {
        return refused;
    }

    private void take(Path entry) throws IOException {
        var name = String.valueOf(entry.getFileName());
        // As nbgrader's inbound folder names it.
        var id = name.replaceFirst("(?i)\\.(zip|ipynb)$", "").replaceFirst("\\+.*", "");
        try {
            if (Files.isSymbolicLink(entry)) {
                throw new UnfitSubmission(GradeTexts.IS_LINK.text(), null);
            }
            if (Files.isDirectory(entry)) {
                takeFolder(entry, id, name);
            } else if (isArchive(entry)) {
                takeArchive(entry, id, name);
            } else if (isNotebook(entry)) {
                takeNotebook(entry, null, id, name);
            }
        } catch (IOException | UncheckedIOException e) {
            // Nobody else should suffer.
            refused.add(new Refused(id, name, "", String.valueOf(e.getMessage())));
        }
    }

    private void takeArchive(Path archive, String id, String origin) throws IOException {
        var folder =
                unpacked.resolve(
                        "" + (submissions.size() + refused.size()) + "-" + FileNames.reduced(id));
        try {
            Unpacking.unpack(archive, folder);
        } catch (UnfitSubmission e) {
            Trees.delete(folder);
            throw e;
        }
        // Its time is the archive's, where it does not tell.
        int before = submissions.size();
        takeFolder(folder, id, origin);
        var packed = Files.getLastModifiedTime(archive).toInstant();
        for (var each : submissions.subList(before, submissions.size())) {
            if (each.file().startsWith(folder) && manifest(folder).isEmpty()) {
                submissions.set(submissions.indexOf(each), at(each, packed));
            }
        }
    }

    private static Submission at(Submission each, Instant time) {
        return new Submission(
                each.student(), each.origin(), each.file(), each.folder(), time, each.remarks());
    }

    private void takeFolder(Path folder, String id, String origin) throws IOException {
        var manifest = manifest(folder);
        if (manifest.isPresent() && takeListed(folder, manifest.get(), id, origin)) {
            return;
        }
        int before = submissions.size() + refused.size();
        for (var file : files(folder)) {
            if (isNotebook(file)) {
                takeNotebook(file, file.getParent(), id, origin);
            } else if (isArchive(file) && !folder.startsWith(unpacked)) {
                // Of an archive within an archive there is no end.
                takeArchive(file, id, origin);
            }
        }
        if (submissions.size() + refused.size() == before) {
            throw new UnfitSubmission(GradeTexts.NO_NOTEBOOK.text(), null);
        }
    }

    /// What `telaio hand-in` has packed.
    private boolean takeListed(Path folder, JsonObject manifest, String id, String origin)
            throws IOException {
        var name = Score.text(manifest.get(Parcel.NOTEBOOK));
        var file = files(folder).stream().filter(it -> it.equals(folder.resolve(name))).findFirst();
        if (file.isEmpty()) {
            return false;
        }
        var student =
                manifest.get("student") instanceof JsonObject json
                        ? Student.of(json)
                        : Optional.<Student>empty();
        var remarks = new ArrayList<String>();
        if (!Digest.of(Files.readAllBytes(file.get())).equals(listed(manifest, name))) {
            remarks.add(GradeTexts.BAD_MANIFEST.text());
        }
        submissions.add(
                new Submission(
                        student.orElse(new Student("", "", id)),
                        origin,
                        file.get(),
                        folder,
                        time(Score.text(manifest.get("time"))).orElse(modified(file.get())),
                        remarks));
        return true;
    }

    private static String listed(JsonObject manifest, String name) {
        if (manifest.get("files") instanceof JsonArray files) {
            for (JsonElement element : files) {
                if (element instanceof JsonObject file
                        && Score.text(file.get("name")).equals(name)) {
                    return Score.text(file.get("sha256"));
                }
            }
        }
        return "";
    }

    private void takeNotebook(Path file, @Nullable Path folder, String id, String origin)
            throws IOException {
        var stamp = file.resolveSibling("timestamp.txt");
        var time =
                Files.isRegularFile(stamp, LinkOption.NOFOLLOW_LINKS) && Files.size(stamp) < 100
                        ? stamped(Files.readString(stamp))
                        : Optional.<Instant>empty();
        submissions.add(
                new Submission(
                        new Student("", "", id),
                        origin,
                        file,
                        folder,
                        time.orElse(modified(file)),
                        List.of()));
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    private static Optional<Instant> stamped(String text) {
        var stamp = STAMP.matcher(text.strip());
        if (!stamp.matches()) {
            return Optional.empty();
        }
        try {
            var time = LocalDateTime.parse(stamp.group(1) + "T" + stamp.group(2));
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonObject> manifest(Path folder) throws IOException {
        var file = folder.resolve(Parcel.MANIFEST);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 1_000_000) {
            return Optional.empty();
        }
        try {
            return JsonParser.parseString(Files.readString(file)) instanceof JsonObject json
                    ? Optional.of(json)
                    : Optional.empty();
        } catch (JsonParseException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /// Regular files, but for what is hidden; links are not followed.
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, 6)) {
            return all.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
                    .filter(it -> !isHidden(folder.relativize(it)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path relative) {
        for (var part : relative) {
            if (part.toString().startsWith(".") || part.toString().equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(it -> !isHidden(Objects.requireNonNull(it.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isArchive(Path file) {
        return hasEnding(file, ".zip");
    }

    private static boolean isNotebook(Path file) {
        return hasEnding(file, ".ipynb");
    }

    private static boolean hasEnding(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
