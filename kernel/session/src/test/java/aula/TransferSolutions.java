package aula;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Semaphore;
import telaio.multiprocessing.Value;

/// Solutions of the exercises on races and deadlocks, right and wrong ones.
public final class TransferSolutions {
    private TransferSolutions() {}

    /// An account.
    ///
    /// @param number no two have the same
    public record Account(int number, Lock lock, Value<Integer> balance) implements Serializable {}

    private static void move(Account from, Account to, int amount) {
        from.balance().set(from.balance().get() - amount);
        to.balance().set(to.balance().get() + amount);
    }

    public static void smallerFirst(Account from, Account to, int amount)
            throws InterruptedException {
        var first = from.number() < to.number() ? from : to;
        var second = from.number() < to.number() ? to : from;
        try (var _ = first.lock().acquire();
                var _ = second.lock().acquire()) {
            move(from, to, amount);
        }
    }

    public static void sorted(Account from, Account to, int amount) {
        var both = Stream.of(from, to).sorted(Comparator.comparingInt(Account::number)).toList();
        both.forEach(it -> it.lock().lock());
        try {
            move(from, to, amount);
        } finally {
            both.reversed().forEach(it -> it.lock().unlock());
        }
    }

    public static void triesAndGivesBack(Account from, Account to, int amount)
            throws InterruptedException {
        while (true) {
            try (var _ = from.lock().acquire()) {
                if (to.lock().tryLock(20, TimeUnit.MILLISECONDS)) {
                    try {
                        move(from, to, amount);
                        return;
                    } finally {
                        to.lock().unlock();
                    }
                }
            }
        }
    }

    public static void oneAfterTheOther(Account from, Account to, int amount)
            throws InterruptedException {
        try (var _ = from.lock().acquire()) {
            from.balance().set(from.balance().get() - amount);
        }
        try (var _ = to.lock().acquire()) {
            to.balance().set(to.balance().get() + amount);
        }
    }

    public static void asTheyCome(Account from, Account to, int amount)
            throws InterruptedException {
        try (var _ = from.lock().acquire();
                var _ = to.lock().acquire()) {
            move(from, to, amount);
        }
    }

    public static void noLock(Account from, Account to, int amount) {
        move(from, to, amount);
    }

    public static void onlyTheFirstLock(Account from, Account to, int amount)
            throws InterruptedException {
        try (var _ = from.lock().acquire()) {
            move(from, to, amount);
        }
    }

    public static void notGivenBack(Account from, Account to, int amount) {
        var both = Stream.of(from, to).sorted(Comparator.comparingInt(Account::number)).toList();
        both.forEach(it -> it.lock().lock());
        move(from, to, amount);
    }

    public static void theWrongWay(Account from, Account to, int amount)
            throws InterruptedException {
        smallerFirst(to, from, amount);
    }

    /// Two processes withdraw 80 from 100, each in two steps, in this order of steps.
    public static int withdrawals(String order) throws InterruptedException {
        var balance = new Value<>(100);
        var done = new Semaphore(0);
        var turns = List.of(new Semaphore(0), new Semaphore(0));
        var processes =
                turns.stream()
                        .map(mine -> Process.builder().start(() -> withdraw(balance, mine, done)))
                        .toList();
        for (int i = 0; i < order.length(); i++) {
            turns.get(order.charAt(i) - 'A').release();
            done.acquire();
        }
        for (var process : processes) {
            process.join();
        }
        return balance.get();
    }

    private static void withdraw(Value<Integer> balance, Semaphore mine, Semaphore done)
            throws InterruptedException {
        mine.acquire();
        boolean enough = balance.get() >= 80;
        done.release();
        mine.acquire();
        if (enough) {
            balance.set(balance.get() - 80);
        }
        done.release();
    }
}
