package telaio.jupyter;

import static java.lang.System.Logger.Level.DEBUG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A line of JSON for each thing to remember, in a file that several kernels may use at once, or in
/// memory only. A line that a crash cut short is skipped. Called by one thread.
final class HistoryFile {
    /// The variable with the path of the file; empty for none.
    static final String VARIABLE = "TELAIO_HISTORY";

    private static final System.Logger LOG = System.getLogger(HistoryFile.class.getName());

    /// A longer file is cut to the newer half, in bytes.
    private static final long LONGEST = 4L << 20;

    private final @Nullable Path path;
    private final long longest;
    private final List<JsonObject> memory = new ArrayList<>();
    private boolean begun;

    /// @param path null to remember for this kernel's life only
    /// @param longest bytes at which the file is cut to the newer half
    HistoryFile(@Nullable Path path, long longest) {
        this.path = path;
        this.longest = longest;
    }

    /// Remembers for this kernel's life only.
    static HistoryFile inMemory() {
        return new HistoryFile(null, LONGEST);
    }

    /// What the user wants, else a file in the user's folder for data.
    static HistoryFile standard() {
        return new HistoryFile(
                place(
                        System.getenv(),
                        System.getProperties().getProperty("os.name"),
                        Path.of(System.getProperty("user.home"))),
                LONGEST);
    }

    static @Nullable Path place(Map<String, String> environment, String system, Path home) {
        var given = environment.get(VARIABLE);
        if (given != null) {
            return given.isBlank() ? null : Path.of(given);
        }
        return DataFolder.of(environment, system, home).resolve("history.jsonl");
    }

    /// Everything remembered, oldest first.
    List<JsonObject> read() {
        if (path == null) {
            return List.copyOf(memory);
        }
        try {
            return Files.exists(path) ? parse(Files.readString(path)) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<JsonObject> parse(String text) {
        return text.lines().map(HistoryFile::parseLine).filter(HistoryFile::isEntry).toList();
    }

    private static JsonObject parseLine(String line) {
        try {
            var json = line.isBlank() ? new JsonObject() : JsonParser.parseString(line);
            return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
        } catch (JsonParseException cutShort) {
            LOG.log(DEBUG, "a line of the history is no JSON", cutShort);
            return new JsonObject();
        }
    }

    private static boolean isEntry(JsonObject json) {
        return isNumber(json, "session")
                && isNumber(json, "line")
                && (isText(json, "input") || isText(json, "output"));
    }

    private static boolean isNumber(JsonObject json, String name) {
        return json.get(name) != null
                && json.get(name).isJsonPrimitive()
                && json.getAsJsonPrimitive(name).isNumber();
    }

    private static boolean isText(JsonObject json, String name) {
        return json.get(name) != null
                && json.get(name).isJsonPrimitive()
                && json.getAsJsonPrimitive(name).isString();
    }

    /// Adds an entry.
    ///
    /// @param entry makes it, given the last session's number; 0 if there is none
    void append(IntFunction<JsonObject> entry) {
        if (path == null) {
            memory.add(entry.apply(0));
            return;
        }
        try {
            var folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            // Two kernels in one JVM would not be told apart by the lock of the file.
            synchronized (HistoryFile.class) {
                try (var numbers = FileChannel.open(numbers(path), CREATE, READ, WRITE);
                        var lock = numbers.lock()) {
                    LOG.log(DEBUG, "writing under {0}", lock);
                    write(path, numbers, entry);
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// The file that is locked while the other is written, and has the last session's number.
    private static Path numbers(Path path) {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    private void write(Path to, FileChannel numbers, IntFunction<JsonObject> entry)
            throws IOException {
        if (Files.exists(to) && Files.size(to) > longest) {
            cut(to);
        }
        // Asked for once in a kernel's life.
        var json = entry.apply(begun ? 0 : lastSession(numbers));
        if (!begun) {
            numbers.truncate(0);
            numbers.write(UTF_8.encode(json.get("session").getAsString()), 0);
        }
        var line = json + "\n";
        // Behind what a crash may have left.
        var text = begun ? line : "\n" + line;
        try (var channel = FileChannel.open(to, CREATE, WRITE, APPEND)) {
            begun = false;
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            begun = true;
        }
    }

    /// Not from the history itself, if that can be helped: reading all of it would delay the first
    /// cell.
    private int lastSession(FileChannel numbers) throws IOException {
        var bytes = ByteBuffer.allocate(16);
        numbers.read(bytes, 0);
        var number = UTF_8.decode(bytes.flip()).toString();
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : lastSession();
    }

    private int lastSession() {
        return read().stream().mapToInt(json -> json.get("session").getAsInt()).max().orElse(0);
    }

    private void cut(Path file) throws IOException {
        var lines = Files.readString(file).lines().toList();
        var kept = new ArrayList<String>();
        long size = 0;
        for (var line : lines.reversed()) {
            size += line.getBytes(UTF_8).length + 1;
            if (size > longest / 2) {
                break;
            }
            kept.add(line);
        }
        var next = file.resolveSibling(file.getFileName() + ".new");
        Files.write(next, kept.reversed());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
