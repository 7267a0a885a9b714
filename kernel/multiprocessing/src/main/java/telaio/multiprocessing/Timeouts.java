package telaio.multiprocessing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import telaio.multiprocessing.memory.Patience;

/// How long a caller says it will wait.
final class Timeouts {
    private Timeouts() {}

    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if `timeout` is negative
    static Patience patience(Duration timeout) {
        return Patience.of(given(timeout));
    }

    /// @throws NullPointerException if it is null
    /// @throws IllegalArgumentException if `timeout` is negative
    static Duration given(Duration timeout) {
        return Given.notNegative(timeout, "timeout");
    }

    /// As in `java.util.concurrent`: zero or less means do not wait.
    ///
    /// @throws NullPointerException if the unit is null
    static Patience patience(long timeout, TimeUnit unit) {
        return Patience.ofNanos(Given.notNull(unit, "unit").toNanos(timeout));
    }

    /// What every wait that heeds interrupts begins with.
    static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
