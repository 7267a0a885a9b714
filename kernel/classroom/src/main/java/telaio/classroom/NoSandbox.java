package telaio.classroom;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;

/// Programs run as any of the teacher's do, with a folder of their own. For those one trusts.
///
/// @param folder empty; programs get folders in it
public record NoSandbox(Path folder) implements Sandbox {
    @Override
    public Process start(Program program, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(program.command());
        var work = folder.resolve("work-" + program.lane());
        Trees.delete(work);
        Trees.copy(program.files(), work);
        builder.directory(work.toFile());
        builder.redirectInput(program.input().toFile());
        builder.redirectError(Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("HOME", work.toString());
        // Kernels look for the system's tools there, to end what they have started.
        builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return builder.start();
    }

    @Override
    public boolean isClosed() {
        return false;
    }
}
