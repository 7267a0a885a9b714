package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each expression must have the same value whether lambdas are made by the JDK's LambdaMetafactory
/// or are classes of ours.
@Timeout(120)
class LambdaDifferentialTest {
    private static final String DECLARATIONS =
            """
            class Base {
                String hi(String s) { return "base " + s; }
                protected String guarded() { return "guarded"; }
                static String all(Object... parts) { return Arrays.toString(parts); }
            }
            class Derived extends Base {
                String hi(String s) { return "derived " + s; }
                Function<String, String> up() { return super::hi; }
                Supplier<String> guardedUp() { return super::guarded; }
                private int hidden = 3;
                IntSupplier secret() { return () -> hidden++; }
                private String privately(String s) { return s + hidden; }
                Function<String, String> ownPrivate() { return this::privately; }
                class Inner { int v; Inner(int v) { this.v = v + hidden; } public String toString() { return "Inner" + v; } }
                IntFunction<Inner> inners() { return Inner::new; }
            }
            record Box<T>(T value) {
                Supplier<T> getter() { return () -> value; }
                static <T> Function<T, Box<T>> maker() { return Box::new; }
            }
            enum Op {
                ADD { IntBinaryOperator f() { return (a, b) -> a + b; } },
                MUL { IntBinaryOperator f() { return (a, b) -> a * b + ordinal(); } };
                abstract IntBinaryOperator f();
            }
            interface Greeter {
                String name();
                default Supplier<String> greeting() { return () -> "hi " + name(); }
                private String quiet() { return "psst " + name(); }
                default Supplier<String> quietly() { return this::quiet; }
                static Supplier<String> anyone() { return () -> "anyone"; }
                private static String nobody() { return "nobody"; }
                static Supplier<String> none() { return Greeter::nobody; }
            }
            interface Mark {}
            interface Other { default String other() { return "other"; } }
            interface Many { String f(byte b, short s, char c, int i, long l, float g, double d, boolean z, String t); }
            interface Generic<A, R extends Number> { R f(A a); }
            interface Narrow extends Generic<String, Integer> { Integer f(String s); }
            interface Thrower { void run() throws Exception; }
            long addAll(long a, int b, short c) { return a + b + c; }
            static int half(int n) { return n / 2; }
            String caught(Thrower t) { try { t.run(); return "fine"; } catch (Exception e) { return e.toString(); } }
            int counter = 0;
            """;

