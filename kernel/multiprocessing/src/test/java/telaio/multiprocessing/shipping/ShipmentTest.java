package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShipmentTest {
    private final Cells cells = Cells.rewritten();

    @AfterEach
    void close() {
        cells.close();
    }

    private String thatSays(String expression) throws Exception {
        return SecondJvm.run(cells.value("(Supplier<Object>) () -> " + expression));
    }

    @Test
    void a_lambda_brings_the_method_it_calls_and_the_variable_that_reads() throws Exception {
        cells.run("int x = 20; int twice(int n) { return plus(n, n); } ");
        cells.run("int plus(int a, int b) { return a + b + x; }");
        assertThat(thatSays("twice(1)")).isEqualTo("22");
    }

    @Test
    void values_of_the_notebook_arrive_as_they_are() throws Exception {
        cells.run(
                """
                record Point(int x, int y) {}
                record Line(Point from, Point to, List<String> tags) {}
                var line = new Line(new Point(1, 2), new Point(3, 4), List.of("a", "b"));
                var byName = new HashMap<String, Line>(Map.of("l", line));
                enum Color { RED { String f() { return "r"; } }, GREEN; String f() { return "x"; } }
                var colors = EnumSet.of(Color.RED, Color.GREEN);
                sealed interface Shape permits Circle, Square {}
                record Circle(double r) implements Shape {}
                record Square(double side) implements Shape {}
                double area(Shape s) { return switch (s) { case Circle(var r) -> 3 * r * r; case Square(var a) -> a * a; }; }
                <T extends Comparable<T>> T max(List<T> all) { return Collections.max(all); }
                class Node { Node next; int v; Node(int v) { this.v = v; } }
                var ring = new Node(1); ring.next = new Node(2); ring.next.next = ring;
                """);
        assertThat(thatSays("byName.get(\"l\").toString()"))
                .isEqualTo("Line[from=Point[x=1, y=2], to=Point[x=3, y=4], tags=[a, b]]");
        assertThat(thatSays("colors.stream().map(c -> c.f() + (c == Color.RED)).toList()"))
                .isEqualTo("[rtrue, xfalse]");
        assertThat(thatSays("area(new Circle(2)) + area(new Square(3))")).isEqualTo("21.0");
        assertThat(thatSays("max(List.of(3, 9, 2))")).isEqualTo("9");
        assertThat(thatSays("ring.next.next == ring && ring.v == 1")).isEqualTo("true");
    }

    @Test
    void a_variable_that_cannot_travel_is_named() {
        cells.run("var conn = new java.net.Socket();");
        assertThatThrownBy(() -> thatSays("conn.isClosed()"))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage(
                        "notebook variable 'conn' (java.net.Socket) cannot be sent to another"
                                + " process");
    }
}
