package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
@ParameterizedClass
@EnumSource(WaitingStrategy.class)
class WaitAnyTest extends InBothWays {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    @Tag("N18")
    void wait_any_collects_from_several_until_all_have_ended() throws Exception {
        var readers = new ArrayList<Connection<Integer>>();
        var children = new ArrayList<ChildJvm>();
        try {
            for (int reader = 0; reader < 4; reader++) {
                var pipe = Pipe.<Integer>simplex();
                var writer = pipe.left();
                readers.add(pipe.right());
                children.add(ChildJvm.start(() -> count(writer)));
                writer.close();
            }
            int messages = 0;
            var open = new ArrayList<>(readers);
            while (!open.isEmpty()) {
                for (var ready : Connection.waitAny(open)) {
                    try {
                        ready.recv();
                        messages++;
                    } catch (EndOfStream e) {
                        open.remove(ready);
                    }
                }
            }
            assertThat(messages).isEqualTo(40);
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    private static void count(Connection<Integer> writer) {
        for (int i = 0; i < 10; i++) {
            writer.send(i);
        }
        writer.close();
    }

    @Test
    @Tag("N20")
    void wait_any_ends_when_time_is_over() throws Exception {
        var one = new Pipe<Integer>();
        var other = new Pipe<Integer>();
        var both = List.of(one.left(), other.left());
        long before = System.nanoTime();
        assertThat(Connection.waitAny(both, Duration.ofMillis(100))).isEmpty();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000L);
        assertThat(Connection.waitAny(List.<Connection<?>>of(), LONG)).isEmpty();
        var waiter = Threads.start(() -> Connection.waitAny(both, LONG));
        Threads.untilWaiting(1);
        other.right().send(1);
        assertThat(waiter.result()).containsExactly(other.left());
        assertThat(Connection.waitAny(both, Duration.ZERO)).containsExactly(other.left());
    }
}
