package telaio.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Maven, started in a clone on the JDK that runs this: the one of `PATH`, else the wrapper, which
/// downloads one.
record Maven(Path root) {
    private static final String WRAPPER = Program.IS_ON_WINDOWS ? "mvnw.cmd" : "mvnw";

    /// A command that runs Maven and asks nothing.
    ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Program.find(List.of("mvn")).orElse(root.resolve(WRAPPER)).toString());
        command.add("-B");
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
