package telaio.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The tables in this module's README that say which cells meet what the course is made from.
class CoverageTest {
    private static final Pattern CELL = Pattern.compile("\\d\\d-[a-z0-9-]+#[a-z0-9-]+");

    /// A row of a table, but for its head.
    private static final Pattern ROW =
            Pattern.compile("\\| (?!the notes|program|word|exercise,).*\\|");

    private static Stream<String> rows() throws IOException {
        return Files.readAllLines(Lesson.COURSE.resolve("README.md")).stream()
                .filter(line -> ROW.matcher(line).matches());
    }

    private static Set<String> cells(String text) {
        return CELL.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void every_row_names_a_cell() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(30).allMatch(row -> !cells(row).isEmpty());
    }

    @Test
    void every_cell_named_is_there() throws IOException {
        var there =
                Lesson.folders().stream()
                        .flatMap(folder ->
                                Lesson.english(folder).cells().stream()
                                        .map(cell -> folder.getFileName() + "#" + cell.id()))
                        .collect(Collectors.toSet());
        assertThat(rows().flatMap(row -> cells(row).stream())).isSubsetOf(there);
    }
}
