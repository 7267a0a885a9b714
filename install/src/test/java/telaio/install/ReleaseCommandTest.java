package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseCommandTest {
    private static final String NOTEBOOK =
            """
            {"cells": [{"cell_type": "code", "id": "a", "outputs": [], "execution_count": null,
              "metadata": {"nbgrader": {"schema_version": 3, "grade": false, "solution": true,
                "locked": false, "task": false, "grade_id": "a"}},
              "source": "int f() {\\n    // BEGIN SOLUTION\\n    return 1;\\n    // END SOLUTION\\n}"}],
             "metadata": {"kernelspec": {"name": "telaio"}}, "nbformat": 4, "nbformat_minor": 5}
            """;

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int telaio(String... arguments) {
        return Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path solutions() throws IOException {
        Path solutions = Files.createDirectories(folder.resolve("source/01"));
        Files.writeString(solutions.resolve("it.ipynb"), NOTEBOOK);
        return folder.resolve("source");
    }

    @Test
    void makes_the_students_notebooks_beside_the_teachers() throws IOException {
        assertThat(telaio("release", solutions().toString())).isZero();
        Path made = folder.resolve("release/01/it.ipynb");
        assertThat(made).content().contains("throw Exercise.toDo();").doesNotContain("SOLUTION");
        assertThat(out.toString()).contains(made.toString());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void makes_them_where_it_is_told_to() throws IOException {
        Path out = folder.resolve("students");
        assertThat(telaio("release", solutions().toString(), "--out", out.toString())).isZero();
        assertThat(out.resolve("01/it.ipynb")).exists();
    }

    @Test
    void a_problem_is_a_line_and_the_exit_code() throws IOException {
        Path solutions = solutions();
        Files.writeString(
                solutions.resolve("bad.ipynb"), NOTEBOOK.replace("// END SOLUTION", "// the end"));
        assertThat(telaio("release", solutions.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "telaio: %s, cell 1 (a): line 2: BEGIN SOLUTION without END SOLUTION"
                                .formatted(solutions.resolve("bad.ipynb")));
        assertThat(folder.resolve("release")).doesNotExist();
    }

    @Test
    void a_folder_must_be_given() {
        assertThat(telaio("release")).isEqualTo(2);
        assertThat(err.toString()).contains("DIR", "Usage: telaio release");
    }
}
