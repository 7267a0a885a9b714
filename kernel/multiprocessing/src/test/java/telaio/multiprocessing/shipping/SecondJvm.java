package telaio.multiprocessing.shipping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// A real second JVM that runs what a [Shipment] brings and says what came of it.
public final class SecondJvm {
    private SecondJvm() {}

    /// Ships a [Callable], [Supplier] or [Runnable] and runs it there.
    ///
    /// @return what it printed, and the text of its result
    public static String run(Object task) throws IOException, InterruptedException {
        var shipment = Shipment.pack(task);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                Cells.classPath(),
                                SecondJvm.class.getName())
                        .redirectError(Redirect.INHERIT)
                        .start();
        try (var out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
            shipment.write(out);
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    /// Runs in the second JVM.
    public static void main(String[] arguments) throws Exception {
        try (var in =
                new DataInputStream(
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            System.out.print(result(Shipment.read(in)));
        }
    }

    private static Object result(Shipment shipment) {
        try {
            switch (shipment.unpack()) {
                case Callable<?> task -> {
                    return text(task.call());
                }
                case Supplier<?> task -> {
                    return text(task.get());
                }
                case Runnable task -> {
                    task.run();
                    return "";
                }
                case Object value -> {
                    return text(value);
                }
            }
        } catch (Throwable failure) {
            failure.printStackTrace();
            return failure;
        }
    }

    private static String text(Object value) {
        return value instanceof Object[] array ? List.of(array).toString() : String.valueOf(value);
    }
}
