package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pools that outlive the cell that made them.
@Timeout(60)
class PoolCellTest {
    @Test
    @Tag("R38")
    @Tag("R16")
    void a_worker_that_is_used_again_sees_the_newest_classes_and_variables() {
        try (var lab = new Lab()) {
            lab.quietly(
                    3,
                    """
                    int factor = 2;
                    int times(int n) { return n * factor; }
                    var pool = new Pool(1);
                    """);
            assertThat(lab.value("pool.map(n -> times(n), List.of(1, 2))")).isEqualTo("[2, 4]");
            lab.quietly("factor = 3;");
            assertThat(lab.value("pool.map(n -> times(n), List.of(1, 2))")).isEqualTo("[3, 6]");
            lab.quietly("int times(int n) { return -n * factor; }");
            assertThat(lab.value("pool.map(n -> times(n), List.of(1, 2))")).isEqualTo("[-3, -6]");
            lab.quietly("record Knot(int n) {}");
            assertThat(lab.value("pool.map(k -> k.n(), List.of(new Knot(4)))")).isEqualTo("[4]");
            lab.quietly("record Knot(int n) { int twice() { return 2 * n; } }");
            assertThat(lab.value("pool.map(k -> k.twice(), List.of(new Knot(4)))"))
                    .isEqualTo("[8]");
            lab.quietly("pool.close();");
        }
    }
}
