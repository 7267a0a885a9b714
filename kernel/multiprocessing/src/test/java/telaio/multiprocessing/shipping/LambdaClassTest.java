package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LambdaClassTest {
    @Test
    void a_lambda_is_a_serializable_class_of_the_cells_own_nest() throws Exception {
        try (var cells = Cells.rewritten()) {
            cells.run("int x = 5;");
            var lambda = cells.value("(Supplier<Integer>) () -> x + 1");
            assertThat(lambda).isInstanceOf(java.io.Serializable.class);
            assertThat(lambda.getClass().getName()).matches("REPL\\.\\$JShell\\$\\d+\\$\\$L0");
            assertThat(lambda.getClass().isHidden()).isFalse();
            assertThat(lambda.getClass().getNestHost().getName())
                    .matches("REPL\\.\\$JShell\\$\\d+");
            assertThat(((Supplier<?>) lambda).get()).isEqualTo(6);
        }
    }
}
