package telaio.multiprocessing.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Reads the events of all processes, those that have ended included. For one thread.
public final class TraceReader {
    /// How many of the latest events of a process are waited for that are not complete.
    private static final long PENDING = 256;

    private final Domain domain;
    private final TreeMap<Long, Position> logs = new TreeMap<>();
    private int generation;
    private long lost;

    /// @param domain whose processes
    TraceReader(Domain domain) {
        this.domain = domain;
    }

    private static final class Position {
        private final TraceLog log;
        private long next;

        private Position(TraceLog log) {
            this.log = log;
        }
    }

    /// The events since the last call, the earliest first. An event that is just being told comes
    /// with the next call, although others of the same time may have come with this.
    ///
    /// @return none if nothing happened, or the stream is off and all was read
    public List<TraceEvent> read() {
        look();
        var result = new ArrayList<TraceEvent>();
        logs.values().forEach(position -> read(position, result));
        result.sort(Comparator.comparingLong(TraceEvent::time));
        return result;
    }

    /// How many events of this reader's time were overwritten before it read them, or could not be
    /// written at all for want of room. Grows with [#read] only; starts anew when the stream is
    /// switched on again.
    public long lost() {
        return lost + domain.control().traceLost();
    }

    private void look() {
        int now = domain.control().traceGeneration();
        if (now != generation) {
            generation = now;
            logs.clear();
            lost = 0;
        }
        for (long id : new TraceLogs(domain).ids()) {
            if (!logs.containsKey(id)) {
                var log = TraceLog.open(domain, id);
                if (log != null && log.generation() == generation) {
                    logs.put(id, new Position(log));
                }
            }
        }
    }

    private void read(Position position, List<TraceEvent> result) {
        var log = position.log;
        boolean alive = log.owner().alive();
        long count = log.count();
        while (position.next < count) {
            long first = log.first();
            if (position.next < first) {
                lost += first - position.next;
                position.next = first;
            }
            var event = log.read(position.next);
            if (event != null) {
                result.add(event);
            } else if (alive && count - position.next < PENDING && position.next >= log.first()) {
                return;
            } else {
                lost++;
            }
            position.next++;
        }
    }
}
