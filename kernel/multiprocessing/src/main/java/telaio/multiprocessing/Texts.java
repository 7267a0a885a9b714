package telaio.multiprocessing;

import java.util.Locale;

/// What queues, locks and pools say to their users, in their language: `TELAIO_LANG`, else the
/// locale.
final class Texts {
    private Texts() {}

    private static String in(String english, String italian) {
        var chosen = System.getenv("TELAIO_LANG");
        var language =
                chosen == null || chosen.isBlank() ? Locale.getDefault().getLanguage() : chosen;
        return language.startsWith("it") ? italian : english;
    }

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

    static String noConditions() {
        return in(
                "a Lock between processes has no conditions yet: let those who wait poll, or send"
                        + " them a message through a Queue",
                "un Lock tra processi non ha ancora condizioni: chi aspetta può interrogare, o"
                        + " ricevere un messaggio da una Queue");
    }

    static String unsendableResult(Exception why) {
        return in("the result: %s", "il risultato: %s").formatted(why.getMessage());
    }

    static String poolClosed() {
        return in("the pool is closed", "il pool è chiuso");
    }

    static String poolTerminated() {
        return in("the pool was terminated", "il pool è stato terminato");
    }

    static String initializerFailed() {
        return in(
                "the pool has no workers: its initializer failed",
                "il pool non ha processi: il suo inizializzatore è fallito");
    }

    static String workersEndAtOnce(int exitCode, String lastWords) {
        return in(
                                "the pool has no workers: three in a row ended before they took a task,"
                                        + " the last with exit code %d",
                                "il pool non ha processi: tre di seguito sono finiti prima di prendere"
                                        + " un compito, l'ultimo con codice %d")
                        .formatted(exitCode)
                + (lastWords.isEmpty() ? "" : "\n" + lastWords);
    }
}
