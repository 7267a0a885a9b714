package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What JupyterLab itself shows of the kernel and of the course.
@Needs({Tool.PYTHON, Tool.BROWSER, Tool.DISTRIBUTION})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(360)
class LabViewTest {
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
    void the_launcher_has_its_logo_and_starts_a_notebook(TestInfo test) throws Exception {
        lab.look(
                test,
                (page, server) -> {
                    page.openLauncher(server.launcher());
                    page.launch("Java (Telaio)");
                    assertThat(page.kernelName()).isEqualTo("Java (Telaio)");
                });
    }

    @Test
    void help_says_which_java_it_is_and_leads_to_its_pages(TestInfo test) throws Exception {
        lab.visit(
                test,
                Notebooks.of("var answer = 42;", "answer + 1"),
                (page, server) -> {
                    page.awaitHelp(List.of("Java API", "Learn Java"));
                    assertThat(page.about("About the Java (Telaio) Kernel"))
                            .startsWith("Telaio ")
                            .contains("Java " + System.getProperty("java.version"));

                    page.save();
                    var exported = server.ask("GET", "/nbconvert/script/visit.ipynb?download=true");
                    assertThat(exported.headers().firstValue("Content-Disposition").orElse(""))
                            .contains("visit.java");
                    assertThat(exported.body()).contains("var answer = 42;", "answer + 1");
                });
    }

    @Test
    void every_lesson_opens_in_colour_before_there_is_a_kernel(TestInfo test) throws Exception {
        lab.look(
                test,
                (page, server) -> {
                    for (Path folder : Lesson.folders()) {
                        copy(folder, server.notebooks().resolve(folder.getFileName()));
                    }
                    page.openLauncher(server.launcher());
                    for (Lesson lesson : Lesson.alternating(Lesson.COURSE.toAbsolutePath(), true)) {
                        page.openWithoutKernel(lesson.name() + ".ipynb", lesson.cells().size());
                        page.awaitColour("new");
                        assertThat(page.complaints()).as(lesson.name()).isZero();
                        page.closeShown();
                    }
                    // The manager of widgets looks for the kernel that is not there.
                    assertThat(page.errors())
                            .allMatch(error -> error.contains("/@jupyter-widgets/"));
                    assertThat(server.ask("GET", "/api/kernels").body()).isEqualTo("[]");
                });
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
