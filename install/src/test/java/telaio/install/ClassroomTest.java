package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `telaio check`, `hand-in` and `grade`, from the launcher on, on the classes of this build.
@Timeout(180)
class ClassroomTest {
    private static final String ANSWER =
            "int twice(int n) {\\n// BEGIN SOLUTION\\nreturn 2 * n;\\n// END SOLUTION\\n}";

    @TempDir Path folder;

    private FakeClone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new FakeClone(folder);
        clone.set("TELAIO_JAVA_HOME", System.getProperty("java.home"));
        clone.set("TELAIO_STUDENT", folder + "/student.json");
        Path lib = Files.createDirectories(folder.resolve("install/target/telaio/lib"));
        List<String> names = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = "entry" + names.size();
            Files.createSymbolicLink(lib.resolve(name), Path.of(entry));
            names.add(name);
        }
        clone.built(names);
    }

    private Path notebook(String file, String answer) throws IOException {
        return clone.write(
                file,
                """
                {"cells":[%s,%s],"metadata":{"lang":"en","telaio":{"lesson":"99-test"}},\
                "nbformat":4,"nbformat_minor":5}\
                """
                        .formatted(
                                cell("a-answer", false, 1, answer),
                                cell("a", true, 2, "if (twice(2) != 4) throw new Error();")));
    }

    private static String cell(String id, boolean grade, int count, String source) {
        return """
        {"cell_type":"code","id":"%1$s","execution_count":%4$d,"outputs":[],"source":"%5$s",\
        "metadata":{"nbgrader":{"schema_version":3,"grade_id":"%1$s","grade":%2$s,"solution":%3$s,\
        "locked":%2$s,"points":3}}}\
        """
                .formatted(id, grade, !grade, count, source);
    }

    @Test
    void check_says_what_is_left_to_do() throws Exception {
        var wrong = notebook("wrong.ipynb", "int twice(int n) { return n; }");
        var result = clone.run("check", wrong.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("✗ a: not passed, 0 of 3 (Error");
        assertThat(clone.run("check", folder + "/none.ipynb").err()).contains("is not a file");
    }

    @Test
    void what_is_handed_in_is_graded_and_the_report_says_how() throws Exception {
        notebook("notebooks/solutions/99-test/en.ipynb", ANSWER);
        var right = notebook("lesson.ipynb", "int twice(int n) { return n + n; }");
        var class1 = folder + "/class";

        var nobody = clone.run("hand-in", right.toString(), "--to", class1);
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("--surname");

        var handedIn =
                clone.run(
                        "hand-in",
                        right.toString(),
                        "--to",
                        class1,
                        "--surname",
                        "De Luca",
                        "--name",
                        "Zoë",
                        "--id",
                        "s1");
        assertThat(handedIn.err()).isEqualTo("Running " + right + " in a fresh kernel …\n");
        assertThat(handedIn.out()).contains("✓ a: passed, 3 of 3", "Handed in: " + class1);
        try (Stream<Path> files = Files.list(Path.of(class1))) {
            assertThat(files).singleElement().asString().contains("/De-Luca_Zoe_99-test_2");
        }
        assertThat(folder.resolve("student.json")).content().contains("De Luca");

        var graded = clone.run("grade", class1, "--unsandboxed");
        assertThat(graded.err()).contains("1/1 s1", "without a sandbox");
        assertThat(graded.out()).contains("1 graded, 0 not readable.");
        assertThat(graded.exitCode()).isZero();
        assertThat(folder.resolve("class-grades/grades.csv"))
                .content()
                .contains("s1,De Luca,Zoë,99-test,a,3,3,passed,")
                .contains("graded without a sandbox");
    }

    @Test
    void where_there_is_no_sandbox_grade_stops_and_says_so() throws Exception {
        clone.write("bin/setpriv", "#!/bin/sh\necho namespaces are not for you\nexit 1\n");
        notebook("class/s1.ipynb", ANSWER);
        var result = clone.run("grade", folder + "/class");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("namespaces are not for you", "--unsandboxed");
        assertThat(folder.resolve("class-grades")).doesNotExist();
    }

    @Test
    void grade_says_what_it_cannot_use() throws Exception {
        assertThat(clone.run("grade", folder + "/none").err()).contains("is not a folder");
        var empty = Files.createDirectories(folder.resolve("empty")).toString();
        assertThat(clone.run("grade", empty, "--unsandboxed").err()).contains("nothing to grade");
        var broken = clone.write("broken.ipynb", "{").toString();
        var result = clone.run("grade", empty, "--unsandboxed", "--source", broken);
        assertThat(result.err().lines()).singleElement().asString().contains("broken.ipynb");
    }
}
