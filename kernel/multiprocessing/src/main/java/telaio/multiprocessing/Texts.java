package telaio.multiprocessing;

import static telaio.multiprocessing.language.Language.in;

/// What queues, locks and pools say to their users.
final class Texts {
    private Texts() {}

    static String queueClosed() {
        return in("the queue is closed", "la coda è chiusa");
    }

    static String unreadable(Exception why) {
        return in(
                        "an item of the queue cannot be rebuilt in this process: %s",
                        "un elemento della coda non si può ricostruire in questo processo: %s")
                .formatted(why.getMessage());
    }

    static String notFromTheMiddle() {
        return in(
                "only the oldest item of a queue can be removed",
                "di una coda si può togliere solo l'elemento più vecchio");
    }

    static String ownerDied(long pid) {
        return in(
                        "process %d died while it held this lock: what the lock protects may be half"
                                + " changed. The lock is free again",
                        "il processo %d è morto mentre teneva questo lock: ciò che il lock protegge può"
                                + " essere modificato a metà. Il lock è di nuovo libero")
                .formatted(pid);
    }

    static String notReentrant(String holder) {
        return in(
                        "this thread holds the lock already (%s): a Lock is not reentrant",
                        "questo thread ha già il lock (%s): un Lock non è rientrante")
                .formatted(holder);
    }

    static String notHeld(String holder) {
        return in("this thread does not hold the lock: %s", "questo thread non ha il lock: %s")
                .formatted(holder);
    }

    static String free() {
        return in("free", "libero");
    }

    static String heldBy(String process, long pid, String thread) {
        return process.isEmpty()
                ? in("held by process %d, %s", "del processo %d, %s").formatted(pid, thread)
                : in("held by %s (process %d), %s", "di %s (processo %d), %s")
                        .formatted(process, pid, thread);
    }

    static String unsendableResult(Exception why) {
        return in("the result: %s", "il risultato: %s").formatted(why.getMessage());
    }
}
