package telaio.notebooks;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInfo;

/// A JupyterLab and a browser for all tests of a class. The kernel is installed as a user does it,
/// from the unpacked archive by its own launcher.
final class Lab implements AutoCloseable {
    private static final Path TARGET = Lesson.COURSE.resolve("target").toAbsolutePath();

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final LabServer server;
    private final Playwright playwright;
    private final Browser browser;

    private Lab(LabServer server, Playwright playwright, Browser browser) {
        this.server = server;
        this.playwright = playwright;
        this.browser = browser;
    }

    /// What a test does in the browser, with the server's help.
    @FunctionalInterface
    interface Visit {
        void make(LabPage page, LabServer server) throws Exception;
    }

    /// Starts both.
    ///
    /// @param tests whose they are; the server's log in `target` has its name
    /// @param folder for all that is written
    static Lab open(Class<?> tests, Path folder) throws IOException, InterruptedException {
        Path kernels = Packages.install(folder.resolve("prefix"));
        Path log = TARGET.resolve(tests.getSimpleName() + ".log");
        var server = LabServer.start(Tool.PYTHON.path(), "it", folder, kernels, log);
        Playwright playwright = null;
        try {
            playwright =
                    Playwright.create(
                            new Playwright.CreateOptions()
                                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var options =
                    new BrowserType.LaunchOptions()
                            .setExecutablePath(Tool.BROWSER.path())
                            .setHeadless(true)
                            .setArgs(FLAGS);
            return new Lab(server, playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            if (playwright != null) {
                playwright.close();
            }
            server.close();
            throw e;
        }
    }

    /// Opens a notebook in a page of its own and waits until its kernel is idle.
    ///
    /// @param notebook its text; it is called `visit.ipynb`
    void visit(TestInfo test, String notebook, Visit visit) throws Exception {
        Files.writeString(server.notebooks().resolve("visit.ipynb"), notebook);
        look(
                test,
                (page, there) -> {
                    page.open(there.url("visit.ipynb"));
                    visit.make(page, there);
                });
    }

    /// Opens an empty page. A failure leaves a screenshot in `target`. No kernel is left.
    void look(TestInfo test, Visit visit) throws Exception {
        var size = new Browser.NewPageOptions().setViewportSize(1280, 900);
        try (var page = new LabPage(browser.newPage(size))) {
            try {
                visit.make(page, server);
            } catch (Exception | AssertionError e) {
                page.screenshot(
                        TARGET.resolve(test.getTestMethod().orElseThrow().getName() + ".png"));
                throw e;
            }
        } finally {
            server.endKernels();
        }
    }

    @Override
    public void close() {
        try {
            playwright.close();
        } finally {
            server.close();
        }
    }
}
