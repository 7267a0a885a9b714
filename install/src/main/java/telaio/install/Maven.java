package telaio.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Maven, started in a clone on the JDK that runs this.
record Maven(Path root) {
    private static final List<String> PLACES =
            List.of(
                    "mvn",
                    System.getenv().getOrDefault("MAVEN_HOME", "") + "/bin/mvn",
                    System.getProperty("user.home") + "/.sdkman/candidates/maven/current/bin/mvn",
                    "/opt/homebrew/bin/mvn",
                    "/usr/local/bin/mvn");

    /// A command that runs Maven and asks nothing.
    ///
    /// @throws CommandFailed if there is no Maven
    ProcessBuilder command(List<String> arguments) throws CommandFailed {
        List<String> command = new ArrayList<>();
        command.add(
                Program.find(PLACES)
                        .orElseThrow(() -> new CommandFailed(Messages.text("maven.none")))
                        .toString());
        command.add("-B");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
