package telaio.jupyter.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Ending;
import telaio.multiprocessing.worker.Failure;
import telaio.multiprocessing.worker.Frame;

/// Exceptions of the notebook's code as people read them: names without packages everybody knows,
/// places as `In[4], line 6 (quadrato)`, without the frames of JDK, JShell and this program.
final class Traceback {
    /// What JShell's code throws where a body refers to something that does not exist.
    private static final String UNRESOLVED = "jdk.jshell.spi.SPIResolutionException";

    private static final Pattern WRAPPER =
            Pattern.compile("^REPL\\.\\$JShell\\$\\w+?(?:\\$(?<own>.*))?$");
    private static final Pattern ANONYMOUS = Pattern.compile("^\\$JShell\\$anonymous\\$\\$\\d+");
    private static final Pattern WRAPPED = Pattern.compile("REPL\\.\\$JShell\\$\\w+?\\$");
    private static final Pattern LOADERS =
            Pattern.compile(" \\([^()]*\\b(?:is|are) in (?:unnamed )?module [^()]*\\)$");
    private static final int MAX_LINES = 30;
    private static final int MAX_FOREIGN = 5;

    private final CellBook book;
    private final Style style;

    Traceback(CellBook book, Style style) {
        this.book = book;
        this.style = style;
    }

    Outcome.Failed failed(Failure failure) {
        return new Outcome.Failed(name(failure), message(failure), lines(failure));
    }

    /// An exception that nobody caught, or a process that ended by force, as text for `stderr`.
    String text(Frame.Report report) {
        var failure = report.failure();
        return failure == null
                ? ended(report) + "\n"
                : who(report) + ": " + String.join("\n", lines(failure)) + "\n";
    }

    private static String ended(Frame.Report report) {
        int code = report.exitCode();
        return code < 0
                ? Texts.ENDED_BY.text(process(report), Ending.signal(code))
                : Texts.ENDED_WITH.text(process(report), code);
    }

    private static String who(Frame.Report report) {
        var thread = report.thread();
        if (thread == null) {
            return process(report);
        }
        boolean here = report.process().equals(SessionLink.NAME);
        return here ? thread : thread + ", " + process(report);
    }

    private static String process(Frame.Report report) {
        return report.process() + " (pid " + report.pid() + ")";
    }

    private List<String> lines(Failure failure) {
        var lines = new ArrayList<String>();
        add(lines, "", "", failure);
        return lines;
    }

    private void add(List<String> lines, String indent, String caption, Failure failure) {
        var message = message(failure);
        lines.add(
                indent
                        + caption
                        + style.bad(name(failure))
                        + (message.isEmpty() ? "" : ": " + message));
        frames(failure).forEach(line -> lines.add(indent + "    " + line));
        for (var other : failure.suppressed()) {
            add(lines, indent + "    ", "Suppressed: ", other);
        }
        var cause = failure.cause();
        if (cause != null) {
            add(lines, indent, "Caused by: ", cause);
        }
    }

    private String name(Failure failure) {
        return failure.type().equals(UNRESOLVED)
                ? "UnresolvedReferenceException"
                : simpleName(failure.type());
    }

    private String message(Failure failure) {
        if (failure.type().equals(UNRESOLVED)) {
            var missing =
                    failure.frames().stream()
                            .map(frame -> book.unresolved(frame.getClassName()))
                            .filter(names -> !names.isEmpty())
                            .findFirst()
                            .orElse(List.of("?"));
            return Texts.NOT_DEFINED.text(String.join(", ", missing));
        }
        var message = failure.message();
        return message == null ? "" : withoutWrappers(message);
    }

    /// Messages of the JVM name classes in full, and their loaders.
    private static String withoutWrappers(String message) {
        var shorter = WRAPPED.matcher(message).replaceAll("");
        return LOADERS.matcher(shorter).replaceFirst("");
    }

    private List<String> frames(Failure failure) {
        var lines = new ArrayList<String>();
        boolean sourceShown = false;
        for (var frame : failure.frames()) {
            var line = line(frame);
            if (line != null) {
                lines.add(line);
                var source = sourceShown ? null : source(frame);
                if (source != null) {
                    lines.add("    " + source.strip());
                    sourceShown = true;
                }
            }
        }
        if (lines.isEmpty()) {
            failure.frames().stream().limit(MAX_FOREIGN).forEach(f -> lines.add("at " + f));
        }
        return shortened(lines);
    }

    private @Nullable String source(StackTraceElement frame) {
        var file = frame.getFileName();
        return file == null || !cell(frame) ? null : book.source(file, frame.getLineNumber());
    }

    /// Null for a frame that says nothing about the user's code.
    private @Nullable String line(StackTraceElement frame) {
        var file = frame.getFileName();
        var type = frame.getClassName();
        if (cell(frame)) {
            return file == null || frame.getLineNumber() < 1 || type.contains("$$L")
                    ? null
                    : place(frame, file);
        }
        boolean known =
                Set.of("java.", "javax.", "jdk.", "sun.", "telaio.").stream()
                        .anyMatch(type::startsWith);
        return known ? null : "at " + frame;
    }

    private String place(StackTraceElement frame, String file) {
        var where = style.place(file + ", line " + frame.getLineNumber());
        var code = code(frame);
        return code.isEmpty() ? where : where + " (" + code + ")";
    }

    private static boolean cell(StackTraceElement frame) {
        return frame.getClassName().startsWith("REPL.");
    }

    /// Method and class as the user wrote them; empty for the statements of the cell itself.
    private static String code(StackTraceElement frame) {
        var matcher = WRAPPER.matcher(frame.getClassName());
        var own = matcher.matches() ? matcher.group("own") : null;
        var type = own == null ? "" : typeName(own);
        var method = frame.getMethodName();
        if (method.startsWith("lambda$")) {
            return "lambda";
        }
        return switch (method) {
            case "do_it$" -> "";
            case "<init>" -> "new " + type;
            case "<clinit>" -> "static " + type;
            default -> type.isEmpty() ? method : type + "." + method;
        };
    }

    private static String typeName(String binaryName) {
        return ANONYMOUS.matcher(binaryName).replaceFirst("anonymous").replace('$', '.');
    }

    private static String simpleName(String type) {
        var matcher = WRAPPER.matcher(type);
        if (matcher.matches() && matcher.group("own") != null) {
            return typeName(matcher.group("own"));
        }
        boolean known = type.startsWith("java.") || type.startsWith("telaio.");
        return known ? type.substring(type.lastIndexOf('.') + 1).replace('$', '.') : type;
    }

    /// A stack overflow repeats the same lines a thousand times.
    private static List<String> shortened(List<String> lines) {
        var shown = new ArrayList<String>();
        var seen = new HashSet<String>();
        int hidden = 0;
        for (var line : lines) {
            boolean again = !seen.add(line);
            if (shown.size() < MAX_LINES && !(again && lines.size() > MAX_LINES)) {
                shown.add(line);
            } else {
                hidden++;
            }
        }
        if (hidden > 0) {
            shown.add(Texts.MORE_FRAMES.text(hidden));
        }
        return shown;
    }
}
