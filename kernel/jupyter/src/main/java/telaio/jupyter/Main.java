package telaio.jupyter;

import static java.lang.System.Logger.Level.DEBUG;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import telaio.jupyter.channels.Channels;
import telaio.jupyter.channels.OutputLimit;
import telaio.jupyter.eval.Evaluator;
import telaio.jupyter.eval.Frontend;
import telaio.jupyter.magic.MagicEvaluator;
import telaio.jupyter.protocol.ConnectionFile;
import telaio.jupyter.protocol.ProtocolException;

/// The kernel's process: `Main CONNECTION_FILE`, as the kernelspec says. Ends with 0 after a
/// shutdown request, or when the process that started it is gone.
public final class Main {
    private static final System.Logger LOG = System.getLogger(Main.class.getName());

    /// The property with how many millions of chars one cell may print.
    private static final String LIMIT = "telaio.output.megabytes";

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: telaio.jupyter.Main CONNECTION_FILE");
            System.exit(2);
        }
        try {
            var evaluator = EarlyEvaluator.begin(MagicEvaluator::new);
            var connection = ConnectionFile.read(Path.of(arguments[0]));
            run(connection, evaluator::with, parent());
            System.exit(0);
        } catch (IOException | ProtocolException | RuntimeException failure) {
            System.err.println("telaio: " + failure);
            System.exit(1);
        }
    }

    /// Runs a kernel until it is told to end.
    ///
    /// @param parentGone completed when the process that started this one has ended
    static void run(
            ConnectionFile connection,
            Function<Frontend, Evaluator> evaluator,
            CompletableFuture<?> parentGone) {
        try (var channels = new Channels(connection, limit());
                var kernel =
                        new Kernel(
                                channels.publisher(),
                                channels.input(),
                                evaluator,
                                HistoryFile.standard())) {
            // A signal, too, should leave no process behind.
            Runtime.getRuntime().addShutdownHook(new Thread(kernel::close, "close-kernel"));
            channels.serve(kernel);
            LOG.log(DEBUG, "ready: {0}", connection);
            CompletableFuture.anyOf(channels.shutdown(), parentGone).join();
        }
    }

    private static OutputLimit limit() {
        var texts = Texts.current();
        int megabytes = Integer.getInteger(LIMIT, 50);
        return new OutputLimit(
                megabytes * 1_000_000L,
                texts.outputLimit.formatted(megabytes),
                texts.outputStopped);
    }

    /// Completed when the process that Jupyter names as the kernel's parent has ended; never if it
    /// names none.
    private static CompletableFuture<?> parent() {
        var pid = System.getenv().getOrDefault("JPY_PARENT_PID", "");
        if (!pid.matches("[1-9][0-9]{0,17}")) {
            return new CompletableFuture<>();
        }
        // On Windows it is no number of a process, but a handle, which Java cannot use.
        boolean isHandle = System.getProperty("os.name").startsWith("Windows");
        return (isHandle ? ProcessHandle.current().parent() : ProcessHandle.of(Long.parseLong(pid)))
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }
}
