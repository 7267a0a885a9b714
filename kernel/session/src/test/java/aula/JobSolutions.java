package aula;

import java.util.ArrayList;
import java.util.List;
import telaio.multiprocessing.JoinableQueue;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Queue;
import telaio.multiprocessing.Task;

/// Solutions of the exercise on workers and jobs, right and wrong ones: two processes divide 100 by
/// numbers, some of which are zero.
public final class JobSolutions {
    private static final int FAREWELL = -1;

    private JobSolutions() {}

    private static List<Process> two(boolean daemon, Task work) {
        var workers = new ArrayList<Process>();
        for (int i = 0; i < 2; i++) {
            workers.add(Process.builder().daemon(daemon).start(work));
        }
        return workers;
    }

    private static List<Integer> sorted(Queue<Integer> results) {
        var all = new ArrayList<Integer>();
        int _ = results.drainTo(all);
        return all.stream().sorted().toList();
    }

    private static void joinAll(List<Process> workers) throws InterruptedException {
        for (var worker : workers) {
            worker.join();
        }
    }

    private static void work(JoinableQueue<Integer> jobs, Queue<Integer> results)
            throws InterruptedException {
        int n;
        do {
            n = jobs.get();
            try {
                if (n > FAREWELL) {
                    results.put(100 / n);
                }
            } catch (ArithmeticException zero) {
                IO.println("skipped");
            } finally {
                jobs.taskDone();
            }
        } while (n > FAREWELL);
    }

    private static List<Integer> farewells(List<Integer> numbers, int farewells)
            throws InterruptedException {
        var jobs = new JoinableQueue<Integer>();
        var results = new Queue<Integer>();
        var workers = two(false, () -> work(jobs, results));
        for (var n : numbers) {
            jobs.put(n);
        }
        for (int i = 0; i < farewells; i++) {
            jobs.put(FAREWELL);
        }
        jobs.join();
        joinAll(workers);
        return sorted(results);
    }

    public static List<Integer> farewellEach(List<Integer> numbers) throws InterruptedException {
        return farewells(numbers, 2);
    }

    public static List<Integer> oneFarewell(List<Integer> numbers) throws InterruptedException {
        return farewells(numbers, 1);
    }

    /// How a worker that never leaves deals with a job.
    private interface Step extends java.io.Serializable {
        void of(JoinableQueue<Integer> jobs, Queue<Integer> results) throws InterruptedException;
    }

    private static List<Integer> daemons(List<Integer> numbers, boolean stopped, Step step)
            throws InterruptedException {
        var jobs = new JoinableQueue<Integer>();
        var results = new Queue<Integer>();
        var workers =
                two(
                        true,
                        () -> {
                            while (true) {
                                step.of(jobs, results);
                            }
                        });
        for (var n : numbers) {
            jobs.put(n);
        }
        jobs.join();
        if (stopped) {
            workers.forEach(Process::terminate);
            joinAll(workers);
        }
        return sorted(results);
    }

    private static void careful(JoinableQueue<Integer> jobs, Queue<Integer> results)
            throws InterruptedException {
        int n = jobs.get();
        if (n != 0) {
            results.put(100 / n);
        }
        jobs.taskDone();
    }

    public static List<Integer> daemonsStopped(List<Integer> numbers) throws InterruptedException {
        return daemons(numbers, true, JobSolutions::careful);
    }

    public static List<Integer> daemonsLeft(List<Integer> numbers) throws InterruptedException {
        return daemons(numbers, false, JobSolutions::careful);
    }

    public static List<Integer> noTaskDone(List<Integer> numbers) throws InterruptedException {
        return daemons(
                numbers,
                true,
                (jobs, results) -> {
                    int n = jobs.get();
                    if (n != 0) {
                        results.put(100 / n);
                    }
                });
    }

    public static List<Integer> notInFinally(List<Integer> numbers) throws InterruptedException {
        return daemons(
                numbers,
                true,
                (jobs, results) -> {
                    int n = jobs.get();
                    try {
                        results.put(100 / n);
                        jobs.taskDone();
                    } catch (ArithmeticException zero) {
                        IO.println("and taskDone?");
                    }
                });
    }

    public static List<Integer> notCaught(List<Integer> numbers) throws InterruptedException {
        return daemons(
                numbers,
                true,
                (jobs, results) -> {
                    int n = jobs.get();
                    try {
                        results.put(100 / n);
                    } finally {
                        jobs.taskDone();
                    }
                });
    }

    public static List<Integer> oneWorker(List<Integer> numbers) throws InterruptedException {
        var jobs = new JoinableQueue<Integer>();
        var results = new Queue<Integer>();
        var worker = Process.builder().start(() -> work(jobs, results));
        for (var n : numbers) {
            jobs.put(n);
        }
        jobs.put(FAREWELL);
        worker.join();
        return sorted(results);
    }

    public static List<Integer> plainQueue(List<Integer> numbers) throws InterruptedException {
        var jobs = new Queue<Integer>();
        var results = new Queue<Integer>();
        var workers =
                two(
                        false,
                        () -> {
                            for (int n = jobs.get(); n > FAREWELL; n = jobs.get()) {
                                if (n != 0) {
                                    results.put(100 / n);
                                }
                            }
                        });
        for (var n : numbers) {
            jobs.put(n);
        }
        jobs.put(FAREWELL);
        jobs.put(FAREWELL);
        joinAll(workers);
        return sorted(results);
    }
}
