package telaio.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Trace;

/// Times `Queue`. A program of its own; `queues.py` is the same in Python, with the same cases.
final class QueueRuns {
    private QueueRuns() {}

    /// Runs one case.
    ///
    /// @param arguments the case and its numbers: `ints|traced|strings|bytes SIZE PRODUCERS
    ///   MESSAGES`: messages per second from other processes, `traced` with the stream of events
    ///   on; `trip COUNT`: seconds for there and back; `reply SIZE COUNT`: seconds to send that
    ///   many bytes and get a word back; `standing QUEUED COUNT`: seconds to put one and take one
    ///   while so many are queued
    public static void main(String[] arguments) throws Exception {
        var numbers = new ArrayList<Integer>();
        for (var i = 1; i < arguments.length; i++) {
            numbers.add(Integer.valueOf(arguments[i]));
        }
        Figures.print(
                switch (arguments[0]) {
                    case "ints" -> rate(null, numbers.get(1), numbers.get(2));
                    case "traced" -> {
                        Trace.on();
                        yield rate(null, numbers.get(1), numbers.get(2));
                    }
                    case "strings" ->
                            rate("x".repeat(numbers.getFirst()), numbers.get(1), numbers.get(2));
                    case "bytes" ->
                            rate(new byte[numbers.getFirst()], numbers.get(1), numbers.get(2));
                    case "trip" -> trip(0, numbers.getFirst());
                    case "reply" -> trip(new byte[numbers.getFirst()], numbers.get(1));
                    case "standing" -> standing(numbers.getFirst(), numbers.get(1));
                    default -> throw new IllegalArgumentException("no case " + arguments[0]);
                });
    }

    /// @param item what is sent; null for the numbers from 0 on
    private static double[] rate(@Nullable Object item, int producers, int messages)
            throws Exception {
        try (var queue = new Queue<Object>();
                var go = new Queue<Integer>()) {
            List<Process> processes = new ArrayList<>();
            for (var i = 0; i < producers; i++) {
                var process = new Process(() -> produce(queue, go, item));
                process.start();
                processes.add(process);
            }
            var each = messages / producers;
            var result =
                    Figures.repeat(() -> {
                        var begin = System.nanoTime();
                        tell(go, producers, each);
                        for (var i = 0; i < each * producers; i++) {
                            queue.get();
                        }
                        return each * producers / Figures.secondsSince(begin);
                    });
            tell(go, producers, 0);
            for (var process : processes) {
                process.join();
            }
            return result;
        }
    }

    private static void tell(Queue<Integer> go, int times, int count) throws InterruptedException {
        for (var i = 0; i < times; i++) {
            go.put(count);
        }
    }

    private static void produce(Queue<Object> queue, Queue<Integer> go, @Nullable Object item)
            throws InterruptedException {
        for (var count = go.get(); count > 0; count = go.get()) {
            for (var i = 0; i < count; i++) {
                queue.put(item == null ? i : item);
            }
        }
    }

    private static double[] trip(Object item, int count) throws Exception {
        try (var there = new Queue<Object>();
                var back = new Queue<Integer>()) {
            var process =
                    new Process(() -> {
                        while (!(there.get() instanceof String)) {
                            back.put(1);
                        }
                    });
            process.start();
            var result =
                    Figures.repeat(() -> {
                        var begin = System.nanoTime();
                        for (var i = 0; i < count; i++) {
                            there.put(item);
                            back.get();
                        }
                        return Figures.secondsSince(begin) / count;
                    });
            there.put("end");
            process.join();
            return result;
        }
    }

    private static double[] standing(int queued, int count) throws Exception {
        try (var queue = new Queue<Integer>()) {
            for (var i = 0; i < queued; i++) {
                queue.put(i);
            }
            return Figures.repeat(() -> {
                var begin = System.nanoTime();
                for (var i = 0; i < count; i++) {
                    queue.put(i);
                    queue.get();
                }
                return Figures.secondsSince(begin) / count;
            });
        }
    }
}
