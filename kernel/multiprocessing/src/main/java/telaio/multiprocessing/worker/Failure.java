package telaio.multiprocessing.worker;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An exception of another JVM, as data: its class is not needed to read it. Bounded in depth and
/// length, so that no exception of user code can choke who receives it.
///
/// @param type binary name of the exception's class
/// @param message its message, or null; what `getMessage` threw if it did
/// @param text its `toString()`, as the first line of a stack trace shows it
/// @param frames its stack trace, innermost first, at most [#MAX_FRAMES]
/// @param cause its cause, or null
/// @param suppressed its suppressed exceptions
public record Failure(
        String type,
        @Nullable String message,
        String text,
        List<StackTraceElement> frames,
        @Nullable Failure cause,
        List<Failure> suppressed)
        implements Serializable {

    /// Longest stack trace kept: enough to see what a stack overflow repeats.
    public static final int MAX_FRAMES = 200;

    private static final int MAX_TEXT = 20_000;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_SUPPRESSED = 10;

    public Failure {
        frames = List.copyOf(frames);
        suppressed = List.copyOf(suppressed);
    }

    /// Takes down `thrown`; never throws, whatever its methods do.
    public static Failure of(Throwable thrown) {
        return of(thrown, 0, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Failure of(Throwable thrown, int depth, Set<Throwable> seen) {
        seen.add(thrown);
        var stack = guarded(thrown::getStackTrace, new StackTraceElement[0]);
        var cause = guardedOrNull(thrown::getCause);
        var suppressed = new ArrayList<Failure>();
        for (var other : guarded(thrown::getSuppressed, new Throwable[0])) {
            if (suppressed.size() < MAX_SUPPRESSED && depth < MAX_DEPTH && !seen.contains(other)) {
                suppressed.add(of(other, depth + 1, seen));
            }
        }
        return new Failure(
                thrown.getClass().getName(),
                cut(guardedOrNull(thrown::getMessage)),
                textOf(thrown),
                Arrays.asList(stack).subList(0, Math.min(stack.length, MAX_FRAMES)),
                cause == null || depth >= MAX_DEPTH || seen.contains(cause)
                        ? null
                        : of(cause, depth + 1, seen),
                suppressed);
    }

    private static String textOf(Throwable thrown) {
        var text = cut(guardedOrNull(thrown::toString));
        return text == null ? thrown.getClass().getName() : text;
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static <T> T guarded(Asked<@Nullable T> asked, T otherwise) {
        var answer = guardedOrNull(asked);
        return answer == null ? otherwise : answer;
    }

    /// Methods of user-written exceptions may throw or overflow the stack; the failure to be
    /// reported is the outer one, so what they throw counts as no answer.
    private static <T> @Nullable T guardedOrNull(Asked<@Nullable T> asked) {
        try {
            return asked.ask();
        } catch (Throwable brokenAnswer) {
            return null;
        }
    }

    /// The failure as a stack trace is printed by the JDK, ending in a line break.
    public String trace() {
        var out = new StringBuilder();
        print(out, "", "");
        return out.toString();
    }

    private void print(StringBuilder out, String indent, String caption) {
        out.append(indent).append(caption).append(text).append('\n');
        for (var frame : frames) {
            if (!glue(frame)) {
                out.append(indent).append("\tat ").append(frame).append('\n');
            }
        }
        for (var other : suppressed) {
            other.print(out, indent + "\t", "Suppressed: ");
        }
        if (cause != null) {
            cause.print(out, indent, "Caused by: ");
        }
    }

    /// Frames of this library below the task say nothing about it.
    private static boolean glue(StackTraceElement frame) {
        var type = frame.getClassName();
        return type.startsWith("telaio.multiprocessing.worker.")
                || type.startsWith("telaio.multiprocessing.Process$")
                || type.startsWith("telaio.multiprocessing.PoolJob")
                || type.startsWith("telaio.multiprocessing.Deed");
    }

    @FunctionalInterface
    private interface Asked<T extends @Nullable Object> {
        T ask();
    }
}
