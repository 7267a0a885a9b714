package telaio.jupyter.channels;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.protocol.Content.Broadcast;
import telaio.jupyter.protocol.Content.Stream;
import telaio.jupyter.protocol.Content.UpdateDisplayData;
import telaio.jupyter.protocol.Header;

/// What one parent has waiting in the [Outbox], which guards it. Text is cut into messages of
/// [#CHUNK] chars, never inside a surrogate pair or a line end.
final class Lane {
    /// Chars of text a message may have.
    static final int CHUNK = 64 * 1024;

    /// How long the update of a display waits for a newer one, in nanoseconds: more than ten a
    /// second nobody sees.
    static final long UPDATE = TimeUnit.MILLISECONDS.toNanos(100);

    /// How long text waits for more, in nanoseconds.
    static final long JOIN = TimeUnit.MILLISECONDS.toNanos(50);

    /// A stop drops text that would have to wait longer, in nanoseconds.
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

    private sealed interface Entry {}

    private record Whole(Broadcast content) implements Entry {}

    /// A display, a change of one, or of the whole output: held back as text is, since clients lose
    /// messages that come too fast.
    ///
    /// @param size about that of its data, in chars
    /// @param due when it leaves, if no newer update of the same display takes its place
    /// @param updated the display that this updates, or null
    private record Seen(Broadcast content, int size, long due, @Nullable String updated)
            implements Entry {}

    /// Text that may still grow.
    private static final class Text implements Entry {
        private final String stream;
        private final long due;
        private final StringBuilder chars = new StringBuilder();

        private Text(String stream, long due) {
            this.stream = stream;
            this.due = due;
        }
    }

    private final @Nullable Header parent;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long printed;
    private int waiting;
    private boolean stopped;
    private boolean cut;

    Lane(@Nullable Header parent) {
        this.parent = parent;
    }

    @Nullable Header parent() {
        return parent;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Chars of text and displays that wait.
    int waitingText() {
        return waiting;
    }

    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }

    void add(Broadcast content) {
        entries.add(new Whole(content));
    }

    /// Counts text against the limit.
    ///
    /// @return as much of `text` as this lane may still print
    String admit(String text, long limit) {
        if (cut) {
            return "";
        }
        long left = limit - printed;
        printed += text.length();
        return text.length() <= left ? text : text.substring(0, boundary(text, 0, (int) left));
    }

    /// Ends this lane's text, with a note where it ends.
    ///
    /// @return whether the taker should look again
    boolean cut(String note, long due) {
        if (cut) {
            return false;
        }
        cut = true;
        // Never on stderr: a cell that only printed much has not failed.
        return print("stdout", "\n" + note + "\n", due);
    }

    /// Counts a display against the limit.
    ///
    /// @return whether this lane may still show it
    boolean admit(int size, long limit) {
        if (cut || size > limit - printed) {
            return false;
        }
        printed += size;
        return true;
    }

    /// Adds what is to be seen. An update takes the place of one of the same display that waits as
    /// the last.
    ///
    /// @param size about that of its data, in chars
    void show(Broadcast content, int size, long now) {
        var updated = updated(content);
        long due = updated == null ? now : now + UPDATE;
        if (updated != null
                && entries.peekLast() instanceof Seen last
                && updated.equals(last.updated)) {
            entries.removeLast();
            waiting -= last.size;
            due = last.due;
        }
        entries.add(new Seen(content, size, due, updated));
        waiting += size;
    }

    private static @Nullable String updated(Broadcast content) {
        var id =
                content instanceof UpdateDisplayData update
                        ? update.transientData().get("display_id")
                        : null;
        return id == null ? null : id.getAsString();
    }

    /// Joins text to the last entry where it can.
    ///
    /// @param due when new text leaves, if no more comes
    /// @return whether the taker should look again
    boolean print(String stream, String text, long due) {
        int before = entries.size();
        boolean full = false;
        int from = 0;
        while (from < text.length()) {
            var last = open(stream, due);
            int to = boundary(text, from, from + CHUNK - last.chars.length());
            if (to == from) {
                entries.add(new Text(stream, due));
                continue;
            }
            last.chars.append(text, from, to);
            full |= last.chars.length() >= CHUNK;
            from = to;
        }
        waiting += text.length();
        return full || entries.size() != before;
    }

    private Text open(String stream, long due) {
        if (entries.peekLast() instanceof Text last
                && last.stream.equals(stream)
                && last.chars.length() < CHUNK) {
            return last;
        }
        var text = new Text(stream, due);
        entries.add(text);
        return text;
    }

    /// The last place not after `to` where `text` may be cut.
    private static int boundary(String text, int from, int to) {
        if (to >= text.length()) {
            return text.length();
        }
        boolean inside =
                to > from
                        && (Character.isSurrogatePair(text.charAt(to - 1), text.charAt(to))
                                || (text.charAt(to - 1) == '\r' && text.charAt(to) == '\n'));
        return inside ? to - 1 : to;
    }

    /// When the first entry may leave.
    ///
    /// @param delay until the budget allows more text
    /// @return nanoseconds until the first entry may leave; 0 or less for now
    long readyIn(long now, long delay, OutputLimit limit) {
        var first = entries.peek();
        if (first == null || first instanceof Whole) {
            return 0;
        }
        if (stopped && delay > PATIENCE) {
            drop(limit);
            return 0;
        }
        return Math.max(delay, entries.size() > 1 ? 0 : due(first, now) - now);
    }

    private static long due(Entry entry, long now) {
        return switch (entry) {
            case Text text -> text.chars.length() >= CHUNK ? now : text.due;
            case Seen seen -> seen.due;
            case Whole _ -> now;
        };
    }

    /// Leaves out all waiting text and displays; a note of their place is left.
    private void drop(OutputLimit limit) {
        entries.removeIf(entry -> !(entry instanceof Whole));
        waiting = 0;
        cut = true;
        entries.addFirst(new Whole(new Stream("stdout", "\n" + limit.stoppedNote() + "\n")));
    }

    /// Removes the first entry.
    Broadcast take() {
        return switch (entries.remove()) {
            case Whole(var content) -> content;
            case Seen(var content, int size, _, _) -> {
                waiting -= size;
                yield content;
            }
            case Text text -> {
                keepHalf(text);
                waiting -= text.chars.length();
                yield new Stream(text.stream, text.chars.toString());
            }
        };
    }

    /// Keeps the first half of a surrogate pair back, for the other half to join it. Alone it waits
    /// once only.
    private void keepHalf(Text text) {
        int last = text.chars.length() - 1;
        if (last < 1 || !Character.isHighSurrogate(text.chars.charAt(last))) {
            return;
        }
        var half = text.chars.substring(last);
        text.chars.setLength(last);
        if (entries.peek() instanceof Text next && next.stream.equals(text.stream)) {
            next.chars.insert(0, half);
        } else {
            var alone = new Text(text.stream, text.due + JOIN);
            alone.chars.append(half);
            entries.addFirst(alone);
        }
    }
}
