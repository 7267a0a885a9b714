package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All [TraceLog]s of a domain, and the switch.
public final class TraceLogs {
    /// Most logs there are: beyond that a new one takes the place of one whose process is dead.
    private static final int MOST = 64;

    private final Domain domain;

    TraceLogs(Domain domain) {
        this.domain = domain;
    }

    /// Switches the stream on; does nothing if it is. What was told before is forgotten.
    ///
    /// @param records how many events are kept of each process
    public void on(int records) {
        domain.alone(() -> {
            if (!isOn()) {
                for (long id : ids()) {
                    var log = TraceLog.open(domain, id);
                    if (log != null) {
                        log.delete();
                    }
                }
                domain.control().traceOn(records);
            }
            return true;
        });
    }

    /// Switches the stream off; does nothing if it is. What was told can still be read.
    public void off() {
        domain.alone(() -> {
            if (isOn()) {
                domain.control().traceOff();
            }
            return true;
        });
    }

    public boolean isOn() {
        return domain.tracer().isOn();
    }

    /// Reads from the oldest event on that is kept.
    public TraceReader reader() {
        return new TraceReader(domain);
    }

    /// Makes this process's log. Takes no lock, as a thread may tell something with any lock held;
    /// so a few more than [#MOST] may be made, and one that nobody reads.
    ///
    /// @return null if there are too many
    /// @throws NoRoom if there is no room, in the temporary folder neither
    @Nullable TraceLog make(int generation) {
        var control = domain.control();
        return ids().size() >= MOST && !replaceOne()
                ? null
                : TraceLog.create(
                        domain, generation, control.traceRecords(), control.name(domain.slot()));
    }

    private boolean replaceOne() {
        for (long id : ids()) {
            var log = TraceLog.open(domain, id);
            if (log != null && !log.owner().alive()) {
                domain.control().traceLost(log.count());
                log.delete();
                return true;
            }
        }
        return false;
    }

    /// The numbers of all logs, the oldest first.
    List<Long> ids() {
        var result = new TreeSet<Long>();
        for (var directory : domain.room().directories()) {
            if (Files.isDirectory(directory)) {
                list(directory, result);
            }
        }
        return List.copyOf(result);
    }

    private static void list(Path directory, Set<Long> found) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "trace-*")) {
            for (var file : files) {
                found.add(Long.parseLong(file.getFileName().toString().replaceAll("\\D", "")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
