package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeedsConditionTest {
    private static final Optional<String> MISSING = Optional.of("needs a browser");

    @Test
    void runs_when_nothing_is_missing() {
        assertThat(NeedsCondition.decide("LabTest", Optional.empty(), false).isDisabled())
                .isFalse();
        assertThat(NeedsCondition.decide("LabTest", Optional.empty(), true).isDisabled()).isFalse();
    }

    @Test
    void skips_with_a_line_that_names_test_and_reason() {
        assertThat(NeedsCondition.decide("LabTest", MISSING, false).getReason())
                .hasValue("Skipped: LabTest needs a browser");
    }

    @Test
    void never_skips_under_ci() {
        assertThatThrownBy(() -> NeedsCondition.decide("LabTest", MISSING, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LabTest")
                .hasMessageContaining("needs a browser");
    }
}
