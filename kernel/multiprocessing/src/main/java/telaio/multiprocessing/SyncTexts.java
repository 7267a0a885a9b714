package telaio.multiprocessing;

import static telaio.multiprocessing.language.Language.in;

import java.util.Locale;

/// What locks, semaphores and their like say to their users, in their language.
final class SyncTexts {
    private SyncTexts() {}

    static String missing(String name) {
        return in("%s must not be null", "%s non può essere null").formatted(name);
    }

    static String negative(String name, Object value) {
        return in("%s must not be negative, was %s", "%s non può essere negativo, era %s")
                .formatted(name, value);
    }

    static String outOfRange(String name, int least, int most, int value) {
        var text = in("%s must be from %d to %,d, was %,d", "%s deve essere tra %d e %,d, era %,d");
        return String.format(Locale.ROOT, text, name, least, most, value);
    }

    static String times(String holder, int times) {
        return times == 1 ? holder : in("%s, %d times", "%s, %d volte").formatted(holder, times);
    }

    static String ownerDiedMeanwhile(long pid) {
        return in(
                        "process %d died while it held the lock of this condition: what the lock"
                                + " protects may be half changed. This thread holds the lock again",
                        "il processo %d è morto mentre teneva il lock di questa condizione: ciò che"
                                + " il lock protegge può essere modificato a metà. Questo thread ha"
                                + " di nuovo il lock")
                .formatted(pid);
    }

    static String conditionNeedsLock(String holder) {
        return in(
                        "to wait for a condition, or to signal it, a thread must hold its lock: %s",
                        "per attendere una condizione, o segnalarla, un thread deve avere il suo"
                                + " lock: %s")
                .formatted(holder);
    }

    static String waiting(int threads) {
        return in("%d waiting", "%d in attesa").formatted(threads);
    }

    static String permits(int permits) {
        return permits == 1
                ? in("1 permit", "1 permesso")
                : in("%d permits", "%d permessi").formatted(permits);
    }

    static String permitsOf(int permits, int limit) {
        return in("%d of %d permits", "%d permessi su %d").formatted(permits, limit);
    }

    static String tooManyPermits(int count, int permits, int limit) {
        return in(
                        "cannot release %d: there are %d permits, and there can be %d. Was one"
                                + " released that had not been acquired?",
                        "non se ne possono rilasciare %d: i permessi sono %d, e possono essere %d."
                                + " Ne è stato rilasciato uno che non era stato acquisito?")
                .formatted(count, permits, limit);
    }

    static String moreThanThereCanBe(int count, int limit) {
        return in(
                        "cannot acquire %d: there are never more than %d permits",
                        "non se ne possono acquisire %d: i permessi non sono mai più di %d")
                .formatted(count, limit);
    }

    static String set(boolean set) {
        return set ? in("set", "impostato") : in("not set", "non impostato");
    }

    static String barrier(int waiting, int parties) {
        return in("%d of %d arrived", "%d arrivati su %d").formatted(waiting, parties);
    }

    static String broken() {
        return in("broken", "rotta");
    }

    static String barrierBroken() {
        return in(
                "the barrier is broken: a thread did not wait until all had arrived. reset() begins"
                        + " anew",
                "la barriera è rotta: un thread non ha atteso che tutti arrivassero. reset()"
                        + " ricomincia");
    }

    static String barrierBrokenByDeath(long pid) {
        return in(
                        "the barrier is broken: process %d, on which it counts, died. reset() begins"
                                + " anew",
                        "la barriera è rotta: il processo %d, su cui conta, è morto. reset()"
                                + " ricomincia")
                .formatted(pid);
    }

    static String barrierTimedOut() {
        return in(
                "not all have arrived at the barrier in time: it is broken",
                "non tutti sono arrivati in tempo alla barriera: è rotta");
    }

    static String readers(int count, String first) {
        return count == 1
                ? in("read: %s", "in lettura: %s").formatted(first)
                : in("read %d times: %s, …", "in lettura %d volte: %s, …").formatted(count, first);
    }

    static String written(String writer) {
        return in("written: %s", "in scrittura: %s").formatted(writer);
    }

    static String readerCannotWrite() {
        return in(
                "this thread holds the read lock: to get the write lock it would wait for itself."
                        + " Unlock the read lock first",
                "questo thread ha il lock di lettura: per avere quello di scrittura aspetterebbe se"
                        + " stesso. Prima va rilasciato il lock di lettura");
    }

    static String noConditions() {
        return in(
                "the locks of a ReadWriteLock have no conditions: use those of a Lock or an RLock",
                "i lock di un ReadWriteLock non hanno condizioni: si usano quelle di un Lock o di un"
                        + " RLock");
    }
}
