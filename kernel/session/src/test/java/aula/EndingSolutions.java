package aula;

import java.time.Duration;
import java.util.List;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Task;

/// Solutions of the exercises on exit codes and systems, right and wrong ones.
public final class EndingSolutions {
    private EndingSolutions() {}

    public static int killsTheLate(Task job, Duration patience) throws InterruptedException {
        var process = new Process(job);
        process.start();
        if (!process.join(patience)) {
            process.kill();
            process.join();
        }
        return process.exitCode().getAsInt();
    }

    public static int looksWhetherItLives(Task job, Duration patience) throws InterruptedException {
        var process = Process.builder().start(job);
        boolean _ = process.join(patience);
        if (process.isAlive()) {
            process.kill();
        }
        process.join();
        return process.exitCode().orElseThrow();
    }

    public static int terminates(Task job, Duration patience) throws InterruptedException {
        var process = Process.builder().start(job);
        if (!process.join(patience)) {
            process.terminate();
            process.join();
        }
        return process.exitCode().getAsInt();
    }

    public static int waitsForEver(Task job, Duration patience) throws InterruptedException {
        var process = Process.builder().start(job);
        process.join();
        return process.exitCode().getAsInt();
    }

    public static int looksTooEarly(Task job, Duration patience) throws InterruptedException {
        var process =
                Process.builder()
                        .start(() -> {
                            new telaio.multiprocessing.Event().await(Duration.ofMillis(200));
                            job.run();
                        });
        return process.exitCode().getAsInt();
    }

    public static int notStarted(Task job, Duration patience) throws Exception {
        job.run();
        return 0;
    }

    public static List<Boolean> rightAnswers() {
        return List.of(true, false, true, false, false, true, false, true);
    }

    public static List<Boolean> oneIsWrong() {
        return List.of(true, false, true, false, false, true, true, true);
    }

    public static List<Boolean> tooFew() {
        return List.of(true, false);
    }
}
