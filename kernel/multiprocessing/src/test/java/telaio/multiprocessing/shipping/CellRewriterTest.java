package telaio.multiprocessing.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.multiprocessing.origin.Origin;

@Timeout(60)
class CellRewriterTest {
    private static final AtomicLong IDS = new AtomicLong(2_000_000);

    private static Cells cells;

    @BeforeAll
    static void open() {
        cells = Cells.rewritten();
    }

    @AfterAll
    static void close() {
        cells.close();
    }

    @Test
    void a_lambda_is_a_serializable_class_of_the_cells_own_nest() {
        cells.run("int x = 5;");
        var lambda = cells.value("(Supplier<Integer>) () -> x + 1");
        assertThat(lambda).isInstanceOf(Serializable.class);
        assertThat(lambda.getClass().getName()).matches("REPL\\.\\$JShell\\$\\d+\\$\\$L0");
        assertThat(lambda.getClass().isHidden()).isFalse();
        assertThat(lambda.getClass().getNestHost().getName()).matches("REPL\\.\\$JShell\\$\\d+");
        assertThat(((Supplier<?>) lambda).get()).isEqualTo(6);
    }

    @Test
    void classes_of_cells_become_serializable_with_a_fixed_version() {
        cells.run(
                """
                class Plain { int v; }
                class Versioned implements java.io.Serializable { private static final long serialVersionUID = 7L; }
                """);
        assertThat(ObjectStreamClass.lookup((Class<?>) cells.value("Plain.class")))
                .extracting(ObjectStreamClass::getSerialVersionUID)
                .isEqualTo(1L);
        assertThat(ObjectStreamClass.lookup((Class<?>) cells.value("Versioned.class")))
                .extracting(ObjectStreamClass::getSerialVersionUID)
                .isEqualTo(7L);
    }

    @Test
    void static_fields_other_than_constants_and_handles_lose_final() throws Exception {
        cells.run(
                """
                class Statics {
                    static final int CONSTANT = 1;
                    static final List<String> LIST = List.of();
                    static final java.lang.invoke.VarHandle HANDLE = null;
                    final int instance = 1;
                }
                interface Constants { List<String> LIST = List.of("c"); }
                """);
        var statics = (Class<?>) cells.value("Statics.class");
        var finals =
                Arrays.stream(statics.getDeclaredFields())
                        .filter(field -> Modifier.isFinal(field.getModifiers()))
                        .map(java.lang.reflect.Field::getName);
        assertThat(finals).contains("CONSTANT", "HANDLE", "instance").doesNotContain("LIST");
        assertThat(cells.value("Constants.LIST")).isEqualTo(List.of("c"));
    }

    private static final String THROWER =
            """
            class Parts {
                String[] names = new String[2];
                int length(int i) {
                    int unused = i;
                    return names[i]
                        .length();
                }
            }
            Supplier<Integer> measuring(Parts parts) {
                return () -> {
                    int index = 1;
                    return parts.length(index);
                };
            }
            Runnable task = new Runnable() {
                public void run() {
                    String nothing = null;

                    nothing.trim();
                }
            };
            """;

    @Test
    void messages_and_lines_of_errors_are_those_of_the_compiler() {
        try (var untouched = Cells.untouched();
                var rewritten = Cells.rewritten()) {
            for (var expression :
                    List.of(
                            "measuring(new Parts())",
                            "(Supplier<Object>) () -> { task.run(); return 1; }")) {
                var expected = failure(untouched, expression);
                var actual = failure(rewritten, expression);
                assertThat(actual).hasMessage(expected.getMessage());
                assertThat(frames(actual)).isNotEmpty().isEqualTo(frames(expected));
            }
        }
    }

    private static Throwable failure(Cells cells, String expression) {
        cells.run(THROWER);
        var supplier = (Supplier<?>) cells.value(expression);
        try {
            throw new AssertionError("did not fail: " + supplier.get());
        } catch (NullPointerException expected) {
            return expected;
        }
    }

