package aula;

import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Semaphore;
import telaio.multiprocessing.Task;
import telaio.multiprocessing.Value;

/// Solutions of the exercises on locks, right and wrong ones.
public final class LockSolutions {
    private LockSolutions() {}

    private static void both(Task first, Task second) throws InterruptedException {
        var one = new Process(first);
        var other = new Process(second);
        one.start();
        other.start();
        one.join();
        other.join();
    }

    private static void both(Task task) throws InterruptedException {
        both(task, task);
    }

    // two processes count

    public static int tryWithLock(int times) throws InterruptedException {
        var lock = new Lock();
        var count = new Value<>(0);
        both(() -> {
            for (int i = 0; i < times; i++) {
                try (var _ = lock.acquire()) {
                    count.set(count.get() + 1);
                }
            }
        });
        return count.get();
    }

    public static int ownLockInFinally(int times) throws InterruptedException {
        var count = new Value<>(0);
        both(() -> {
            for (int i = 0; i < times; i++) {
                count.lock().lock();
                try {
                    count.set(count.get() + 1);
                } finally {
                    count.lock().unlock();
                }
            }
        });
        return count.get();
    }

    public static int inOneStep(int times) throws InterruptedException {
        var count = new Value<>(0);
        both(() -> {
            for (int i = 0; i < times; i++) {
                count.getAndAdd(1);
            }
        });
        return count.get();
    }

    public static int compareAndSet(int times) throws InterruptedException {
        var count = new Value<>(0);
        both(() -> {
            for (int i = 0; i < times; i++) {
                int before = count.get();
                while (!count.compareAndSet(before, before + 1)) {
                    before = count.get();
                }
            }
        });
        return count.get();
    }

    public static int semaphore(int times) throws InterruptedException {
        var one = new Semaphore(1);
        var count = new Value<>(0);
        both(() -> {
            for (int i = 0; i < times; i++) {
                one.acquire();
                try {
                    count.set(count.get() + 1);
                } finally {
                    one.release();
                }
            }
        });
        return count.get();
    }

    public static int unlocked(int times) throws InterruptedException {
        var count = new Value<>(0);
        both(() -> {
            for (int i = 0; i < times; i++) {
                count.set(count.get() + 1);
            }
        });
        return count.get();
    }

    public static int onlyTheSetLocked(int times) throws InterruptedException {
        var lock = new Lock();
        var count = new Value<>(0);
        both(() -> {
            for (int i = 0; i < times; i++) {
                int before = count.get();
                try (var _ = lock.acquire()) {
                    count.set(before + 1);
                }
            }
        });
        return count.get();
    }

    public static int differentLocks(int times) throws InterruptedException {
        var one = new Lock();
        var other = new Lock();
        var count = new Value<>(0);
        both(() -> count(count, one, times), () -> count(count, other, times));
        return count.get();
    }

    private static void count(Value<Integer> count, Lock lock, int times)
            throws InterruptedException {
        for (int i = 0; i < times; i++) {
            try (var _ = lock.acquire()) {
                count.set(count.get() + 1);
            }
        }
    }

    public static int copiedVariable(int times) throws InterruptedException {
        int[] count = {0};
        var lock = new Lock();
        both(() -> {
            for (int i = 0; i < times; i++) {
                try (var _ = lock.acquire()) {
                    count[0]++;
                }
            }
        });
        return count[0];
    }

    @SuppressWarnings("LockNotBeforeTry")
    public static int neverReleased(int times) throws InterruptedException {
        var lock = new Lock();
        var first = new Process(() -> lock.lock());
        first.start();
        first.join();
        lock.lock();
        var second = new Process(() -> lock.lock());
        second.start();
        second.join();
        return times;
    }

    // a lock and an exception

    public static void depositInFinally(Lock lock, Value<Integer> account, int amount) {
        lock.lock();
        try {
            add(account, amount);
        } finally {
            lock.unlock();
        }
    }

    public static void depositInTry(Lock lock, Value<Integer> account, int amount)
            throws InterruptedException {
        try (var _ = lock.acquire()) {
            add(account, amount);
        }
    }

    @SuppressWarnings("LockNotBeforeTry")
    public static void depositWithoutFinally(Lock lock, Value<Integer> account, int amount) {
        lock.lock();
        add(account, amount);
        lock.unlock();
    }

    public static void depositWithoutLock(Lock lock, Value<Integer> account, int amount) {
        add(account, amount);
    }

    public static void depositTooLate(Lock lock, Value<Integer> account, int amount)
            throws InterruptedException {
        try (var _ = lock.acquire()) {
            if (amount < 0) {
                throw new IllegalArgumentException("an amount of " + amount);
            }
        }
        add(account, amount);
    }

    private static void add(Value<Integer> account, int amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount of " + amount);
        }
        account.set(account.get() + amount);
    }
}
