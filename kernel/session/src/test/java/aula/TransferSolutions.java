package aula;

import java.io.Serializable;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import telaio.multiprocessing.Lock;
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
}
