package telaio.jupyter;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.protocol.Header;

/// What runs for clients now. Any thread may call it.
final class Runs {
    private final Set<Run> running = ConcurrentHashMap.newKeySet();

    /// A cell, or a message of a comm, on its way.
    ///
    /// @param stopped completed when the user stops it
    record Run(Header header, long origin, CompletableFuture<@Nullable Evaluator> stopped) {
        /// Compared by identity: a client may give two messages the same header.
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(origin);
        }
    }

    Run begin(Header header, long origin) {
        var run = new Run(header, origin, new CompletableFuture<>());
        running.add(run);
        return run;
    }

    void end(Run run) {
        running.remove(run);
    }

    /// Marks what runs as stopped, then tells `stop` of each.
    ///
    /// @param subshell only what runs there; null for everything
    void stop(@Nullable String subshell, Consumer<Run> stop) {
        for (var run : running) {
            if (subshell == null || subshell.equals(run.header.subshell())) {
                run.stopped.complete(null);
                stop.accept(run);
            }
        }
    }
}
