package telaio.multiprocessing;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.shipping.Codec;

/// A JVM that joins this one's memory and runs a lambda, with nothing else of this library about
/// it. Closing kills it.
public final class ChildJvm implements AutoCloseable {
    private static final long PATIENCE = 60;

    private final java.lang.Process process;

    private ChildJvm(java.lang.Process process) {
        this.process = process;
    }

    /// What a child does.
    public interface Work extends Serializable {
        void run() throws Exception;
    }

    public static ChildJvm start(Work work) throws IOException {
        return start(work, List.of());
    }

    public static ChildJvm start(Work work, List<String> flags) throws IOException {
        var command = command(flags);
        command.add(Domain.current().directory().toString());
        command.add(Base64.getEncoder().encodeToString(Codec.encode(work)));
        return launch(command);
    }

    /// One that shares no memory with this JVM.
    public static ChildJvm startStranger(Work work, List<String> flags) throws IOException {
        return startThrough(List.of(), work, flags);
    }

    /// One that shares no memory with this JVM and is started by another command.
    public static ChildJvm startThrough(List<String> starter, Work work, List<String> flags)
            throws IOException {
        var command = new ArrayList<>(starter);
        command.addAll(command(flags));
        command.add("");
        command.add(Base64.getEncoder().encodeToString(Codec.encode(work)));
        return launch(command);
    }

    private static List<String> command(List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ChildJvm.class.getName());
        return command;
    }

    private static ChildJvm launch(List<String> command) throws IOException {
        return new ChildJvm(
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    public static void main(String[] arguments) throws Exception {
        if (!arguments[0].isEmpty()) {
            Domain.join(Path.of(arguments[0]));
        }
        var work = (Work) Codec.decode(Base64.getDecoder().decode(arguments[1]));
        if (work == null) {
            throw new IllegalArgumentException("no work");
        }
        work.run();
        Domain.current().leave();
    }

    public long pid() {
        return process.pid();
    }

    /// The exit code, once it has ended by itself.
    public int join() {
        return process.onExit().orTimeout(PATIENCE, TimeUnit.SECONDS).join().exitValue();
    }

    /// `kill -9` of it and of its supervisors: what it left behind is still there when this
    /// returns.
    public void kill() {
        for (var supervisor : supervisors(process.toHandle())) {
            supervisor.destroyForcibly();
            supervisor.onExit().orTimeout(PATIENCE, TimeUnit.SECONDS).join();
        }
        process.destroyForcibly();
        join();
    }

    /// The shells that clear away what this process leaves when it dies.
    public static List<ProcessHandle> supervisors(ProcessHandle process) {
        return process.children()
                .filter(child -> child.info().command().orElse("").endsWith("sh"))
                .toList();
    }

    /// `kill -9`, and what a launcher does then.
    public void killAndRecover() {
        kill();
        Domain.current().died(pid());
    }

    @Override
    public void close() {
        killAndRecover();
    }
}
