package telaio.exercise;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.TraceEvent.Kind;
import telaio.multiprocessing.memory.Watched;

/// Looks for locks of which each is taken somewhere by one who has another of them, in a circle:
/// who takes them so at the same time can wait for one another for ever, even if nobody did this
/// time. What `tryLock` takes does not count, as its taker would give up, nor do permits of a
/// semaphore.
final class LockOrder {
    /// By lock, those that were taken by one who had it, and where first.
    private final Map<Watched, Map<Watched, TraceEvent>> next = new HashMap<>();

    private LockOrder(Story story) {
        story.all(Kind.ACQUIRE)
                .filter(it -> it.what().kind() != Watched.Kind.SEMAPHORE)
                .filter(it -> it.detail() != TraceEvent.TRIED)
                .forEach(this::take);
    }

    /// What is wrong, as a sentence; null if nothing is.
    static @Nullable String fault(Story story) {
        return new LockOrder(story).fault();
    }

    private void take(TraceEvent event) {
        for (var held : event.held()) {
            if (!held.equals(event.what())) {
                next.computeIfAbsent(held, _ -> new LinkedHashMap<>())
                        .putIfAbsent(event.what(), event);
            }
        }
    }

    private @Nullable String fault() {
        for (var from : next.entrySet()) {
            for (var to : from.getValue().entrySet()) {
                var back = back(to.getKey(), from.getKey(), new HashSet<>());
                if (back != null) {
                    return Texts.CIRCLE.text(Story.place(to.getValue()), Story.place(back));
                }
            }
        }
        return null;
    }

    /// Where `end` is taken by one who has a lock to which `from` leads; null if nowhere.
    private @Nullable TraceEvent back(Watched from, Watched end, Set<Watched> seen) {
        var steps =
                seen.add(from) ? next.getOrDefault(from, Map.of()) : Map.<Watched, TraceEvent>of();
        var last = steps.get(end);
        if (last != null) {
            return last;
        }
        for (var step : steps.keySet()) {
            var found = back(step, end, seen);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
