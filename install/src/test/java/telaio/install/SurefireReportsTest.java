package telaio.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportsTest {
    private static final FileTime BEGUN = FileTime.fromMillis(1_000_000);

    @TempDir Path folder;

    private void report(String module, String name, long millis, String cases) throws IOException {
        Path file = folder.resolve(module).resolve("target/surefire-reports").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<testsuite name=\"x\">" + cases + "</testsuite>");
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    @Test
    void sums_the_tests_of_all_modules() throws IOException {
        report(
                "kernel/session",
                "TEST-a.xml",
                1_000_000,
                """
                <testcase name="one" classname="A"/>
                <testcase name="two" classname="A"><failure>why</failure></testcase>
                <testcase name="three" classname="A"><skipped/></testcase>
                """);
        report(
                "install",
                "TEST-b.xml",
                2_000_000,
                """
                <testcase name="four" classname="B"><error>why</error></testcase>
                <testcase name="five" classname="B"><system-out>x</system-out></testcase>
                """);
        var reports = SurefireReports.read(folder, BEGUN);
        assertThat(reports.summary()).isEqualTo("2 passed, 2 failed, 1 skipped");
        assertThat(reports.failures()).containsExactlyInAnyOrder("A.two", "B.four");
        assertThat(reports.isGood()).isFalse();
    }

    @Test
    void what_an_earlier_run_left_does_not_count() throws IOException {
        report("install", "TEST-old.xml", 999_999, "<testcase name=\"o\" classname=\"O\"/>");
        report("install", "notes.xml", 2_000_000, "<testcase name=\"o\" classname=\"O\"/>");
        var reports = SurefireReports.read(folder, BEGUN);
        assertThat(reports.summary()).isEqualTo("0 passed, 0 failed, 0 skipped");
        assertThat(reports.isGood()).as("no test ran").isFalse();
    }
}
