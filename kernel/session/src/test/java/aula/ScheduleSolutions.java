package aula;

import java.util.List;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Semaphore;
import telaio.multiprocessing.SharedArray;
import telaio.multiprocessing.Task;

/// Six programs of two processes with two steps each, which break in some orders of the steps.
public final class ScheduleSolutions {
    private ScheduleSolutions() {}

    private static int first(String program, int who, SharedArray<Integer> m) {
        return switch (program) {
            case "counter" -> m.get(0) <= 20 ? 1 : 0;
            case "flag" -> who == 0 ? m.addAndGet(0, 1) : m.get(0);
            case "forks" -> m.addAndGet(who, 1);
            default -> m.get(0);
        };
    }

    private static void second(String program, int who, int seen, SharedArray<Integer> m) {
        switch (program) {
            case "account" -> m.set(0, seen + 1);
            case "counter" -> m.set(0, m.get(0) + 80 * seen);
            case "seat" -> m.set(0, m.get(0) + (seen == 0 ? 1 : 0));
            case "auction" -> m.set(0, Math.max(seen, 10 + 10 * who));
            case "flag" -> m.set(1 + who, who == 0 || (seen == 1 && m.get(1) == 0) ? 1 : 0);
            default -> {
                if (m.get(1 - who) == 0) {
                    m.set(2, m.get(2) + 1);
                    m.set(who, 0);
                }
            }
        }
    }

    private static boolean broken(String program, SharedArray<Integer> m) {
        return switch (program) {
            case "account" -> m.get(0) == 1;
            case "counter" -> m.get(0) > 100;
            case "seat" -> m.get(0) == 2;
            case "auction" -> m.get(0) == 10;
            case "flag" -> m.get(2) == 1;
            default -> m.get(2) == 0;
        };
    }

    private static Task play(
            String program, int who, SharedArray<Integer> m, Semaphore mine, Semaphore done) {
        return () -> {
            mine.acquire();
            int seen = first(program, who, m);
            done.release();
            mine.acquire();
            second(program, who, seen, m);
            done.release();
        };
    }

    /// Whether a program breaks if A and B make their steps in this order.
    public static boolean breaks(String program, String order) throws InterruptedException {
        var m = SharedArray.ofInts(3);
        var done = new Semaphore(0);
        var turns = List.of(new Semaphore(0), new Semaphore(0));
        var a = Process.builder().start(play(program, 0, m, turns.get(0), done));
        var b = Process.builder().start(play(program, 1, m, turns.get(1), done));
        for (int i = 0; i < order.length(); i++) {
            turns.get(order.charAt(i) - 'A').release();
            done.acquire();
        }
        a.join();
        b.join();
        return broken(program, m);
    }
}
