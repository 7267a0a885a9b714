package telaio.multiprocessing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {
    /// Where there are no signals, a process that was ended from here has exit code 1.
    @ParameterizedTest
    @CsvSource({
        "0, 0, true, 0",
        "3, 0, true, 3",
        "137, 9, true, -9",
        "143, 15, true, -15",
        "130, 0, true, -2",
        "1, 9, true, 1",
        "1, 9, false, -9",
        "1, 15, false, -15",
        "1, 0, false, 1",
        "0, 15, false, 0"
    })
    void exit_codes_are_the_same_on_every_system(
            int systemCode, int sent, boolean signals, int exitCode) {
        assertThat(Ending.normalise(systemCode, sent, signals)).isEqualTo(exitCode);
    }
}
