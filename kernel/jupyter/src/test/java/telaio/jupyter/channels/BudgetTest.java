package telaio.jupyter.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget();

    /// JupyterLab's server: what it counted in the last 3 s.
    private record Counted(long time, int bytes) {}

    @Test
    void the_first_burst_does_not_wait() {
        int sent = 0;
        while (budget.delay(0) == 0) {
            budget.charge(0, 65_536);
            sent += 65_536;
        }
        assertThat(sent).isBetween(1_500_000, 2_500_000);
    }

    @Test
    void no_window_of_three_seconds_has_more_than_the_server_lets_through() {
        assertWindows(70_000, 120, 2_800_000, 2999);
        assertWindows(400_000, 120, 3_000_000, 2999);
        assertWindows(300, 60, 3_000_000, 2999);
    }

    private void assertWindows(int size, int seconds, int mostBytes, int mostMessages) {
        budget.reset();
        var window = new ArrayDeque<Counted>();
        long now = 0;
        long total = 0;
        long inWindow = 0;
        while (now < TimeUnit.SECONDS.toNanos(seconds)) {
            now += budget.delay(now);
            if (budget.delay(now) == 0) {
                budget.charge(now, size);
                window.add(new Counted(now, size));
                inWindow += size;
                total += size;
            }
            while (now - window.getFirst().time() >= TimeUnit.SECONDS.toNanos(3)) {
                inWindow -= window.removeFirst().bytes();
            }
            assertThat(inWindow).isLessThanOrEqualTo(mostBytes);
            assertThat(window.size()).isLessThanOrEqualTo(mostMessages);
        }
        if (size > 1000) {
            assertThat(total / seconds).isBetween(700_000L, 1_000_000L);
        }
    }

    @Test
    void after_idle_the_count_begins_anew() {
        while (budget.delay(0) == 0) {
            budget.charge(0, 65_536);
        }
        budget.reset();
        assertThat(budget.delay(0)).isZero();
    }
}
