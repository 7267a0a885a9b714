package telaio.benchmarks.stress;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Kills processes at random. A program of its own; prints kills, messages put and taken, locks
/// recovered, the pool's tasks, deaths of whole families, and seconds.
public final class StressRuns {
    private static final int KILLS_PER_ROUND = 20;

    /// Rounds in which nobody pauses are slow: nothing is left for processes that start.
    private static final int FULL_RATE_ONE_IN = 4;

    private StressRuns() {}

    /// Prints the figures in one line, an array.
    ///
    /// @param arguments number of kills; seed; `native` or `portable`, how to wait; an existing
    ///   folder to work in, or nothing for one of its own. In a given folder no families are killed
    public static void main(String[] arguments) throws Exception {
        int kills = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        if (arguments[2].equals("portable")) {
            System.setProperty("telaio.waiting", "portable");
        }
        if (arguments.length > 3) {
            rounds(Path.of(arguments[3]), kills, seed, null);
            return;
        }
        var folder = Files.createTempDirectory("stress");
        var err = System.err;
        var log = folder.resolve("log");
        try (var notes = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
            System.setErr(notes); // a line for each death, by design
            rounds(folder, kills, seed, new FamilyDeath(folder, arguments[2]));
            Files.delete(log);
            Files.delete(folder);
        } catch (Exception | AssertionError e) {
            err.println("seed " + seed + "; the log is " + log + ": " + e);
            System.exit(1);
        }
    }

    private static void rounds(Path folder, int kills, long seed, @Nullable FamilyDeath death)
            throws Exception {
        var random = new SplittableRandom(seed);
        var begin = System.nanoTime();
        var sum = Round.Figures.NONE;
        long families = 0;
        int rounds = 0;
        while (sum.kills() < kills) {
            int left = kills - (int) sum.kills();
            boolean pauses = rounds++ % FULL_RATE_ONE_IN != FULL_RATE_ONE_IN - 1;
            sum = sum.plus(Round.run(folder, Math.min(left, KILLS_PER_ROUND), pauses, random));
            if (death != null) {
                death.once(random);
                families++;
            }
        }
        System.out.println(
                "[%d, %d, %d, %d, %d, %d, %.1f]"
                        .formatted(
                                sum.kills(),
                                sum.messages(),
                                sum.recovered(),
                                sum.locked(),
                                sum.tasks(),
                                families,
                                (System.nanoTime() - begin) / 1e9));
    }
}
