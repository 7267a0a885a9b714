package telaio.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What the tests of all modules came to, from the reports the test runner wrote.
///
/// @param failures the tests that failed, by class and method
record SurefireReports(int passed, List<String> failures, int skipped) {
    /// Sums the reports under `root` that are not older than `since`.
    static SurefireReports read(Path root, FileTime since) throws IOException {
        int run = 0;
        int skipped = 0;
        List<String> failures = new ArrayList<>();
        for (Path report : reports(root)) {
            if (Files.getLastModifiedTime(report).compareTo(since) < 0) {
                continue;
            }
            var counts = read(report);
            run += counts.run;
            skipped += counts.skipped;
            failures.addAll(counts.failures);
        }
        return new SurefireReports(run - skipped - failures.size(), failures, skipped);
    }

    private static List<Path> reports(Path root) throws IOException {
        List<Path> reports = new ArrayList<>();
        for (String modules : List.of("", "kernel")) {
            Path folder = root.resolve(modules);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var found = Files.newDirectoryStream(folder, Files::isDirectory)) {
                for (Path module : found) {
                    Path own = module.resolve("target/surefire-reports");
                    if (Files.isDirectory(own)) {
                        try (Stream<Path> files = Files.list(own)) {
                            files.filter(SurefireReports::isReport).forEach(reports::add);
                        }
                    }
                }
            }
        }
        return reports;
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private record Counts(int run, List<String> failures, int skipped) {}

    private static Counts read(Path report) throws IOException {
        int run = 0;
        int skipped = 0;
        List<String> failures = new ArrayList<>();
        String test = "";
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = reader(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "testcase" -> {
                        run++;
                        test =
                                xml.getAttributeValue(null, "classname")
                                        + "."
                                        + xml.getAttributeValue(null, "name");
                    }
                    case "failure", "error" -> failures.add(test);
                    case "skipped" -> skipped++;
                    default -> {
                        // Properties and output.
                    }
                }
            }
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(report + ": " + e.getMessage(), e);
        }
        return new Counts(run, failures, skipped);
    }

    private static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(in);
    }

    /// The line a test run ends with, the same in every language.
    String summary() {
        return "%d passed, %d failed, %d skipped".formatted(passed, failures.size(), skipped);
    }

    /// Whether tests ran and none failed.
    boolean isGood() {
        return passed > 0 && failures.isEmpty();
    }
}
