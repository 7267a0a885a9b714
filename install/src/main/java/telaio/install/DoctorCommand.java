package telaio.install;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `telaio doctor`: what is there, what is missing, and the command that mends it.
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
    private final PrintWriter out;

    DoctorCommand(PrintWriter out) {
        this.out = out;
    }

    /// Says what it finds; 1 if the kernel cannot work so.
    @Override
    public Integer call() throws Exception {
        var installation = Installation.current();
        List<Finding> findings = new ArrayList<>();
        String jdk = installsJdk(installation.distribution().lib());
        findings.addAll(Machine.current(jdk).findings());
        findings.addAll(installation.findings());
        findings.addAll(tools(installation.from(), System.getenv()));
        for (Finding finding : findings) {
            finding.lines().forEach(out::println);
        }
        return findings.stream().anyMatch(it -> it.mark() == Finding.Mark.BAD) ? 1 : 0;
    }

    /// The command that installs a JDK on this machine: the launchers say the same.
    private static String installsJdk(Path lib) throws IOException {
        for (String line : Files.readAllLines(lib.resolve("jdk.installers"))) {
            String[] words = line.split(" ", 2);
            if (Program.find(List.of(words[0])).isPresent()) {
                return words[1];
            }
        }
        return "https://adoptium.net";
    }

    /// Programs that only some commands need.
    static List<Finding> tools(Clone clone, Map<String, String> environment) {
        List<Finding> findings = new ArrayList<>();
        String path = environment.getOrDefault("PATH", "");
        findings.add(
                Program.find(List.of("python3", "python"), path)
                        .map(file -> Finding.good("python3", file.toString()))
                        .orElseGet(() ->
                                Finding.note(
                                        "python3",
                                        Messages.text("doctor.no-python"),
                                        "sudo apt install python3-venv")));
        if (clone.isClone()) {
            findings.add(
                    Program.find(List.of("mvn"), path)
                            .map(file -> Finding.good("Maven", file.toString()))
                            .orElseGet(() ->
                                    Finding.note(
                                            "Maven",
                                            Messages.text("doctor.no-maven"),
                                            "sudo apt install maven")));
            findings.add(
                    new Browser(environment, new PrintWriter(PrintWriter.nullWriter()))
                            .find()
                            .map(file -> Finding.good("browser", file.toString()))
                            .orElseGet(() ->
                                    Finding.note(
                                            "browser",
                                            Messages.text("doctor.no-browser"),
                                            "sudo apt install chromium")));
        }
        return findings;
    }
}
