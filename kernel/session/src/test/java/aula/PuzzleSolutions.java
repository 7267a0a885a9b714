package aula;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import telaio.multiprocessing.Event;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.ReadWriteLock;
import telaio.multiprocessing.Semaphore;
import telaio.multiprocessing.Task;

/// Solutions of the puzzles on synchronisation, right and wrong ones.
public final class PuzzleSolutions {
    private PuzzleSolutions() {}

    private static void together(Stream<Task> tasks) throws InterruptedException {
        var processes = new ArrayList<Process>();
        tasks.forEach(task -> processes.add(Process.builder().start(task)));
        for (var process : processes) {
            process.join();
        }
    }

    private static Task locked(Lock lock, Task task) {
        return () -> {
            try (var _ = lock.acquire()) {
                task.run();
            }
        };
    }

    private static Task permitted(Semaphore permits, int count, Task task) {
        return () -> {
            permits.acquire(count);
            try {
                task.run();
            } finally {
                permits.release(count);
            }
        };
    }

    // nobody passes before the signal, and then one at a time

    private static Task after(Event open, Task task) {
        return () -> {
            open.await();
            task.run();
        };
    }

    public static void signalThenLock(Event open, List<Task> passages) throws InterruptedException {
        var lock = new Lock();
        together(passages.stream().map(it -> after(open, locked(lock, it))));
    }

    public static void lockThenSignal(Event open, List<Task> passages) throws InterruptedException {
        var one = new Semaphore(1);
        together(passages.stream().map(it -> permitted(one, 1, after(open, it))));
    }

    public static void onlyTheSignal(Event open, List<Task> passages) throws InterruptedException {
        together(passages.stream().map(it -> after(open, it)));
    }

    public static void onlyTheLock(Event open, List<Task> passages) throws InterruptedException {
        var lock = new Lock();
        together(passages.stream().map(it -> locked(lock, it)));
    }

    // readers together, a writer alone

    public static void readWriteLock(List<Task> readers, List<Task> writers)
            throws InterruptedException {
        var book = new ReadWriteLock();
        together(
                Stream.concat(
                        readers.stream().map(it -> held(book.readLock(), it)),
                        writers.stream().map(it -> held(book.writeLock(), it))));
    }

    private static Task held(java.util.concurrent.locks.Lock side, Task task) {
        return () -> {
            side.lock();
            try {
                task.run();
            } finally {
                side.unlock();
            }
        };
    }

    public static void permits(List<Task> readers, List<Task> writers) throws InterruptedException {
        var permits = new Semaphore(10);
        together(
                Stream.concat(
                        readers.stream().map(it -> permitted(permits, 1, it)),
                        writers.stream().map(it -> permitted(permits, 10, it))));
    }

    public static void oneLockForAll(List<Task> readers, List<Task> writers)
            throws InterruptedException {
        var lock = new Lock();
        together(Stream.concat(readers.stream(), writers.stream()).map(it -> locked(lock, it)));
    }

    public static void onlyReadersLock(List<Task> readers, List<Task> writers)
            throws InterruptedException {
        var book = new ReadWriteLock();
        together(
                Stream.concat(readers.stream(), writers.stream())
                        .map(it -> held(book.readLock(), it)));
    }

    // five philosophers

    private static Task philosopher(Lock first, Lock second, Task think, Task eat) {
        return () -> {
            try (var _ = first.acquire()) {
                think.run();
                try (var _ = second.acquire()) {
                    eat.run();
                }
            }
        };
    }

    private static Stream<Task> philosophers(List<Lock> forks, Task think, Task eat) {
        return Stream.iterate(0, i -> i + 1)
                .limit(5)
                .map(i -> philosopher(forks.get(i), forks.get((i + 1) % 5), think, eat));
    }

    public static void smallerFirst(List<Lock> forks, Task think, Task eat)
            throws InterruptedException {
        together(
                Stream.concat(
                        philosophers(forks, think, eat).limit(4),
                        Stream.of(philosopher(forks.get(0), forks.get(4), think, eat))));
    }

    public static void fourAtTheTable(List<Lock> forks, Task think, Task eat)
            throws InterruptedException {
        var chairs = new Semaphore(4);
        together(philosophers(forks, think, eat).map(it -> permitted(chairs, 1, it)));
    }

    public static void leftFirst(List<Lock> forks, Task think, Task eat)
            throws InterruptedException {
        together(philosophers(forks, think, eat));
    }

    public static void withoutForks(List<Lock> forks, Task think, Task eat)
            throws InterruptedException {
        together(
                forks.stream()
                        .map(_ ->
                                () -> {
                                    think.run();
                                    eat.run();
                                }));
    }

    @SuppressWarnings("LockNotBeforeTry")
    public static void neverGivenBack(List<Lock> forks, Task think, Task eat)
            throws InterruptedException {
        together(
                forks.stream()
                        .map(fork ->
                                () -> {
                                    fork.lock();
                                    think.run();
                                    eat.run();
                                }));
    }
}
