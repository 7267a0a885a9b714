package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `telaio run`, from the launcher to the session's JVM, on the classes of this build.
@Timeout(120)
class RunTest {
    @TempDir Path folder;

    private FakeClone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new FakeClone(folder);
        clone.set("TELAIO_JAVA_HOME", System.getProperty("java.home"));
        clone.built(linkedClassPath());
    }

    private List<String> linkedClassPath() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("install/target/telaio/lib"));
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = "entry" + names.size();
            Files.createSymbolicLink(lib.resolve(name), Path.of(entry));
            names.add(name);
        }
        return names;
    }

    private Path notebook(String file, String... cells) throws IOException {
        return clone.write(
                file,
                "{\"cells\":["
                        + String.join(",", cells)
                        + "],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");
    }

    private static String cell(String id, String tags, String code) {
        return """
        {"cell_type":"code","id":"%s","metadata":{"tags":[%s]},"source":"%s"}\
        """
                .formatted(id, tags, code.replace("\"", "\\\""));
    }

    @Test
    void an_accented_notebook_runs_where_the_locale_knows_no_accents() throws Exception {
        clone.set("LC_ALL", "C");
        clone.unset("TELAIO_LANG");
        Path notebook = notebook("città/perché.ipynb", cell("a", "", "IO.println(\"è così\");"));
        var result = clone.run("run", notebook.toString(), "--out", folder + "/più");
        assertThat(result.err()).startsWith("Written: ");
        assertThat(result.out()).isEqualTo("In[1]\nè così\n");
        assertThat(result.exitCode()).isZero();
        assertThat(folder.resolve("più/perché.ipynb")).content().contains("\"è così\\n\"");
    }

    @Test
    void stops_at_the_cell_that_fails_names_it_and_still_writes() throws Exception {
        Path notebook =
                notebook(
                        "n.ipynb",
                        cell("first", "\"raises-exception\"", "int x = 1 / 0;"),
                        cell("second", "", "throw new IllegalStateException(\"why\");"),
                        cell("third", "", "IO.println(\"never\");"));
        var result = clone.run("run", notebook.toString(), "--out", folder + "/out");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("ArithmeticException")
                .contains("n.ipynb, cell 2 (second): IllegalStateException: why");
        assertThat(result.out()).doesNotContain("never");
        assertThat(folder.resolve("out/n.ipynb"))
                .content()
                .contains("\"ename\": \"IllegalStateException\"");
    }

    @Test
    void two_notebooks_of_one_name_stay_two() throws Exception {
        Path first = notebook("00/it.ipynb");
        Path second = notebook("01/it.ipynb");
        var result = clone.run("run", first.toString(), second.toString(), "--out", folder + "/o");
        assertThat(result.exitCode()).isZero();
        assertThat(folder.resolve("o/00/it.ipynb")).exists();
        assertThat(folder.resolve("o/01/it.ipynb")).exists();
    }

    @Test
    void what_is_no_notebook_is_one_line() throws Exception {
        Path file = clone.write("no.ipynb", "{\"cells\": [}");
        var result = clone.run("run", file.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("no.ipynb").contains("line 1 column 12");
    }

    @Test
    void a_missing_file_and_a_wrong_option_are_told() throws Exception {
        assertThat(clone.run("run", "missing.ipynb").err()).contains("missing.ipynb is not a file");
        assertThat(clone.run("run", "--timeout", "0", "pom.xml").err()).contains("not a file");
        var wrong = clone.run("run", "--bogus", "x.ipynb");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--bogus").contains("Usage: telaio run");
    }
}
