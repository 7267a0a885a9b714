package telaio.multiprocessing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/// Tests that run with each way to wait: a parameterized class over [WaitingStrategy].
abstract class InBothWays {
    @Parameter WaitingStrategy strategy = WaitingStrategy.NATIVE;

    @BeforeEach
    void waitAsTold() {
        strategy.use();
    }

    @AfterEach
    void waitAsUsual() {
        WaitingStrategy.reset();
    }
}
