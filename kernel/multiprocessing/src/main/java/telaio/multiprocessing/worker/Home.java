package telaio.multiprocessing.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where things meant for people go: in a child JVM, up to the JVM that launched it; in the first
/// JVM of a family, to its own standard streams.
public final class Home {
    private static volatile @Nullable Home current;
    private static volatile Consumer<Frame.Report> reporter = Home::print;

    /// Who hears what passes.
    private static final Set<Consumer<Frame>> EARS = ConcurrentHashMap.newKeySet();

    private final Link link;
    private final Frame.Assign assignment;

    private Home(Link link, Frame.Assign assignment) {
        this.link = link;
        this.assignment = assignment;
    }

    static void settle(Link link, Frame.Assign assignment) {
        current = new Home(link, assignment);
    }

    /// Null in a JVM that no launcher started.
    static @Nullable Home current() {
        return current;
    }

    Frame.Assign assignment() {
        return assignment;
    }

    /// Whether this JVM was started by a [Launcher].
    public static boolean launched() {
        return current != null;
    }

    /// Whether this JVM shares memory with the JVM that launched it, so is a process among others
    /// and not the first of its family.
    public static boolean related() {
        var home = current;
        return home != null && !home.assignment.domain().isEmpty();
    }

    /// Name of this process: as launched, or `MainProcess`.
    public static String name() {
        var home = current;
        return home == null ? "MainProcess" : home.assignment.name();
    }

    /// Whether this JVM ends with the JVM that launched it without being waited for.
    public static boolean daemon() {
        var home = current;
        return home != null && home.assignment.daemon();
    }

    /// Process id of the JVM that launched this one; −1 for none.
    public static long parentPid() {
        var home = current;
        return home == null ? -1 : home.assignment.parentPid();
    }

    /// Name of the process that launched this one; empty for none.
    public static String parentName() {
        var home = current;
        return home == null ? "" : home.assignment.parentName();
    }

    /// How many frames this JVM has sent to its parent, see [Worker#awaitHandled].
    public static long sent() {
        var home = current;
        return home == null ? 0 : home.link.sent();
    }

    /// Lets `ear` hear every [Frame.Output] and [Frame.Report] of this JVM's descendants before it
    /// is passed on, until [#ignore]. It is called by several threads and must not throw or wait.
    public static void hear(Consumer<Frame> ear) {
        EARS.add(ear);
    }

    /// Ends [#hear]; does nothing if it has ended.
    public static void ignore(Consumer<Frame> ear) {
        EARS.remove(ear);
    }

    /// Passes on what a descendant printed, in one piece.
    public static void output(Frame.Output output) {
        EARS.forEach(ear -> ear.accept(output));
        if (!up(output)) {
            var stream = stream(output.stream());
            stream.write(output.text(), 0, output.text().length);
            stream.flush();
        }
    }

    /// Passes on what is to be seen other than as text; the first JVM of a family prints its text.
    public static void shown(Frame.Shown shown) {
        if (!up(shown) && !shown.text().isEmpty()) {
            System.out.println(shown.text());
            System.out.flush();
        }
    }

    /// Passes on a report.
    public static void report(Frame.Report report) {
        EARS.forEach(ear -> ear.accept(report));
        if (!up(report)) {
            reporter.accept(report);
        }
    }

    /// Says how reports are shown in the first JVM of a family. Without it they are printed to
    /// `System.err` as the JDK prints an uncaught exception.
    public static void onReport(Consumer<Frame.Report> reporter) {
        Home.reporter = reporter;
    }

    /// False if there is no parent. A parent that is gone takes this JVM with it, so what was meant
    /// for it can be dropped.
    private static boolean up(Frame frame) {
        var home = current;
        if (home == null) {
            return false;
        }
        try {
            home.link.send(frame);
        } catch (IOException parentGone) {
            Log.debug("parent is gone", parentGone);
        }
        return true;
    }

    private static PrintStream stream(Frame.Stream stream) {
        return switch (stream) {
            case STDOUT -> System.out;
            case STDERR -> System.err;
        };
    }

    private static void print(Frame.Report report) {
        System.err.print(report.text());
        System.err.flush();
    }
}
