package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A Chromium, Chrome or Edge for the browser tests.
///
/// @param environment the environment variables that decide
/// @param progress is told what is going on
record Browser(Map<String, String> environment, PrintWriter progress) {
    private static final List<String> PLACES =
            List.of(
                    "chromium",
                    "chromium-browser",
                    "google-chrome",
                    "google-chrome-stable",
                    "microsoft-edge",
                    "microsoft-edge-stable",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium",
                    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");

    private static final String INSTALL = "apt-get install -y --no-install-recommends chromium";

    /// The browser of `TELAIO_BROWSER`, or the first found.
    Optional<Path> find() {
        String chosen = environment.get("TELAIO_BROWSER");
        return Program.find(chosen == null || chosen.isEmpty() ? PLACES : List.of(chosen));
    }

    /// A browser: one that is there, else Debian's, installed if we may.
    ///
    /// @return empty if there is none; the user has been told which command installs it
    /// @throws CommandFailed if there is none and tests must not be left out
    Optional<Path> findOrInstall() throws CommandFailed, IOException, InterruptedException {
        Optional<Path> found = find();
        if (found.isPresent()) {
            return found;
        }
        boolean root = System.getProperty("user.name").equals("root");
        boolean apt = Program.find(List.of("apt-get")).isPresent();
        if (apt && (root || isContinuousIntegration() || agrees())) {
            install(root);
            found = find();
        }
        if (found.isEmpty() && isContinuousIntegration()) {
            throw new CommandFailed(Messages.text("browser.needed", command(root)));
        }
        if (found.isEmpty()) {
            progress.println(Messages.text("browser.none", command(root)));
        }
        return found;
    }

    boolean isContinuousIntegration() {
        return environment.getOrDefault("CI", "").equals("true");
    }

    private static boolean agrees() {
        String answer = Terminal.ask(Messages.text("browser.ask", command(false)));
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes|s|sì|si");
    }

    private static String command(boolean root) {
        return (root ? "" : "sudo ") + INSTALL;
    }

    private void install(boolean root) throws IOException, InterruptedException {
        progress.println(Messages.text("browser.installing", command(root)));
        if (apt(root, "install", "-y", "--no-install-recommends", "chromium") != 0) {
            // The lists of packages may be missing or old.
            apt(root, "update");
            apt(root, "install", "-y", "--no-install-recommends", "chromium");
        }
    }

    private static int apt(boolean root, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(root ? List.of() : List.of("sudo"));
        command.add("apt-get");
        command.add("-q");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return Program.inherit(builder);
    }
}
