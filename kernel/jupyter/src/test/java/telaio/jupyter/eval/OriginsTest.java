package telaio.jupyter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a thread prints belongs to the cell that gave it the work: neither to the cell that made
/// the thread, nor to the one that happens to run.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginsTest {
    private Lab lab;

    @BeforeAll
    void open() {
        lab = new Lab();
        lab.quietly(
                """
                var fixed = Executors.newFixedThreadPool(1);
                fixed.submit(() -> {}).get();
                var scheduled = Executors.newScheduledThreadPool(1);
                scheduled.submit(() -> {}).get();
                var perTask = Executors.newVirtualThreadPerTaskExecutor();
                var forks = new ForkJoinPool(1);
                forks.submit(() -> {}).get();
                var timer = new Timer(true);
                var tasks = new LinkedBlockingQueue<Runnable>();
                var consumer = new Thread(() -> {
                    try { while (true) { tasks.take().run(); } } catch (InterruptedException end) { }
                });
                consumer.setDaemon(true);
                consumer.start();
                class Ring extends TimerTask {
                    final Semaphore gate; final CountDownLatch done; final String text;
                    Ring(Semaphore gate, CountDownLatch done, String text) {
                        this.gate = gate; this.done = done; this.text = text;
                    }
                    public void run() {
                        gate.acquireUninterruptibly();
                        System.out.println(text);
                        done.countDown();
                    }
                }
                """);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    /// The second cell gives out work that waits; the third cell lets it go on and waits for it.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a new thread             | new Thread(() -> { WORK }).start();
                    a virtual thread         | Thread.startVirtualThread(() -> { WORK });
                    a pool of an older cell  | fixed.submit(() -> { WORK });
                    a scheduled pool         | scheduled.schedule(() -> { WORK }, 1, TimeUnit.MILLISECONDS);
                    a thread per task        | perTask.submit(() -> { WORK });
                    an own fork-join pool    | forks.submit(() -> { WORK });
                    the common pool          | ForkJoinPool.commonPool().submit(() -> { WORK });
                    a completable future     | CompletableFuture.runAsync(() -> { WORK });
                    a dependent stage        | CompletableFuture.runAsync(() -> {}, fixed).thenRunAsync(() -> { WORK });
                    a queue of an older cell | tasks.put(() -> { WORK });
                    an anonymous callable    | fixed.submit(new Callable<String>() { public String call() { WORK return ""; } });
                    an anonymous runnable    | fixed.execute(new Runnable() { public void run() { WORK } });
                    an anonymous timer task  | timer.schedule(new TimerTask() { public void run() { WORK } }, 1);
                    a timer task class       | timer.schedule(new Ring(gate, done, "hers"), 1);
                    a thread without heritage| Thread.ofPlatform().inheritInheritableThreadLocals(false).start(() -> { WORK });
                    a thread of a thread     | new Thread(() -> { new Thread(() -> { WORK }).start(); }).start();
                    """)
    void work_given_to(String name, String code) {
        lab.quietly("var gate = new Semaphore(0); var done = new CountDownLatch(1);");
        var work = "gate.acquireUninterruptibly(); System.out.println(\"hers\"); done.countDown();";
        assertThat(lab.run(code.replace("WORK", work))).isNotInstanceOf(Outcome.Failed.class);
        long giver = lab.origin();
        lab.quietly("gate.release(); done.await();");
        assertThat(lab.out(giver)).as(name).isEqualTo("hers\n");
        assertThat(lab.out(lab.origin())).as(name).isEmpty();
    }

    @Test
    void a_parallel_stream_prints_under_its_cell() {
        lab.quietly(
                "IntStream.range(0, 64).parallel().forEach(i -> System.out.println(\"n\" + i));");
        assertThat(lab.out(lab.origin()).lines()).hasSize(64);
    }

    @Test
    void a_shared_pool_thread_prints_under_each_cell_in_turn() {
        lab.run("fixed.submit(() -> System.out.println(\"one\")).get();");
        assertThat(lab.out(lab.origin())).isEqualTo("one\n");
        lab.run("fixed.submit(() -> System.out.println(\"two\")).get();");
        assertThat(lab.out(lab.origin())).isEqualTo("two\n");
    }

    @Test
    void calling_what_an_older_cell_stored_does_not_change_where_the_cell_prints() {
        lab.quietly("Runnable stored = () -> System.out.println(\"stored\");");
        lab.quietly("stored.run(); System.out.println(\"mine\");");
        assertThat(lab.out(lab.origin())).contains("mine\n");
    }

    @Test
    void a_thread_prints_under_its_cell_after_the_cell_has_ended() throws InterruptedException {
        lab.quietly(
                "var letGo = new CountDownLatch(1); new Thread(() -> { try { letGo.await(); }"
                        + " catch (InterruptedException e) { } System.out.println(\"late\"); }).start();");
        long origin = lab.origin();
        assertThat(lab.out(origin)).isEmpty();
        lab.quietly("letGo.countDown();");
        lab.awaitOut(origin, "late\n"::equals);
    }

    @Test
    void two_cells_that_print_in_turn_keep_their_lines() throws InterruptedException {
        lab.quietly(
                """
                var turns = new Semaphore(0); var printed = new Semaphore(0);
                new Thread(() -> {
                    for (int i = 0; i < 200; i++) {
                        turns.acquireUninterruptibly();
                        System.out.println("first " + i);
                        printed.release();
                    }
                }).start();
                """);
        long first = lab.origin();
        lab.quietly(
                """
                for (int i = 0; i < 200; i++) {
                    turns.release();
                    System.out.println("second " + i);
                    printed.acquire();
                }
                """);
        assertThat(lab.out(first)).isEqualTo(numbered("first", 200));
        assertThat(lab.out(lab.origin())).isEqualTo(numbered("second", 200));
    }

    private static String numbered(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + " " + i + "\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"new Thread", "Thread.ofVirtual().unstarted", "new Process"})
    void four_times_2000_lines_are_whole_and_in_order(String maker) {
        lab.quietly(
                """
                for (var four : IntStream.range(0, 4).mapToObj(n -> {
                    var one = MAKER(() -> {
                        for (int i = 0; i < 2000; i++) System.out.println(n + " " + i);
                    });
                    one.start();
                    return one;
                }).toList()) {
                    four.join();
                }
                """
                        .replace("MAKER", maker));
        var lines = lab.out(lab.origin()).lines().toList();
        assertThat(lines).hasSize(8000);
        for (int n = 0; n < 4; n++) {
            var name = n + " ";
            assertThat(lines.stream().filter(line -> line.startsWith(name)))
                    .containsExactlyElementsOf(numbered(String.valueOf(n), 2000).lines().toList());
        }
    }

    @Test
    void a_program_that_inherits_the_output_prints_under_the_cell() throws InterruptedException {
        var program = "new ProcessBuilder(\"echo\", \"%s\").inheritIO().start().waitFor();";
        lab.quietly("int code = " + program.formatted("from the session"));
        lab.awaitOut(lab.origin(), text -> text.contains("from the session\n"));
        lab.quietly(
                "var inherits = new Process(() -> { "
                        + program.formatted("from a worker")
                        + " }); inherits.start(); inherits.join();");
        assertThat(lab.out(lab.origin())).isEqualTo("from a worker\n");
    }
}
