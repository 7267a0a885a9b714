package telaio.jupyter.eval;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The signs of all that runs now. Any thread may call it.
final class StopSigns {
    /// How long what was stopped may take to end before its session is ended.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Set<StopSign> running = ConcurrentHashMap.newKeySet();

    /// Something begins.
    StopSign begin(long origin) {
        var sign = new StopSign(origin);
        running.add(sign);
        return sign;
    }

    void end(StopSign sign) {
        running.remove(sign);
    }

    /// Whether anything runs in this session.
    boolean concern(SessionLink session) {
        return running.stream().anyMatch(sign -> sign.concerns(session));
    }

    void stopAll() {
        running.forEach(StopSigns::stop);
    }

    void stop(long origin) {
        running.stream().filter(sign -> sign.origin() == origin).forEach(StopSigns::stop);
    }

    private static void stop(StopSign sign) {
        sign.raise();
        CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(sign::killIfStuck);
    }
}
