package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import telaio.multiprocessing.memory.Claim.Use;
import telaio.multiprocessing.memory.Watched.Kind;

/// Who waits for what in a [Domain], and who has what. Looks at one thing after the other, while
/// the processes go on.
public final class Census {
    private final Domain domain;

    Census(Domain domain) {
        this.domain = domain;
    }

    /// Writes down that the calling thread waits for the end of a process. Does nothing while
    /// nobody of the family shares memory.
    ///
    /// @return what to give to [#joined]
    public int joins(long pid) {
        return domain.shared()
                ? domain.control().publish(Control.PROCESS, pid)
                : Control.UNPUBLISHED;
    }

    /// The wait is over for which [#joins] gave `entry`.
    public void joined(int entry) {
        if (entry != Control.UNPUBLISHED) {
            domain.control().unpublish(entry);
        }
    }

    /// A word that threads wait for, as they see it.
    record Goal(Watched what, Use use) {}

    /// The threads that wait now.
    public List<Claim> waiting() {
        var result = new ArrayList<Claim>();
        for (var waiter : domain.waiters()) {
            var goal = goal(waiter.region(), waiter.offset());
            result.add(
                    new Claim(
                            waiter.pid(),
                            domain.control().nameOf(waiter.pid()),
                            waiter.thread(),
                            goal.what(),
                            goal.use(),
                            waiter.since()));
        }
        return result;
    }

    /// What one waits for who waits for this word.
    Goal goal(long region, long offset) {
        if (region == Control.PROCESS) {
            return new Goal(Watched.process(offset), Use.JOIN);
        }
        if (region == 0) {
            return new Goal(new Watched(Kind.CONNECTION, 0, 0), Use.TAKE);
        }
        return domain.cells().goal(region, offset).orElseGet(() -> inRing(region, offset));
    }

    private Goal inRing(long region, long offset) {
        var ring = domain.ring(region);
        var use =
                offset == RingLayout.ALL_FINISHED
                        ? Use.JOIN
                        : offset == RingLayout.PRODUCERS || offset == RingLayout.NOT_FULL
                                ? Use.PUT
                                : Use.TAKE;
        var what =
                ring == null
                        ? new Watched(Kind.QUEUE, region, 0)
                        : ring.watch().watched(use == Use.PUT);
        return new Goal(what, use);
    }

    /// What threads and processes have now: locks of all kinds, the turn to put into a queue or to
    /// take from it, ends of pipes. Permits of semaphores belong to nobody.
    public List<Claim> holding() {
        var result = new ArrayList<Claim>();
        domain.control(); // makes the directory
        try (DirectoryStream<java.nio.file.Path> files =
                Files.newDirectoryStream(domain.directory())) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.matches("(cells|ring|duct)-\\d{1,18}")) {
                    look(name, Long.parseLong(name.replaceAll("\\D", "")), result::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + domain.directory(), e);
        }
        return result;
    }

    private void look(String name, long id, Consumer<Claim> found) {
        if (name.startsWith("cells")) {
            domain.cells().holding(id, found);
        } else if (name.startsWith("ring")) {
            var ring = domain.ring(id);
            if (ring != null) {
                ring.watch().holding(found);
            }
        } else {
            var duct = domain.ducts().get(id);
            if (duct != null) {
                duct.holding(found);
            }
        }
    }

    static void held(Optional<Mutex.Holder> holder, Watched what, Use use, Consumer<Claim> found) {
        holder.map(it -> new Claim(it.pid(), it.process(), it.thread(), what, use, 0))
                .ifPresent(found);
    }
}
