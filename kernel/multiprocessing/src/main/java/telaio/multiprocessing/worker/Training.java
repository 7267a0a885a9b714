package telaio.multiprocessing.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes the AOT cache of child JVMs: `java -cp … telaio.multiprocessing.worker.Training CACHE
/// [CLASSPATH_ENTRY…]`. It starts a child as [Launcher] does, lets it rehearse and run a job, and
/// waits until the JVM has written the cache. The launcher uses a cache named `worker.aot` beside
/// the library's jar; it serves class paths that begin with that jar and the entries given here.
public final class Training {
    private Training() {}

    /// Called by the build and at install.
    ///
    /// @throws IllegalArgumentException if no cache is named
    /// @throws IOException if the JVM has written no cache
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("usage: Training CACHE [CLASSPATH_ENTRY...]");
        }
        var cache = Path.of(arguments[0]).toAbsolutePath();
        Files.deleteIfExists(cache);
        var settings =
                new Settings(
                        Settings.Method.STANDBY,
                        flags(cache),
                        Map.of(),
                        Stream.of(arguments).skip(1).toList());
        try (var launcher = Launcher.current()) {
            launcher.prepare(settings, 1).join();
            // another JVM would empty, at its start, the file that this one writes at its end
            launcher.endWith(settings);
            var launch = new Launch("training", 0, false, false, settings);
            var worker = launcher.start(new Practice(), launch, new Silence());
            worker.process().onExit().join();
        }
        if (!Files.isReadable(cache)) {
            throw new IOException("no AOT cache was written to " + cache);
        }
    }

    /// Classes only. With the profiles of methods, too, a JVM compiles at its start what it has no
    /// use for yet, or will rehearse anyway: a cold start took 5 ms more of 43.
    private static List<String> flags(Path cache) {
        return List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTRecordTraining",
                "-Xlog:disable");
    }

    /// The JVM tells about its cache on standard output.
    private static final class Silence implements Listener {
        @Override
        public void output(Frame.Output output) {}

        @Override
        public void shown(Frame.Shown shown) {}
    }

    /// Besides what was rehearsed: how a task fails.
    private record Practice() implements Job {
        @Override
        public void run(Parent parent) throws IOException {
            var failure = Failure.of(new IllegalStateException("practice", new IOException()));
            FrameCodec.encode(new Frame.Done(1, failure));
            parent.onApplication(payload -> {});
            parent.send(new byte[0]);
        }
    }
}
