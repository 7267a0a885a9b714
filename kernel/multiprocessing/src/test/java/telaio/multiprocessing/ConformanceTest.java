package telaio.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `CONFORMANCE.md` tells the truth: what it says is tested has a test with that tag, in that
/// class, and no test claims a row that is not in it.
class ConformanceTest {
    private static final Path LIST = Path.of("CONFORMANCE.md");

    /// The rows that need a notebook are tested in the kernel.
    private static final List<Path> SOURCES =
            List.of(Path.of("src/test/java"), Path.of("../jupyter/src/test/java"));

    private static final Pattern ROW =
            Pattern.compile("\\| ([A-Z]\\d+|rule-\\d+) \\| ([MSOX]) \\| .* \\| ([^|]*) \\|");

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]\\d+|rule-\\d+)\"\\)");
    private static final Pattern CLASS = Pattern.compile("`(\\w+Test)`");

    /// @param id of the row
    /// @param level M must, S should, O optional, X does not apply
    /// @param where it is tested, or why not
    private record Row(String id, String level, String where) {
        List<String> classes() {
            return CLASS.matcher(where).results().map(found -> found.group(1)).toList();
        }
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (var line : Files.readAllLines(LIST)) {
            var found = ROW.matcher(line);
            if (found.matches()) {
                rows.add(new Row(found.group(1), found.group(2), found.group(3)));
            }
        }
        return rows;
    }

    /// The classes that have a test with this tag, by tag.
    private static Map<String, Set<String>> tags() throws IOException {
        var tags = new TreeMap<String, Set<String>>();
        for (var folder : SOURCES) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(it -> it.toString().endsWith("Test.java")).toList()) {
                    var name = file.getFileName().toString().replace(".java", "");
                    TAG.matcher(Files.readString(file))
                            .results()
                            .forEach(tag ->
                                    tags.computeIfAbsent(tag.group(1), key -> new TreeSet<>())
                                            .add(name));
                }
            }
        }
        return tags;
    }

    @Test
    void every_row_that_is_said_to_be_tested_is() throws IOException {
        var tags = tags();
        for (var row : rows()) {
            assertThat(tags.getOrDefault(row.id(), Set.of()))
                    .as("classes with a test tagged %s, as %s says", row.id(), LIST)
                    .containsExactlyInAnyOrderElementsOf(row.classes());
        }
    }

    @Test
    void every_tag_is_a_row() throws IOException {
        assertThat(rows()).extracting(Row::id).doesNotHaveDuplicates().containsAll(tags().keySet());
    }

    @Test
    void what_is_not_tested_has_a_reason() throws IOException {
        assertThat(rows())
                .filteredOn(row -> row.classes().isEmpty())
                .allSatisfy(row -> assertThat(row.where()).as(row.id()).hasSizeGreaterThan(10));
    }

    @Test
    void all_that_must_be_is_tested() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(250);
        assertThat(rows())
                .filteredOn(row -> row.level().equals("M") && row.classes().isEmpty())
                .allSatisfy(row -> assertThat(row.where()).as(row.id()).startsWith("Not yet: "));
    }
}
