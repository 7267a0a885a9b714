package telaio.jupyter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import telaio.jupyter.KernelClient.Channel;
import telaio.jupyter.KernelClient.Exchange;
import telaio.jupyter.protocol.ConnectionFile;

/// A kernel as Jupyter starts it, in a JVM of its own, and a client of it.
final class KernelProcess implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    /// What lets the kernel compile most cells without JShell.
    static final List<String> EXPORTS =
            Stream.of("api", "code", "util")
                    .map("--add-exports=jdk.compiler/com.sun.tools.javac.%s=ALL-UNNAMED"::formatted)
                    .toList();

    private final Process process;
    private final KernelClient client;
    private final Path log;

    /// Everything this kernel was seen to have started, itself first.
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    /// Starts a kernel, and waits until it answers.
    ///
    /// @param folder for the connection file and the log
    /// @param parentPid what Jupyter would call the kernel's parent
    KernelProcess(Path folder, long parentPid) throws IOException {
        this(folder, parentPid, EXPORTS);
    }

    /// Starts a kernel, and waits until it answers.
    ///
    /// @param folder for the connection file and the log
    /// @param parentPid what Jupyter would call the kernel's parent
    /// @param arguments more of them for its JVM
    KernelProcess(Path folder, long parentPid, List<String> arguments) throws IOException {
        this(folder, parentPid, arguments, Map.of());
    }

    /// Starts a kernel with more variables in its environment.
    KernelProcess(
            Path folder, long parentPid, List<String> arguments, Map<String, String> environment)
            throws IOException {
        var connection = KernelClient.freePorts("the key of this test");
        var file = Files.writeString(folder.resolve("kernel.json"), json(connection).toString());
        log = folder.resolve("kernel.log");
        var java = ProcessHandle.current().info().command().orElseThrow();
        var command = new ArrayList<>(List.of(java, "-XX:+UseSerialGC"));
        command.addAll(arguments);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.add(file.toString());
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JPY_PARENT_PID", Long.toString(parentPid));
        builder.environment().put("TELAIO_LANG", "en");
        builder.environment().put("TELAIO_HISTORY", folder.resolve("history").toString());
        builder.environment().putAll(environment);
        process = builder.start();
        seen.add(process.toHandle());
        client = new KernelClient(connection);
        client.awaitReady();
    }

    private static JsonObject json(ConnectionFile connection) {
        var json = new JsonObject();
        json.addProperty("transport", connection.transport());
        json.addProperty("ip", connection.ip());
        json.addProperty("shell_port", connection.shellPort());
        json.addProperty("iopub_port", connection.iopubPort());
        json.addProperty("stdin_port", connection.stdinPort());
        json.addProperty("control_port", connection.controlPort());
        json.addProperty("hb_port", connection.hbPort());
        json.addProperty("key", connection.key());
        json.addProperty("signature_scheme", connection.signatureScheme());
        return json;
    }

    KernelClient client() {
        return client;
    }

    Process process() {
        return process;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /// Runs a cell.
    Exchange run(String code) {
        var exchange = client.execute(code);
        look();
        return exchange;
    }

    /// Runs a cell that ends well.
    void runs(String code) {
        var exchange = run(code);
        assertThat(exchange.reply().text("status")).as(exchange.toString()).isEqualTo("ok");
    }

    /// Runs a cell that has a value.
    ///
    /// @return the value as text
    String value(String code) {
        var exchange = run(code);
        assertThat(exchange.reply().text("status")).as(exchange.toString()).isEqualTo("ok");
        return exchange.the("execute_result")
                .content()
                .getAsJsonObject("data")
                .get("text/plain")
                .getAsString();
    }

    /// Begins to run a cell.
    ///
    /// @return the request's id
    String begin(String code) {
        var id = client.send(Channel.SHELL, "execute_request", KernelClient.cell(code));
        client.broadcast(
                message -> message.type().equals("execute_input") && message.parentId().equals(id));
        return id;
    }

    /// Begins to run a cell, and waits until it has printed `text`: its code runs.
    ///
    /// @return the request's id
    String begin(String code, String text) {
        var id = begin(code);
        client.broadcast(message ->
                message.type().equals("stream")
                        && message.parentId().equals(id)
                        && message.text("text").contains(text));
        return id;
    }

    /// Stops a cell that was [begun][#begin] and waits for its end.
    Exchange interrupt(String cell) {
        return client.interrupt(cell);
    }

    /// Asserts that reply and broadcast say the same.
    ///
    /// @return the error's name
    static String error(Exchange exchange) {
        var reply = exchange.reply();
        assertThat(reply.text("status")).as(exchange.toString()).isEqualTo("error");
        var error = exchange.the("error");
        for (var field : new String[] {"ename", "evalue", "traceback"}) {
            assertThat(error.content().get(field)).isEqualTo(reply.content().get(field));
        }
        return reply.text("ename");
    }

    /// Remembers everything the kernel has running now.
    ///
    /// @return how many processes, without the kernel
    long look() {
        var now = process.descendants().toList();
        seen.addAll(now);
        return now.size();
    }

    /// Waits until nothing that was seen lives.
    void awaitNothingLeft() throws InterruptedException, ExecutionException, TimeoutException {
        var ends = seen.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).get(KernelClient.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        // A supervisor that began after the last look removes its directories a moment later.
        long end = System.nanoTime() + KernelClient.PATIENCE.toNanos();
        while (!remains().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /// What these processes have left in shared memory and in the temporary folder.
    List<String> remains() {
        var remains = new ArrayList<String>();
        for (var place : List.of(MEMORY, Path.of(System.getProperty("java.io.tmpdir")))) {
            var names = place.toFile().list();
            Arrays.stream(names == null ? new String[0] : names)
                    .filter(name -> seen.stream().anyMatch(one -> belongs(name, one.pid())))
                    .map(name -> place + File.separator + name)
                    .forEach(remains::add);
        }
        return remains;
    }

    private static boolean belongs(String name, long pid) {
        return name.startsWith("telaio") && name.matches(".*[^0-9]" + pid + "([^0-9].*)?");
    }

    /// Processor time used by all that is running now, in hundredths of a second.
    long ticks() throws IOException {
        long ticks = 0;
        look();
        for (var one : seen) {
            var stat = Path.of("/proc", Long.toString(one.pid()), "stat");
            if (one.isAlive() && Files.exists(stat)) {
                var text = Files.readString(stat, UTF_8);
                var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            }
        }
        return ticks;
    }

    @Override
    public void close() {
        look();
        process.destroyForcibly();
        client.close();
    }
}
