package telaio.display;

import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.Trace;
import telaio.multiprocessing.memory.TraceEvent;

/// A picture of what happened: a lane for each process, bars where it runs, waits, or has a lock,
/// and arrows from who put something into a queue to who took it. Shown where it is a cell's last
/// expression:
///
/// ```java
/// Timeline.of(() -> {
///     child.start();
///     child.join();
/// })
/// ```
///
/// What threads do is seen where they use locks, queues and values of this library: see
/// [#byThread]. One thread's waiting covers its process's other bars. Of semaphores it is drawn who
/// has permits until they are given back.
public final class Timeline implements Displayable {
    private final List<TraceEvent> events;
    private final long apart;

    private Timeline(List<TraceEvent> events, long apart) {
        this.events = List.copyOf(events);
        this.apart = apart;
    }

    /// What these events tell.
    ///
    /// @param events in the order of their times, as [Trace#events] has them
    public static Timeline of(List<TraceEvent> events) {
        return new Timeline(events, Story.NOBODY);
    }

    /// Runs some code, and shows what happens meanwhile. What its processes do afterwards is not
    /// seen.
    ///
    /// @throws Exception whatever the code throws
    public static Timeline of(Code code) throws Exception {
        boolean traced = Trace.isOn();
        Trace.on();
        try {
            var reader = Trace.reader();
            var _ = reader.read();
            code.run();
            return new Timeline(reader.read(), Story.NOBODY);
        } finally {
            if (!traced) {
                Trace.off();
            }
        }
    }

    /// The same picture with a lane for each thread of this process that did something the events
    /// tell of, instead of one for them all. A lane lasts from its thread's first event to its
    /// last.
    public Timeline byThread() {
        return new Timeline(events, ProcessHandle.current().pid());
    }

    /// Code of which a picture is made.
    @FunctionalInterface
    public interface Code {
        /// Does what is to be seen.
        ///
        /// @throws Exception whatever it throws
        void run() throws Exception;
    }

    /// What happened.
    public List<TraceEvent> events() {
        return events;
    }

    /// As SVG, PNG and text; where there are no fonts, without PNG.
    @Override
    public Bundle bundle() {
        var sheet = new Sheet(Story.of(events, apart));
        var forms = new LinkedHashMap<String, String>();
        forms.put(Showing.PLAIN, TextDrawing.of(sheet));
        forms.put("image/svg+xml", SvgDrawing.of(sheet));
        var png = png(sheet);
        if (png != null) {
            forms.put(Pictures.PNG, png);
        }
        return new Bundle(forms);
    }

    private static @Nullable String png(Sheet sheet) {
        try {
            return Pictures.bundle(PngDrawing.of(sheet)).data().get(Pictures.PNG);
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            System.getLogger(Timeline.class.getName())
                    .log(System.Logger.Level.DEBUG, "no picture", noFonts);
            return null;
        }
    }

    @Override
    public String toString() {
        return TextDrawing.of(new Sheet(Story.of(events, apart)));
    }
}
