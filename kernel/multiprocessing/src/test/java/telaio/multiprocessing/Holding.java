package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import telaio.multiprocessing.memory.Domain;

/// A child named Anna that does something, says so and then stays until it is killed.
final class Holding {
    private Holding() {}

    static ChildJvm start(ChildJvm.Work work) throws Exception {
        var done = new Queue<Boolean>();
        var never = new Queue<Boolean>();
        var child =
                ChildJvm.start(() -> {
                    Domain.current().name("Anna");
                    work.run();
                    done.put(true);
                    never.get();
                });
        assertThat(done.get(Duration.ofSeconds(30))).contains(true);
        Threads.until(() -> isWaiting(child.pid()));
        return child;
    }

    /// Whether a thread of this process has published that it waits.
    static boolean isWaiting(long pid) {
        return Domain.current().waiters().stream().anyMatch(it -> it.pid() == pid);
    }
}
