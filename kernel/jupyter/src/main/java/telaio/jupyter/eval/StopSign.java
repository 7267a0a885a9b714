package telaio.jupyter.eval;

import org.jspecify.annotations.Nullable;

/// Whether a cell is to stop. Made before anything of the cell is done, so that a stop at any
/// moment, also while the session still starts, ends it.
final class StopSign {
    private final long origin;
    private volatile boolean raised;
    private volatile @Nullable Run run;

    StopSign(long origin) {
        this.origin = origin;
    }

    /// Of what is to stop.
    long origin() {
        return origin;
    }

    boolean raised() {
        return raised;
    }

    /// From now on the sign is told to `started`, which looks at [#raised] before it does anything.
    void watch(Run started) {
        run = started;
    }

    void raise() {
        raised = true;
        var started = run;
        if (started != null) {
            started.stop();
        }
    }

    /// Ends the session if it still runs the cell.
    void killIfStuck() {
        var started = run;
        if (started != null) {
            started.killIfStuck();
        }
    }

    /// Whether the cell runs in this session.
    boolean concerns(SessionLink session) {
        var started = run;
        return started != null && started.uses(session);
    }
}
