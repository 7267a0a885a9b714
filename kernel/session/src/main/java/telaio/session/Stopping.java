package telaio.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.worker.Ending;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Worker;

/// Stops what works for an origin: its threads here, then its child processes. A child that does
/// not end in time is killed by its launcher, and named here.
final class Stopping {
    /// Longer than the launcher's own patience with a stopped child, after which it kills it.
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final int KILLED = -9;

    private final Map<Origin, CompletableFuture<List<String>>> stops = new ConcurrentHashMap<>();

    /// Returns at once. A second stop of the same origin does nothing.
    void stop(Origin origin) {
        var killed = new CompletableFuture<List<String>>();
        // Known before the cell wakes up: it must find what to wait for.
        if (stops.putIfAbsent(origin, killed) == null) {
            interrupt(origin);
            Thread.ofVirtual()
                    .name("telaio-stop")
                    .start(() -> killed.complete(stopChildren(origin)));
        }
    }

    /// Under the same lock as [#leave]: an interrupt must not hit a thread that already left.
    private synchronized void interrupt(Origin origin) {
        origin.stop();
    }

    /// Ends the calling thread's work for its origin and takes back an interrupt meant for it.
    synchronized void leave(Origin.@Nullable Binding binding) {
        Origin.leave(binding);
        Thread.interrupted();
    }

    /// Waits until the children of a stopped origin are gone.
    SessionEvent.Stopped result(Origin origin) {
        var children = stops.get(origin);
        return new SessionEvent.Stopped(children == null ? List.of() : children.join());
    }

    /// Every child is told, as one may work for several origins; those started for this one end.
    private static List<String> stopChildren(Origin origin) {
        var launcher = Launcher.current();
        var children =
                launcher.children().stream()
                        .filter(child -> child.launch().origin() == origin.id())
                        .toList();
        launcher.stop(origin.id());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return children.stream()
                .filter(child -> resists(child, deadline))
                .map(child -> child.name() + " (pid " + child.pid() + ")")
                .toList();
    }

    /// Whether a stopped child had to be killed, which is its launcher's work.
    private static boolean resists(Worker child, long deadline) {
        long left = Math.max(0, deadline - System.nanoTime());
        int exitCode =
                child.ending()
                        .thenApply(Ending::exitCode)
                        .completeOnTimeout(KILLED, left, TimeUnit.NANOSECONDS)
                        .join();
        return exitCode == KILLED;
    }
}
