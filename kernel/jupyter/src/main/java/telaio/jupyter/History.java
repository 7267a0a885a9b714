package telaio.jupyter;

import static java.lang.System.Logger.Level.WARNING;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.HistoryEntry;
import telaio.jupyter.protocol.Content.HistoryReply;
import telaio.jupyter.protocol.Content.HistoryRequest;

/// The cells that were run, of this and earlier lives of kernels, each life with a number of its
/// own. Called by any thread; a thread of its own reads and writes, so that no cell waits.
final class History implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(History.class.getName());

    /// Longer cells are not kept, in chars.
    private static final int LONGEST_INPUT = 100_000;

    /// Of longer results the beginning is kept, in chars.
    private static final int LONGEST_OUTPUT = 1000;

    private static final int DEFAULT_TAIL = 10;

    private final HistoryFile file;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("history").factory());

    /// The number of this life; 0 until its first cell. The own thread only.
    private int session;

    History(HistoryFile file) {
        this.file = file;
    }

    /// Adds a cell that is about to run.
    ///
    /// @param line its number
    void input(int line, String code) {
        if (!code.isBlank() && code.length() <= LONGEST_INPUT) {
            add(line, "input", code);
        }
    }

    /// Adds the result of a cell, as plain text.
    void output(int line, String text) {
        add(line, "output", text.substring(0, Math.min(text.length(), LONGEST_OUTPUT)));
    }

    private void add(int line, String name, String text) {
        try {
            thread.execute(() -> {
                try {
                    append(line, name, text);
                } catch (RuntimeException failure) {
                    LOG.log(WARNING, "a cell is missing in the history", failure);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.DEBUG, "the kernel ends", closed);
        }
    }

    private void append(int line, String name, String text) {
        file.append(last -> {
            if (session == 0) {
                session = last + 1;
            }
            var json = new JsonObject();
            json.addProperty("session", session);
            json.addProperty("line", line);
            json.addProperty(name, text);
            return json;
        });
    }

    /// Answers a request, with all that was added before.
    HistoryReply answer(HistoryRequest request) {
        var entries =
                CompletableFuture.supplyAsync(() -> select(request, all()), thread)
                        .exceptionally(failure -> {
                            LOG.log(WARNING, "the history cannot be read", failure);
                            return List.of();
                        })
                        .join();
        return new HistoryReply(entries, request.output());
    }

    private List<HistoryEntry> all() {
        var entries = new LinkedHashMap<Long, HistoryEntry>();
        for (var json : file.read()) {
            int number = json.get("session").getAsInt();
            int line = json.get("line").getAsInt();
            long key = ((long) number << 32) | line;
            var input = text(json, "input");
            var known = entries.get(key);
            if (input != null) {
                entries.remove(key);
                entries.put(key, new HistoryEntry(number, line, input, null));
            } else if (known != null) {
                entries.put(
                        key, new HistoryEntry(number, line, known.input(), text(json, "output")));
            }
        }
        return new ArrayList<>(entries.values());
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.has(name) ? json.get(name).getAsString() : null;
    }

    private List<HistoryEntry> select(HistoryRequest request, List<HistoryEntry> all) {
        return switch (request.histAccessType()) {
            case "range" -> range(request, all);
            case "search" -> search(request, all);
            default -> last(all, request.n() == null ? DEFAULT_TAIL : request.n());
        };
    }

    /// Session 0 is this one, −1 the one before.
    private List<HistoryEntry> range(HistoryRequest request, List<HistoryEntry> all) {
        int wanted = request.session() > 0 ? request.session() : earlier(request.session(), all);
        int stop = request.stop() == null ? Integer.MAX_VALUE : request.stop();
        return all.stream()
                .filter(entry -> entry.session() == wanted)
                .filter(entry -> entry.line() >= request.start() && entry.line() < stop)
                .toList();
    }

    private int earlier(int back, List<HistoryEntry> all) {
        var sessions =
                new ArrayList<>(
                        all.stream()
                                .map(HistoryEntry::session)
                                .filter(number -> number != session)
                                .distinct()
                                .sorted()
                                .toList());
        sessions.add(session);
        int index = sessions.size() - 1 + back;
        return index < 0 ? -1 : sessions.get(index);
    }

    private static List<HistoryEntry> search(HistoryRequest request, List<HistoryEntry> all) {
        var pattern = glob(request.pattern());
        var found =
                new ArrayList<>(
                        all.stream()
                                .filter(entry -> pattern.matcher(entry.input()).matches())
                                .toList());
        if (request.unique()) {
            var newest = new LinkedHashMap<String, HistoryEntry>();
            found.forEach(entry -> {
                newest.remove(entry.input());
                newest.put(entry.input(), entry);
            });
            found = new ArrayList<>(newest.values());
        }
        return last(found, request.n() == null ? found.size() : request.n());
    }

    private static List<HistoryEntry> last(List<HistoryEntry> entries, int count) {
        return List.copyOf(
                entries.subList(Math.max(0, entries.size() - Math.max(0, count)), entries.size()));
    }

    /// `*` is any text, `?` any character.
    private static Pattern glob(String pattern) {
        var regex = new StringBuilder();
        pattern.codePoints()
                .mapToObj(Character::toString)
                .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
                .forEach(regex::append);
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /// Writes what is left.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.log(WARNING, "the history was not written to its end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
