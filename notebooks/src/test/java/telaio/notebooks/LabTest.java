package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The installed kernel in a real JupyterLab in a real browser.
@Needs({Tool.PYTHON, Tool.BROWSER, Tool.DISTRIBUTION})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(360)
class LabTest {
    private Lab lab;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        lab = Lab.open(getClass(), folder);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void the_overview_shows_every_output_and_saves_it(TestInfo test) throws Exception {
        Lesson lesson = Lesson.italian(Lesson.COURSE.toAbsolutePath().resolve("00-overview"));
        lab.visit(
                test,
                Files.readString(lesson.file()),
                (page, server) -> {
                    page.runAll();
                    List<Lesson.Cell> cells = lesson.codeCells();
                    assertThat(page.cells()).isEqualTo(cells.size());
                    for (int i = 0; i < cells.size(); i++) {
                        assertThat(shows(cells.get(i), String.join("\n", page.outputs(i))))
                                .as("%s shows %s", cells.get(i).id(), page.outputs(i))
                                .isTrue();
                    }
                    page.save();
                    Lesson saved = Lesson.read(server.notebooks().resolve("visit.ipynb"));
                    assertThat(Comparison.differences(lesson, saved)).isEmpty();
                });
    }

    /// A check is shown as HTML, whose text has neither the saved one's line ends nor its colours.
    private static boolean shows(Lesson.Cell cell, String text) {
        String saved = OutputText.shown(cell.outputs());
        return cell.isCheck()
                ? bare(text).equals(bare(saved))
                : cell.outputRule().accepts(saved, text);
    }

    private static String bare(String text) {
        return text.replaceAll("\u001b\\[[\\d;]*m|\\s", "");
    }

    @Test
    void the_stop_button_ends_an_endless_loop(TestInfo test) throws Exception {
        lab.visit(
                test,
                Notebooks.of(
                        """
                        int volte = 0;
                        while (true) {
                            if (volte++ == 0) {
                                IO.println("giro");
                            }
                        }
                        """,
                        "volte > 0"),
                (page, server) -> {
                    page.run(0);
                    page.awaitOutput(0, "giro");
                    page.interrupt();
                    page.awaitEnd(0);
                    assertThat(page.outputs(0))
                            .containsExactly("giro\n", "la cella è stata fermata");
                    page.run(1);
                    page.awaitOutput(1, "true");
                });
    }

    @Test
    void keys_and_controls_of_the_page_reach_the_kernel(TestInfo test) throws Exception {
        lab.visit(
                test,
                Notebooks.of(
                        "\"abc\".s",
                        "\"abc\".substring",
                        "IO.println(\"ciao \" + IO.readln());",
                        "for (int i : Progress.of(3)) { IO.println(\"giro \" + i); }",
                        """
                        var basta = new java.util.concurrent.CountDownLatch(1);
                        display(new Button("Basta").onClick(basta::countDown));
                        basta.await();
                        IO.println("premuto");
                        """),
                (page, server) -> {
                    page.run(2);
                    page.answer(2, "Ada");
                    page.awaitOutput(2, "ciao Ada");
                    page.awaitEnd(2);

                    page.complete(0, "substring");
                    assertThat(page.inspect(1)).contains("substring");

                    page.run(3);
                    page.awaitEnd(3);
                    page.awaitOutput(3, "3/3");
                    assertThat(page.progress(3)).isEqualTo(1);

                    page.run(4);
                    page.press(4, "Basta", "premuto");
                    page.awaitEnd(4);
                });
    }

    @Test
    void a_student_checks_and_hands_in_from_within_the_notebook(TestInfo test) throws Exception {
        lab.visit(
                test,
                Notebooks.exercise(
                        "int doppio(int n) { return 2 * n; }",
                        "Exercise.check(\"a\", it -> it.run(() -> doppio(4)).returns(8));",
                        "%check",
                        "%hand-in --to consegne"),
                (page, server) -> {
                    for (int cell : List.of(0, 1)) {
                        page.run(cell);
                        page.awaitEnd(cell);
                    }
                    page.save();
                    page.run(2);
                    page.awaitOutput(2, "✓ a: superato, 1 su 1");
                    page.awaitOutput(2, "È tutto pronto.");

                    page.run(3);
                    page.awaitOutput(3, "Il tuo cognome:");
                    page.answer(3, "Lovelace");
                    page.awaitOutput(3, "Il tuo nome:");
                    page.answer(3, "Ada");
                    page.awaitOutput(3, "La tua matricola:");
                    page.answer(3, "s1815");
                    page.awaitOutput(3, "Consegnato: ");
                    assertThat(server.notebooks().resolve("consegne"))
                            .isDirectoryContaining("glob:**/Lovelace_Ada_*.zip");
                });
    }

    @Test
    void a_restart_leaves_no_child_process(TestInfo test) throws Exception {
        lab.visit(
                test,
                Notebooks.of(
                        """
                        var eterno = new Process(() -> {
                            IO.println("vivo");
                            Thread.sleep(Long.MAX_VALUE);
                        });
                        eterno.start();
                        """,
                        "6 * 7"),
                (page, server) -> {
                    page.run(0);
                    page.awaitOutput(0, "vivo");
                    List<ProcessHandle> before = server.descendants();
                    assertThat(before).hasSizeGreaterThanOrEqualTo(3); // kernel, session, child
                    page.restart();
                    for (ProcessHandle process : before) {
                        assertThat(process.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
                    }
                    page.run(1);
                    page.awaitOutput(1, "42");
                });
    }
}
