package telaio.display;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.Watched;

/// What a [Timeline] shows, in the order and the units of no drawing in particular.
///
/// @param nanos how long it lasts, at least 1; all times are from 0 to that
/// @param lanes one for each process or thread, in the order in which they appear
/// @param arrows from who gave something to who got it
record Story(long nanos, List<Lane> lanes, List<Arrow> arrows) {
    /// What somebody does for a while.
    enum What {
        RUN,
        WAIT,
        HOLD
    }

    /// @param from when it begins
    /// @param to when it ends, not before it begins
    record Bar(What what, long from, long to) {}

    /// A process or a thread.
    ///
    /// @param bars those that lie over others come later
    record Lane(String name, List<Bar> bars) {}

    /// An item on its way.
    ///
    /// @param from number of the lane that gave it, from 0
    /// @param to number of the lane that got it
    record Arrow(int from, long given, int to, long got) {}

    /// With a lane for each process.
    static Story of(List<TraceEvent> events) {
        return of(events, NOBODY);
    }

    /// With a lane for each process, but for one for each of its threads.
    ///
    /// @param apart the one; [#NOBODY] if there is none
    static Story of(List<TraceEvent> events, long apart) {
        return events.isEmpty()
                ? new Story(1, List.of(), List.of())
                : new Teller(events.getFirst().time(), apart).tell(events);
    }

    /// No process has this number.
    static final long NOBODY = -1;

    /// Whose lane it is.
    ///
    /// @param thread 0 if the lane is the whole process's
    private record Whose(long pid, long thread) {}

    private record Wait(long pid, long thread) {}

    private record Hold(long pid, long thread, Watched lock) {}

    private record Given(Whose whose, long time) {}

    /// A lane in the making.
    private static final class Draft {
        private String name = "";
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;
        private boolean ended;
        private final List<Bar> waits = new ArrayList<>();
        private final List<Bar> holds = new ArrayList<>();

        void sees(long time) {
            from = Math.min(from, time);
            to = ended ? to : Math.max(to, time);
        }
    }

    private static final class Teller {
        private final long zero;
        private final long apart;
        private final Map<Whose, Draft> drafts = new LinkedHashMap<>();
        private final Map<Wait, Long> waits = new HashMap<>();
        private final Map<Hold, Long> holds = new HashMap<>();
        private final Map<Watched, Deque<Given>> given = new HashMap<>();
        private final List<Given[]> journeys = new ArrayList<>();

        Teller(long zero, long apart) {
            this.zero = zero;
            this.apart = apart;
        }

        Story tell(List<TraceEvent> events) {
            events.forEach(this::take);
            long end = Math.max(1, events.getLast().time() - zero);
            drafts.forEach(this::close);
            var numbers = new HashMap<Whose, Integer>();
            drafts.keySet().forEach(whose -> numbers.put(whose, numbers.size()));
            var arrows = new ArrayList<Arrow>();
            for (var journey : journeys) {
                arrows.add(
                        new Arrow(
                                numbers.getOrDefault(journey[0].whose(), 0),
                                journey[0].time(),
                                numbers.getOrDefault(journey[1].whose(), 0),
                                journey[1].time()));
            }
            return new Story(end, drafts.values().stream().map(Teller::lane).toList(), arrows);
        }

        private void take(TraceEvent event) {
            long now = event.time() - zero;
            var whose = whose(event.pid(), event.thread());
            var draft = draft(whose);
            draft.name = whose.thread() == 0 ? event.process() : event.threadName();
            draft.sees(now);
            var wait = new Wait(event.pid(), event.thread());
            var hold = new Hold(event.pid(), event.thread(), event.what());
            switch (event.kind()) {
                case START -> draft(other(event)).sees(now);
                case EXIT -> {
                    var other = draft(other(event));
                    other.sees(now);
                    other.ended = true;
                }
                case WAIT_BEGIN -> waits.put(wait, now);
                case WAIT_END -> bar(draft.waits, What.WAIT, waits.remove(wait), now);
                case ACQUIRE -> holds.put(hold, now);
                case RELEASE -> bar(draft.holds, What.HOLD, holds.remove(hold), now);
                case PUT ->
                        given.computeIfAbsent(event.what(), _ -> new ArrayDeque<>())
                                .add(new Given(whose, now));
                case TAKE -> {
                    var sources = given.get(source(event.what()));
                    var source = sources == null ? null : sources.poll();
                    if (source != null) {
                        journeys.add(new Given[] {source, new Given(whose, now)});
                    }
                }
                case JOIN, CLOSE, TASK_DONE, GET, SET -> {}
            }
        }

        private Whose whose(long pid, long thread) {
            return new Whose(pid, pid == apart ? thread : 0);
        }

        /// The process that an event is about.
        private static Whose other(TraceEvent event) {
            return new Whose(event.what().offset(), 0);
        }

        private Draft draft(Whose whose) {
            return drafts.computeIfAbsent(whose, _ -> new Draft());
        }

        /// What comes out of one end of a pipe went into the other.
        private static Watched source(Watched what) {
            return what.kind() == Watched.Kind.CONNECTION
                    ? new Watched(what.kind(), what.region(), 1 - what.offset())
                    : what;
        }

        private static void bar(List<Bar> bars, What what, @Nullable Long from, long to) {
            if (from != null) {
                bars.add(new Bar(what, from, Math.max(from, to)));
            }
        }

        /// What has no end lasts as long as its lane.
        private void close(Whose whose, Draft draft) {
            waits.forEach((wait, from) -> {
                if (whose(wait.pid(), wait.thread()).equals(whose)) {
                    bar(draft.waits, What.WAIT, from, draft.to);
                }
            });
            holds.forEach((hold, from) -> {
                boolean its = whose(hold.pid(), hold.thread()).equals(whose);
                if (its && hold.lock().kind() != Watched.Kind.SEMAPHORE) {
                    bar(draft.holds, What.HOLD, from, draft.to);
                }
            });
        }

        private static Lane lane(Draft draft) {
            var bars = new ArrayList<Bar>();
            bars.add(new Bar(What.RUN, draft.from, Math.max(draft.from, draft.to)));
            bars.addAll(draft.holds);
            bars.addAll(draft.waits);
            return new Lane(draft.name, List.copyOf(bars));
        }
    }

    /// How a lane is called: by its name, or its number if it never told one.
    String name(int lane) {
        var name = lanes.get(lane).name();
        return name.isEmpty() ? "#" + lane : name;
    }
}
