package telaio.exercise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.TraceEvent.Kind;
import telaio.multiprocessing.memory.Watched;
import telaio.multiprocessing.worker.Frame;

/// What happened while a solution ran.
///
/// @param events from the library's stream
/// @param printed lines that processes printed
/// @param printedHere lines that this process printed
/// @param reports what processes failed with
record Story(
        List<TraceEvent> events,
        List<String> printed,
        List<String> printedHere,
        List<Frame.Report> reports) {
    /// Nothing happened.
    static final Story NONE = new Story(List.of(), List.of(), List.of(), List.of());

    Story(List<TraceEvent> events, Overheard overheard) {
        this(events, overheard.children(), overheard.own(), overheard.reports());
    }

    Stream<TraceEvent> all(Kind kind) {
        return events.stream().filter(it -> it.kind() == kind);
    }

    /// This process.
    static long here() {
        return ProcessHandle.current().pid();
    }

    /// The processes that were started, in that order.
    List<Long> started() {
        return all(Kind.START).map(it -> it.what().offset()).distinct().toList();
    }

    boolean isPoolWorker(long pid) {
        return all(Kind.START)
                .anyMatch(it -> it.what().offset() == pid && it.detail() == TraceEvent.POOL_WORKER);
    }

    /// Exit codes by process, of those that ended.
    Map<Long, Long> exits() {
        var exits = new TreeMap<Long, Long>();
        all(Kind.EXIT).forEach(it -> exits.put(it.what().offset(), it.detail()));
        return exits;
    }

    /// Which process ended with an exception, as a sentence; null if none did.
    @Nullable String failure() {
        for (var report : reports) {
            var failure = report.failure();
            if (failure != null && report.exitCode() != 0 && started().contains(report.pid())) {
                return Texts.FAILED.text(name(report.pid()), failure.text());
            }
        }
        return null;
    }

    String name(long pid) {
        if (pid == here()) {
            return Process.current().name();
        }
        return Stream.concat(
                        events.stream().filter(it -> it.pid() == pid).map(TraceEvent::process),
                        reports.stream().filter(it -> it.pid() == pid).map(Frame.Report::process))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElseGet(() -> Texts.NUMBER.text(started().indexOf(pid) + 1));
    }

    String names(Collection<Long> pids) {
        return pids.stream().map(this::name).collect(Collectors.joining(", "));
    }

    /// Where an event happened, in brackets and after a space; empty if that is not known.
    static String place(TraceEvent event) {
        return place(event.file(), event.line());
    }

    static String place(String file, int line) {
        return file.isEmpty() ? "" : Texts.IN.text(line > 0 ? Texts.AT.text(file, line) : file);
    }

    /// Where a thread began to wait last.
    String waitingPlace(long pid, long thread) {
        return all(Kind.WAIT_BEGIN)
                .filter(it -> it.pid() == pid && it.thread() == thread)
                .reduce((_, last) -> last)
                .map(Story::place)
                .orElse("");
    }

    /// How many processes worked at the same time at most, as the program has them do: one that is
    /// waited for works until that is over, even if it ended long before.
    int together() {
        int most = 0;
        int now = 0;
        var open = new HashMap<Long, Boolean>();
        var joined = all(Kind.JOIN).map(it -> it.what().offset()).toList();
        for (var event : events) {
            long pid = event.what().offset();
            boolean ends =
                    event.kind() == Kind.JOIN
                            || (event.kind() == Kind.EXIT && !joined.contains(pid));
            if (event.kind() == Kind.START) {
                open.put(pid, true);
                most = Math.max(most, ++now);
            } else if (ends && open.remove(pid) != null) {
                now--;
            }
        }
        return most;
    }

    /// The first join that comes before a later start.
    Stream<TraceEvent> joinsBetween() {
        long last = all(Kind.START).mapToLong(TraceEvent::time).max().orElse(Long.MIN_VALUE);
        return all(Kind.JOIN).filter(it -> it.time() < last).limit(1);
    }

    /// How many began a way, and how many came to its end.
    record Passed(long begun, long ended) {}

    /// @param down from this process to others; else from others to this one
    Passed messages(boolean down) {
        return new Passed(
                all(Kind.PUT).filter(it -> (it.pid() == here()) == down).count(),
                all(Kind.TAKE).filter(it -> (it.pid() != here()) == down).count());
    }

    /// Whether any process but this one gave anything to others.
    boolean somethingCameBack() {
        return events.stream()
                .anyMatch(it ->
                        it.pid() != here() && (it.kind() == Kind.PUT || it.kind() == Kind.SET));
    }

    /// How many jobs were taken and how many reported as done, of the queues of which any was; of
    /// all queues if none was.
    ///
    /// @param strict whether the last one of a process that was killed counts if it was not: its
    ///   end may have overtaken the news
    Passed jobs(boolean strict) {
        var done = all(Kind.TASK_DONE).toList();
        var queues = done.stream().map(TraceEvent::what).collect(Collectors.toSet());
        var open = new HashMap<Long, Long>();
        done.forEach(it -> open.merge(it.pid(), -1L, Long::sum));
        var taken =
                all(Kind.TAKE)
                        .filter(it -> queues.isEmpty() || queues.contains(it.what()))
                        .toList();
        taken.forEach(it -> open.merge(it.pid(), 1L, Long::sum));
        var exits = exits();
        long overtaken =
                open.entrySet().stream()
                        .filter(it -> it.getValue() == 1 && it.getKey() != here())
                        .filter(it -> exits.getOrDefault(it.getKey(), -1L) != 0)
                        .count();
        return new Passed(taken.size(), done.size() + (strict ? 0 : overtaken));
    }

    /// How many items waited in one queue at most, as far as that is certain: a put is told from
    /// before it waits and a take from after it took, so one item of each thread may be outside.
    int backlog() {
        var users = new HashMap<Watched, Set<List<Long>>>();
        all(Kind.TAKE).forEach(it -> use(users, it));
        var sizes = new HashMap<Watched, Integer>();
        int most = 0;
        for (var event : events) {
            if (event.kind() == Kind.PUT && event.what().kind() == Watched.Kind.QUEUE) {
                int outside = use(users, event).size();
                int size = sizes.merge(event.what(), 1, Integer::sum);
                most = Math.max(most, size - outside);
            } else if (event.kind() == Kind.TAKE) {
                sizes.merge(event.what(), -1, Integer::sum);
            }
        }
        return most;
    }

    private static Set<List<Long>> use(Map<Watched, Set<List<Long>>> users, TraceEvent event) {
        var threads = users.computeIfAbsent(event.what(), _ -> new HashSet<>());
        threads.add(List.of(event.pid(), event.thread()));
        return threads;
    }

    /// The locks that were taken and not given back, as the events of their taking.
    List<TraceEvent> lockedForEver() {
        var open = new ArrayList<TraceEvent>();
        for (var event : events) {
            if (event.kind() == Kind.ACQUIRE && event.what().kind() != Watched.Kind.SEMAPHORE) {
                open.add(event);
            } else if (event.kind() == Kind.RELEASE) {
                for (int i = open.size() - 1; i >= 0; i--) {
                    var taken = open.get(i);
                    if (taken.what().equals(event.what())
                            && taken.pid() == event.pid()
                            && taken.thread() == event.thread()) {
                        open.remove(i);
                        break;
                    }
                }
            }
        }
        return open;
    }
}
