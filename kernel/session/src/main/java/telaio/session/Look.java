package telaio.session;

import java.io.IOException;
import telaio.display.Rendering;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.origin.Stopped;
import telaio.multiprocessing.worker.Parent;

/// A look at a variable while something else may run: in a thread of its own, as `toString` is the
/// user's and may never end.
final class Look {
    private static final System.Logger LOG = System.getLogger(Look.class.getName());

    /// Of longer texts the beginning is shown, in chars.
    private static final int LONGEST = 2000;

    private Look() {}

    /// Shows a variable, some time.
    static void begin(Parent parent, SessionRequest.Variable variable) {
        Thread.ofPlatform()
                .daemon()
                .inheritInheritableThreadLocals(false)
                .name("telaio-look")
                .start(() -> look(parent, variable));
    }

    private static void look(Parent parent, SessionRequest.Variable variable) {
        var origin = Origin.of(variable.origin());
        var binding = Origin.enter(origin);
        try {
            var text = text(variable);
            var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
            parent.send(Payload.encode(new SessionEvent.Shown(variable.origin(), cut)));
        } catch (Stopped | IOException nobodyWaits) {
            LOG.log(System.Logger.Level.DEBUG, "nobody waits for this value", nobodyWaits);
        } finally {
            Origin.leave(binding);
        }
    }

    private static String text(SessionRequest.Variable variable) {
        try {
            var value = Session.field(variable.className(), variable.name()).get(null);
            return String.valueOf(Rendering.of(value).get("text/plain"));
        } catch (Stopped stopped) {
            throw stopped;
        } catch (Throwable failed) {
            return failed.toString();
        }
    }
}
