package telaio.exercise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Watched;

/// Looks for changes of shared values that others can come between: a thread reads a value and then
/// sets it, without a lock that it had all the while and that the others who change the value have
/// too. A semaphore counts as a lock. What reads and writes in one step needs none, nor does a
/// value that one thread alone changes.
final class Guarding {
    private record Where(Watched what, long index) {}

    private record Who(long pid, long thread) {}

    private record Reading(Where where, Who who) {}

    /// A value that was read and then set.
    private record Change(TraceEvent event, Set<Watched> locks) {}

    private final Map<Who, List<Watched>> held = new HashMap<>();

    /// The locks had ever since a thread last read a value.
    private final Map<Reading, Set<Watched>> read = new HashMap<>();

    private final Map<Where, List<Change>> changes = new HashMap<>();
    private final Map<Where, Set<Who>> writers = new HashMap<>();

    private Guarding(List<TraceEvent> events) {
        events.forEach(this::take);
    }

    /// What is wrong, as a sentence; null if nothing is.
    static @Nullable String fault(Story story) {
        return new Guarding(story.events()).fault(story::name);
    }

    private void take(TraceEvent event) {
        var who = new Who(event.pid(), event.thread());
        var locks = held.computeIfAbsent(who, _ -> new ArrayList<>());
        var reading = new Reading(new Where(event.what(), event.detail()), who);
        switch (event.kind()) {
            case ACQUIRE -> locks.add(event.what());
            case RELEASE -> {
                locks.remove(event.what());
                read.forEach((its, since) -> {
                    if (its.who().equals(who) && !locks.contains(event.what())) {
                        since.remove(event.what());
                    }
                });
            }
            case GET -> read.put(reading, had(event, locks));
            case SET -> {
                writers.computeIfAbsent(reading.where(), _ -> new HashSet<>()).add(who);
                var since = read.remove(reading);
                if (since != null && event.use() == null) {
                    since.retainAll(had(event, locks));
                    changes.computeIfAbsent(reading.where(), _ -> new ArrayList<>())
                            .add(new Change(event, since));
                }
            }
            case START, EXIT, JOIN, WAIT_BEGIN, WAIT_END, PUT, TAKE, CLOSE, TASK_DONE -> {}
        }
    }

    private static Set<Watched> had(TraceEvent event, List<Watched> locks) {
        var had = new HashSet<>(locks);
        had.addAll(event.held());
        return had;
    }

    private @Nullable String fault(Names names) {
        return changes.entrySet().stream()
                .filter(it -> Objects.requireNonNull(writers.get(it.getKey())).size() > 1)
                .map(it -> fault(it.getValue(), names))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String fault(List<Change> changes, Names names) {
        var common = new HashSet<>(changes.getFirst().locks());
        for (var change : changes) {
            var event = change.event();
            if (change.locks().isEmpty()) {
                return Texts.UNGUARDED.text(names.name(event.pid()), Story.place(event));
            }
            common.retainAll(change.locks());
            if (common.isEmpty()) {
                return Texts.NOT_THE_SAME.text(Story.place(event));
            }
        }
        return null;
    }

    private interface Names {
        String name(long pid);
    }
}
