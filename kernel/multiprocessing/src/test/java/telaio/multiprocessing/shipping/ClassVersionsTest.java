package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClassVersionsTest {
    private static Shipment shipment(String declaration, String expression) throws Exception {
        try (var cells = Cells.rewritten()) {
            cells.run(declaration);
            return Shipment.pack(cells.value("(Supplier<Object>) () -> " + expression));
        }
    }

    @Test
    void a_newer_version_of_a_class_takes_effect_and_older_objects_keep_theirs() throws Exception {
        var older = shipment("int f() { return 1; }", "f()");
        var newer = shipment("int f() { return 2; }", "f()");
        CellClasses.renew();
        var before = (Supplier<?>) older.unpack();
        assertThat(before.get()).isEqualTo(1);
        assertThat(((Supplier<?>) newer.unpack()).get()).isEqualTo(2);
        assertThat(before.get()).isEqualTo(1);
    }

    @Test
    void an_unchanged_class_is_defined_once() throws Exception {
        var shipment = shipment("class C {} var c = new C();", "c");
        CellClasses.renew();
        var first = ((Supplier<?>) shipment.unpack()).get();
        var second = ((Supplier<?>) shipment.unpack()).get();
        assertThat(first).isNotSameAs(second).hasSameClassAs(second);
    }

    @Test
    void a_class_left_out_of_the_shipment_is_asked_for() throws Exception {
        var shipment = shipment("int f() { return 3; }", "f()");
        var cells = CellClasses.renew();
        cells.missing(name ->
                shipment.classes().stream()
                        .filter(shipped -> shipped.name().equals(name))
                        .map(Shipment.ShippedClass::bytes)
                        .findFirst()
                        .orElse(null));
        var bare = new Shipment(List.of(), shipment.graph());
        assertThat(((Supplier<?>) bare.unpack()).get()).isEqualTo(3);
    }
}
