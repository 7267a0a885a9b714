package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import telaio.multiprocessing.Task;

@Timeout(60)
class ShipmentTest {
    private static Cells cells;

    @BeforeAll
    static void open() {
        cells = Cells.rewritten();
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    private static String thatSays(String expression) throws Exception {
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
    void classes_of_every_kind_arrive() throws Exception {
        cells.run(
                """
                int base = 100;
                interface Visitor { int visit(int n); }
                class Outer {
                    int v = 1;
                    class Inner { int sum() { return v + base; } }
                    static class Nested { int v = 7; int get() { return v; } }
                    Visitor anonymous() { return new Visitor() { public int visit(int n) { return n + v; } }; }
                    Visitor local() { class Local implements Visitor { public int visit(int n) { return n * 2 + v; } } return new Local(); }
                    Visitor lambda() { return n -> n - v; }
                    Inner inner() { return new Inner(); }
                }
                var inner = new Outer().inner();
                var nested = new Outer.Nested();
                var visitors = new ArrayList<Visitor>(List.of(new Outer().anonymous(), new Outer().local(), new Outer().lambda()));
                enum Day { MON, TUE }
                String name(Day d) { switch (d) { case MON: return "m"; default: return "t"; } }
                Function<Integer, Integer> fact = n -> n < 2 ? 1 : n * fact.apply(n - 1);
                Comparator<String> order = Comparator.comparing(String::length);
                """);
        assertThat(thatSays("inner.sum() + nested.get()")).isEqualTo("108");
        assertThat(thatSays("visitors.stream().map(v -> v.visit(10)).toList()"))
                .isEqualTo("[11, 21, 9]");
        assertThat(thatSays("name(Day.MON) + name(Day.TUE)")).isEqualTo("mt");
        assertThat(thatSays("fact.apply(5)")).isEqualTo("120");
        assertThat(thatSays("Stream.of(\"bb\", \"a\").sorted(order.reversed()).toList()"))
                .isEqualTo("[bb, a]");
    }

    @Test
    void classes_and_methods_that_need_each_other_arrive() throws Exception {
        cells.run("class Ping { Pong other; int n = 1; }");
        cells.run("class Pong { Ping other; int n = 2; }");
        cells.run("boolean even(int n) { return n == 0 || odd(n - 1); }");
        cells.run("boolean odd(int n) { return n != 0 && even(n - 1); }");
        cells.run("var ping = new Ping(); ping.other = new Pong(); ping.other.other = ping;");
        assertThat(thatSays("ping.other.other.n + ping.other.n + (even(10) ? \" even\" : \"\")"))
                .isEqualTo("3 even");
    }

    @Test
    void a_task_of_a_serializable_type_travels_from_a_cell_too() throws Exception {
        cells.run("import telaio.multiprocessing.Task; int x = 6;");
        cells.run(
                "Supplier<Object> of(Task task) { return () -> { try { task.run(); return x; } catch (Exception e) { return e.getMessage(); } }; }");
        assertThat(SecondJvm.run(cells.value("of(() -> x++)"))).isEqualTo("7");
        assertThat(SecondJvm.run(cells.value("of(() -> { throw new IOException(\"io\" + x); })")))
                .isEqualTo("io6");
    }

    @Test
    void a_captured_object_and_a_variable_stay_one() throws Exception {
        cells.run(
                """
                var shared = new ArrayList<String>(List.of("s"));
                var lock = new Object();
                var mutex = new ReentrantLock();
                Supplier<Object> task(List<String> mine, Object held) {
                    int local = 3;
                    return () -> { synchronized (lock) { mutex.lock(); mine.add("t"); return local + " " + (mine == shared) + (held == lock) + shared; } };
                }
                """);
        assertThat(SecondJvm.run(cells.value("task(shared, lock)"))).isEqualTo("3 truetrue[s, t]");
    }

    @Test
    void static_fields_travel_also_if_declared_final() throws Exception {
        cells.run(
                """
                class Counter {
                    static int made = 0;
                    static final Map<String, Integer> SEEN = new HashMap<>();
                    static final int LIMIT = 10;
                    static final ExecutorService POOL = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
                    Counter() { made++; SEEN.put("n" + made, made); }
                    static String state() { return made + SEEN.toString() + LIMIT + POOL.isShutdown(); }
                }
                new Counter();
                Counter.POOL.shutdown();
                """);
        assertThat(thatSays("Counter.state()")).isEqualTo("1{n1=1}10false");
    }

    @Test
    void a_class_that_reads_a_variable_when_initialised_finds_it() throws Exception {
        cells.run(
                """
                var sizes = List.of(1, 2, 3);
                class Table { static final int[] DOUBLED = sizes.stream().mapToInt(n -> 2 * n).toArray(); int first = DOUBLED[0]; int last() { return DOUBLED[2]; } }
                var table = new Table();
                """);
        assertThat(thatSays("table.first + table.last()")).isEqualTo("8");
    }

    @Test
    void variables_that_the_code_does_not_read_stay_at_home() throws Exception {
        cells.run(
                """
                var conn = new java.net.Socket();
                void talk() { conn.isClosed(); }
                void renew() { conn = null; }
                int quiet() { return 4; }
                """);
        assertThat(thatSays("quiet()")).isEqualTo("4");
        cells.value("(Runnable) () -> renew()");
        assertThat(Shipment.pack(cells.value("(Runnable) () -> renew()")).classes()).isNotEmpty();
    }

    @Test
    void a_worker_can_ship_on() throws Exception {
        cells.run("import telaio.multiprocessing.shipping.SecondJvm; int x = 1;");
        cells.run(
                "String further() throws Exception { int here = ++x; return SecondJvm.run((Supplier<Object>) () -> here + x); }");
        assertThat(SecondJvm.run(cells.value("(Callable<Object>) () -> further()"))).isEqualTo("4");
    }

    @Test
    void a_long_chain_made_in_a_cell_arrives() throws Exception {
        cells.run(
                """
                class Node { Node next; }
                Node chain = null;
                for (int i = 0; i < 50_000; i++) { var n = new Node(); n.next = chain; chain = n; }
                int length() { int n = 0; for (var i = chain; i != null; i = i.next) n++; return n; }
                """);
        assertThat(thatSays("length()")).isEqualTo("50000");
    }

    @Test
    void lambdas_of_plain_programs_travel_without_classes() throws Exception {
        var word = "plain";
        var shipment = Shipment.pack((Callable<String> & Serializable) () -> word + "!");
        assertThat(shipment.classes()).isEmpty();
        assertThat(SecondJvm.run((Callable<String> & Serializable) () -> word + "!"))
                .isEqualTo("plain!");
        Task task = () -> assertThat(word).isEqualTo("plain");
        ((Task) Shipment.pack(task).unpack()).run();
    }

    private static void refuses(String expression, String text) {
        assertThatThrownBy(() -> thatSays(expression))
                .isInstanceOf(NotSerializableException.class)
                .hasMessage(text);
    }

    @Test
    void what_cannot_travel_is_named() {
        cells.run(
                """
                var conn = new java.net.Socket();
                class Session { String name = "n"; Object[] parts = {1, conn}; static Object last = conn; }
                var sessions = Map.of("a", new Session());
                """);
        var end = " cannot be sent to another process";
        refuses("conn", "notebook variable 'conn' (java.net.Socket)" + end);
        refuses("sessions", "notebook variable 'sessions[\"a\"].parts[1]' (java.net.Socket)" + end);
        refuses("Session.last", "static field 'Session.last' (java.net.Socket)" + end);
    }

    @Test
    void a_captured_variable_that_cannot_travel_is_named() {
        cells.run(
                """
                class Worker extends Thread { public void run() {} }
                class Loud extends ByteArrayOutputStream {}
                Supplier<Object> capturing(Object mine) { return () -> mine; }
                """);
        var end = " cannot be sent to another process";
        for (var refused :
                Map.of(
                                "new java.net.Socket()", "java.net.Socket",
                                "new Worker()", "Worker",
                                "new Loud()", "Loud",
                                "Function.identity()", "a lambda of java.util.function.Function")
                        .entrySet()) {
            assertThatThrownBy(
                            () -> Shipment.pack(cells.value("capturing(" + refused.getKey() + ")")))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessage("captured variable 'mine' (" + refused.getValue() + ")" + end);
        }
    }

    @Test
    void an_italian_is_told_in_italian() {
        var before = Locale.getDefault();
        cells.run("var conn = new java.net.Socket();");
        Locale.setDefault(Locale.ITALIAN);
        try {
            refuses(
                    "conn",
                    "la variabile del notebook 'conn' (java.net.Socket) non si può mandare a un"
                            + " altro processo");
        } finally {
            Locale.setDefault(before);
        }
    }
}
