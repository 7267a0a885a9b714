package telaio.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import telaio.display.Showing;
import telaio.jupyter.eval.Frontend;

class EarlyEvaluatorTest {
    /// Remembers the first text.
    private static final class Listening implements Frontend {
        private final CompletableFuture<String> text = new CompletableFuture<>();

        @Override
        public void stream(long origin, Stream stream, String printed) {
            text.complete(printed);
        }

        @Override
        public void show(long origin, Showing showing) {}

        @Override
        public String input(long origin, String prompt, boolean password) {
            return "";
        }

        @Override
        public void sessionEnded() {}
    }

    @Test
    void what_is_printed_before_there_is_a_kernel_reaches_it_later() throws Exception {
        var early =
                EarlyEvaluator.begin(frontend -> {
                    Thread.ofVirtual()
                            .start(() -> frontend.stream(1, Frontend.Stream.STDOUT, "ciao"));
                    return FakeEvaluator.of((_, _) -> FakeEvaluator.value("")).apply(frontend);
                });
        var listening = new Listening();

        assertThat(early.with(listening)).isInstanceOf(FakeEvaluator.class);
        assertThat(listening.text.get(1, TimeUnit.MINUTES)).isEqualTo("ciao");
    }

    @Test
    void an_evaluator_that_cannot_be_made_says_why() {
        var early =
                EarlyEvaluator.begin(frontend -> {
                    throw new IllegalStateException("no room");
                });

        assertThatThrownBy(() -> early.with(new Listening()))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no room");
    }
}
