package telaio.notebooks;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A real JupyterLab in folders of its own: it sees no settings, kernels or notebooks of the user.
final class LabServer implements AutoCloseable {
    private static final String NO_NEWS = "{\"fetchNews\": \"false\", \"checkForUpdates\": false}";

    /// Cells that are out of sight stay in the page, so that a test can read them.
    private static final String ALL_CELLS = "{\"windowingMode\": \"none\"}";

    private final Process process;
    private final String address;
    private final String token;
    private final Path notebooks;

    private LabServer(Process process, String address, String token, Path notebooks) {
        this.process = process;
        this.address = address;
        this.token = token;
        this.notebooks = notebooks;
    }

    /// Starts the JupyterLab of `python`'s environment and waits until it answers.
    ///
    /// @param language what its kernels speak: `it` or `en`
    /// @param home new folder for everything it writes
    /// @param kernels data folder whose `kernels` it offers
    /// @param log file for its messages
    /// @throws IOException if it ends, or is silent for a minute, before it answers
    static LabServer start(Path python, String language, Path home, Path kernels, Path log)
            throws IOException, InterruptedException {
        Path notebooks = Files.createDirectories(home.resolve("notebooks"));
        Path settings = home.resolve("settings/@jupyterlab");
        write(settings.resolve("apputils-extension"), "notification", NO_NEWS);
        write(settings.resolve("notebook-extension"), "tracker", ALL_CELLS);
        String token = UUID.randomUUID().toString();
        int port = freePort();
        var builder =
                new ProcessBuilder(
                                python.toString(),
                                "-m",
                                "jupyterlab",
                                "--no-browser",
                                "--allow-root",
                                "--ServerApp.ip=127.0.0.1",
                                "--ServerApp.port=" + port,
                                "--ServerApp.port_retries=0",
                                "--IdentityProvider.token=" + token,
                                "--LabApp.expose_app_in_browser=True",
                                "--ServerApp.root_dir=" + notebooks)
                        .redirectErrorStream(true);
        isolate(builder.environment(), language, home, kernels);
        Process process = builder.start();
        String address = "http://127.0.0.1:" + port;
        var server = new LabServer(process, address, token, notebooks);
        try {
            server.awaitAnswer(log);
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /// Makes a program of Jupyter see no files of the user.
    ///
    /// @param language what its kernels speak: `it` or `en`
    /// @param kernels data folder whose `kernels` it finds
    static void isolate(Map<String, String> environment, String language, Path home, Path kernels)
            throws IOException {
        environment.put("TELAIO_LANG", language);
        environment.put("HOME", Files.createDirectories(home).toString());
        environment.put("XDG_DATA_HOME", home.resolve("share").toString());
        environment.put("TELAIO_STUDENT", home.resolve("student.json").toString());
        environment.put("JUPYTER_CONFIG_DIR", home.resolve("config").toString());
        environment.put("JUPYTER_DATA_DIR", home.resolve("data").toString());
        environment.put("JUPYTER_RUNTIME_DIR", home.resolve("runtime").toString());
        environment.put("JUPYTER_PATH", kernels.toString());
        environment.put("JUPYTERLAB_SETTINGS_DIR", home.resolve("settings").toString());
        environment.put("JUPYTERLAB_WORKSPACES_DIR", home.resolve("spaces").toString());
    }

    /// The page of a notebook in [#notebooks()].
    String url(String notebook) {
        return "%s/lab/tree/%s?token=%s&reset".formatted(address, notebook, token);
    }

    /// The page with the launcher.
    String launcher() {
        return "%s/lab?token=%s&reset".formatted(address, token);
    }

    /// Asks it for something, as a page does.
    ///
    /// @param method such as `GET`
    HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "token " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /// Ends all kernels; returns when they have ended.
    void endKernels() throws IOException, InterruptedException {
        for (var kernel :
                JsonParser.parseString(ask("GET", "/api/kernels").body()).getAsJsonArray()) {
            ask("DELETE", "/api/kernels/" + kernel.getAsJsonObject().get("id").getAsString());
        }
    }

    /// The folder it shows.
    Path notebooks() {
        return notebooks;
    }

    /// Kernels, and all processes they have started.
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /// Ends the server and whatever it has left.
    @Override
    public void close() {
        List<ProcessHandle> rest = descendants();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        rest.forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        var running = new CompletableFuture<Void>();
        Thread.ofPlatform().name("jupyterlab log").daemon().start(() -> copyLog(log, running));
        try {
            running.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("JupyterLab does not answer, see " + log, e);
        }
    }

    /// Copies its messages to `log`; completes `running` when one gives the address.
    private void copyLog(Path log, CompletableFuture<Void> running) {
        try (BufferedReader messages = process.inputReader(StandardCharsets.UTF_8);
                Writer copy = Files.newBufferedWriter(log)) {
            for (String line = messages.readLine(); line != null; line = messages.readLine()) {
                copy.write(line + "\n");
                copy.flush();
                if (line.contains(address)) {
                    running.complete(null);
                }
            }
            running.completeExceptionally(new IOException("JupyterLab has ended"));
        } catch (IOException e) {
            running.completeExceptionally(e); // after the start: the stream closes with the server
        }
    }

    private static void write(Path folder, String name, String settings) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".jupyterlab-settings"), settings);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