    /// Frames of cells that have a line, from the innermost on.
    private static List<String> frames(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> CellClasses.isCellClass(frame.getClassName()))
                .filter(frame -> frame.getLineNumber() >= 0)
                .map(frame -> frame.getClassName() + frame.getMethodName() + frame.getLineNumber())
                .toList();
    }

    @Test
    void generated_frames_have_no_line() {
        var supplier =
                (Supplier<?>)
                        cells.value(
                                "(Supplier<Object>) () -> { throw new IllegalStateException(); }");
        assertThatThrownBy(supplier::get)
                .satisfies(failure ->
                        assertThat(failure.getStackTrace()[1])
                                .matches(f -> LambdaNames.isLambda(f.getClassName()))
                                .matches(f -> f.getLineNumber() < 0));
    }

    @Test
    void a_class_given_again_keeps_its_nest_and_takes_fresh_names() throws IOException {
        var original = compiled(EditedCell.class);
        var rewriter = new CellRewriter();
        var first = rewriter.rewrite(original);
        var second = rewriter.rewrite(original);
        assertThat(members(second)).isEqualTo(members(first)).hasSize(2 + 16);
        assertThat(lambdas(second)).hasSize(2).doesNotContainAnyElementsOf(lambdas(first));
    }

    @Test
    void a_class_given_too_often_is_refused() throws IOException {
        var original = compiled(EditedCell.class);
        var rewriter = new CellRewriter();
        for (int i = 0; i < 9; i++) {
            rewriter.rewrite(original);
        }
        assertThatThrownBy(() -> rewriter.rewrite(original))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no lambda name left");
    }

    private static Map<String, byte[]> compiled(Class<?> type) throws IOException {
        var file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (var in = type.getResourceAsStream(file)) {
            assertThat(in).isNotNull();
            var renamed = ClassFile.of().parse(in.readAllBytes());
            var bytes =
                    ClassFile.of()
                            .transformClass(
                                    renamed,
                                    ClassDesc.of("REPL", "$JShell$1"),
                                    (builder, element) -> {
                                        if (!(element
                                                instanceof
                                                java.lang.classfile.attribute.NestHostAttribute)) {
                                            builder.with(element);
                                        }
                                    });
            return new LinkedHashMap<>(Map.of("REPL.$JShell$1", bytes));
        }
    }

    private static List<String> members(Map<String, byte[]> classes) {
        return ClassFile.of()
                .parse(classes.getOrDefault("REPL.$JShell$1", new byte[0]))
                .findAttribute(Attributes.nestMembers())
                .orElseThrow()
                .nestMembers()
                .stream()
                .map(member -> member.asInternalName())
                .toList();
    }

    private static List<String> lambdas(Map<String, byte[]> classes) {
        return classes.keySet().stream().filter(LambdaNames::isLambda).toList();
    }

    /// Stands for a cell with two lambdas.
    static final class EditedCell {
        private EditedCell() {}

        static Supplier<Supplier<String>> make(int n) {
            return () -> () -> Integer.toString(n);
        }
    }

    private static final String TASKS =
            """
            import telaio.multiprocessing.origin.Origin;
            CompletableFuture<Long> seen = new CompletableFuture<>();
            class Named implements Runnable { CompletableFuture<Long> f; Named(CompletableFuture<Long> f) { this.f = f; } public void run() { f.complete(Origin.current().id()); } }
            class Tick extends TimerTask { CompletableFuture<Long> f; Tick(CompletableFuture<Long> f) { this.f = f; } public void run() { f.complete(Origin.current().id()); } }
            class Looks extends Thread { CompletableFuture<Long> f; Looks(CompletableFuture<Long> f) { this.f = f; } public void run() { f.complete(Origin.current().id()); } }
            record Rec(CompletableFuture<Long> f) implements Runnable { public void run() { f.complete(Origin.current().id()); } }
            Runnable stored = () -> seen.complete(Origin.current().id());
            var timer = new Timer(true);
            var pool = Executors.newFixedThreadPool(1, Thread.ofPlatform().daemon().factory());
            pool.submit(() -> {}).get();
            """;

    /// Each prints the origin on whose behalf it runs, when a thread of an earlier cell runs it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool.submit(() -> seen.complete(Origin.current().id()))",
                "pool.submit((Callable<Object>) () -> seen.complete(Origin.current().id()))",
                "pool.submit(new Callable<Object>() { public Object call() { return seen.complete(Origin.current().id()); } })",
                "pool.submit(new Named(seen))",
                "pool.submit(new Named(seen)::run)",
                "new Timer(true).schedule(new Tick(seen), 0)",
                "timer.schedule(new Tick(seen), 0)",
                "new Thread(new Rec(seen)).start()",
                "new Thread(stored).start()",
                "new Looks(seen).start()",
                "CompletableFuture.runAsync(() -> seen.complete(Origin.current().id()))",
                "CompletableFuture.supplyAsync(() -> seen.complete(Origin.current().id()), pool)",
                "stored.run()",
            })
    void a_task_belongs_to_the_cell_that_submits_it(String statement) {
        var earlier = IDS.incrementAndGet();
        var later = IDS.incrementAndGet();
        as(earlier, TASKS);
        as(later, statement + ";");
        assertThat(cells.value("seen.get()")).isEqualTo(later);
    }

    private static void as(long id, String cell) {
        var before = Origin.enter(Origin.of(id));
        try {
            cells.run(cell);
        } finally {
            Origin.leave(before);
        }
    }
}
