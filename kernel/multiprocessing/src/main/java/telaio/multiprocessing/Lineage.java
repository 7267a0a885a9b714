package telaio.multiprocessing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.worker.Home;

/// This JVM's place in the family: who it is, who started it, whom it started.
final class Lineage {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Set<Process> CHILDREN = ConcurrentHashMap.newKeySet();

    private static volatile @Nullable Process self;

    /// `1:2` in the second process started by the first; empty in the first of a family.
    private static volatile String path = "";

    private Lineage() {}

    /// Called in a child before its task runs.
    static void become(@Nullable Process process, String ownPath) {
        path = ownPath;
        self = process;
    }

    /// The next child's path, for its name.
    static String nextPath() {
        int number = COUNT.incrementAndGet();
        return path.isEmpty() ? Integer.toString(number) : path + ":" + number;
    }

    static synchronized Process self() {
        var known = self;
        if (known == null) {
            known = new Process(new Role.Self());
            self = known;
        }
        return known;
    }

    static Optional<Process> parent() {
        return Home.related()
                ? Optional.of(new Process(new Role.Parent(Home.parentPid(), Home.parentName())))
                : Optional.empty();
    }

    static void began(Process child) {
        CHILDREN.add(child);
    }

    static void ended(Process child) {
        CHILDREN.remove(child);
    }

    static List<Process> children() {
        return List.copyOf(CHILDREN);
    }
}