    private static final String[] EXPRESSIONS = {
        "((Supplier<String>) () -> \"plain\").get()",
        "((Function<Integer, Integer>) n -> n + 1).apply(4)",
        "((ToLongFunction<Integer>) Integer::intValue).applyAsLong(7)",
        "((ToLongFunction<Integer>) n -> n).applyAsLong(7)",
        "((ToDoubleFunction<Short>) Short::shortValue).applyAsDouble((short) 7)",
        "((Function<Character, Integer>) c -> c + 1).apply('a')",
        "((IntToLongFunction) Math::abs).applyAsLong(-3)",
        "((IntFunction<Long>) Long::valueOf).apply(9)",
        "((IntFunction<Object>) Integer::valueOf).apply(9)",
        "((Function<Integer, Object>) Integer::doubleValue).apply(9)",
        "((ToIntFunction<Character>) Character::charValue).applyAsInt('b')",
        "((IntSupplier) ((Supplier<Integer>) () -> 5)::get).getAsInt()",
        "((LongSupplier) ((Supplier<Integer>) () -> 5)::get).getAsLong()",
        "((IntBinaryOperator) Math::max).applyAsInt(3, 9)",
        "((BiFunction<Integer, Integer, Integer>) Math::max).apply(3, 9)",
        "((BinaryOperator<Long>) Long::sum).apply(3L, 9L)",
        "((Function<String, Integer>) String::length).apply(\"four\")",
        "((Supplier<Integer>) \"bound\"::length).get()",
        "((BiPredicate<String, String>) String::equalsIgnoreCase).test(\"a\", \"A\")",
        "((Function<Integer, int[]>) int[]::new).apply(3).length",
        "((IntFunction<String[][]>) String[][]::new).apply(2).length",
        "((Supplier<List<String>>) ArrayList::new).get()",
        "((Function<Collection<Integer>, List<Integer>>) ArrayList::new).apply(List.of(1, 2))",
        "((Supplier<int[]>) new int[] {1, 2}::clone).get()[1]",
        "((Function<String, String>) new Derived().up()).apply(\"x\")",
        "new Derived().guardedUp().get()",
        "new Derived().ownPrivate().apply(\"p\")",
        "new Derived().inners().apply(4)",
        "Stream.of(new Derived()).map(d -> { var s = d.secret(); return s.getAsInt() + s.getAsInt(); }).toList()",
        "((Function<String, String>) new Derived()::hi).apply(\"y\")",
        "((BiFunction<Base, String, String>) Base::hi).apply(new Derived(), \"z\")",
        "((BinaryOperator<String>) Base::all).apply(\"v\", \"w\")",
        "((Supplier<String>) Base::all).get()",
        "((Function<Object[], String>) Base::all).apply(new Object[] {1, 2})",
        "new Box<>(8).getter().get()",
        "Box.<String>maker().apply(\"made\")",
        "Op.ADD.f().applyAsInt(2, 3) + Op.MUL.f().applyAsInt(2, 3)",
        "((Greeter) () -> \"ann\").greeting().get()",
        "((Greeter) () -> \"ann\").quietly().get()",
        "Greeter.anyone().get() + Greeter.none().get()",
        "((Supplier<Boolean>) (Supplier<Boolean> & Mark & Other) () -> true) instanceof Mark",
        "((Other) (Supplier<Boolean> & Mark & Other) () -> true).other()",
        "((Many) (b, s, c, i, l, g, d, z, t) -> \"\" + b + s + c + i + l + g + d + z + t)"
                + ".f((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, \"t\")",
        "((Generic<String, Integer>) (Narrow) Integer::valueOf).f(\"12\")",
        "((Narrow) s -> s.length()).f(\"12\")",
        "((Generic<Object, Number>) Object::hashCode).f(5)",
        "caught(() -> { throw new java.io.IOException(\"io\"); })",
        "caught(Thread::onSpinWait)",
        "Stream.of(3, 1, 2).sorted(Comparator.comparing((Integer n) -> -n)).toList()",
        "Stream.of(\"bb\", \"a\").sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder())).toList()",
        "IntStream.range(0, 5).map(n -> n * n).mapToObj(Integer::toString).collect(Collectors.joining(\"-\"))",
        "Stream.of(1, 2, 3, 4).collect(Collectors.partitioningBy(n -> n % 2 == 0, Collectors.summingInt(n -> n)))",
        "IntStream.of(8, 9).map(n -> half(n)).sum()",
        "((LongBinaryOperator) (a, b) -> addAll(a, (int) b, (short) 1)).applyAsLong(5, 6)",
        "IntStream.range(0, 4).mapToObj(i -> (Supplier<Supplier<Integer>>) () -> () -> i * 2)"
                + ".map(Supplier::get).map(Supplier::get).toList()",
        "Stream.of(1, 2).map(i -> { counter += i; return counter; }).toList()",
        "Stream.of(1).map(i -> new Object() { int twice() { return 2 * i; } }.twice()).toList()",
        "Stream.of(1).map(i -> { record R(int v) { int plus(int o) { return v + o; } } return new R(i).plus(i); }).toList()",
        "((Callable<Object>) new Callable<Object>() { public Integer call() { return 6; } }::call) != null",
        "((UnaryOperator<String>) String::trim).andThen(String::length).apply(\" abc \")",
        "((Predicate<String>) String::isEmpty).negate().or(s -> true).test(\"\")",
        "((ObjIntConsumer<StringBuilder>) StringBuilder::append).getClass() != null",
        "((Function<Long, Float>) n -> (float) (n / 2.0)).apply(5L)",
        "((DoubleFunction<Double>) Double::valueOf).apply(1.5)",
        "((IntPredicate) n -> switch (n) { case 1, 2 -> true; default -> false; }).test(2)",
        "captured((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, \"t\").get()",
    };

    private static final String CAPTURES =
            """
            Supplier<String> captured(byte b, short s, char c, int i, long l, float g, double d, boolean z, String t) {
                return () -> "" + b + s + c + i + l + g + d + z + t;
            }
            """;

    @Test
    void rewritten_lambdas_do_what_the_jdks_do() {
        var expected = values(Cells.untouched());
        var actual = values(Cells.rewritten());
        assertThat(expected).hasSize(EXPRESSIONS.length);
        assertThat(actual).containsExactlyEntriesOf(expected);
    }

    private static Map<String, String> values(Cells cells) {
        try (cells) {
            cells.run(DECLARATIONS);
            cells.run(CAPTURES);
            var values = new LinkedHashMap<String, String>();
            for (var expression : EXPRESSIONS) {
                values.put(expression, String.valueOf(cells.value(expression)));
            }
            return values;
        }
    }
}
