package telaio.multiprocessing;

import static telaio.multiprocessing.language.Language.in;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What pools say to their users.
final class PoolTexts {
    private PoolTexts() {}

    static String noWorkers(int workers) {
        return in(
                        "a pool needs at least 1 worker, not %d",
                        "un pool ha bisogno di almeno 1 processo, non %d")
                .formatted(workers);
    }

    static String noInitializer() {
        return in("the initializer is null", "l'inizializzatore è null");
    }

    static String noFunction() {
        return in(
                "there is nothing to do: the function is null",
                "non c'è niente da fare: la funzione è null");
    }

    static String noItems() {
        return in("the items are null", "gli elementi sono null");
    }

    static String noTasksPerChild(int tasks) {
        return in(
                        "a worker does at least 1 task before it is replaced, not %d",
                        "un processo fa almeno 1 compito prima di essere sostituito, non %d")
                .formatted(tasks);
    }

    static String noTime(Duration timeout) {
        return in(
                        "a task needs some time: the timeout was %s",
                        "un compito ha bisogno di tempo: il timeout era %s")
                .formatted(timeout);
    }

    static String noChunk(int size) {
        return in("a chunk has at least 1 item, not %d", "un gruppo ha almeno 1 elemento, non %d")
                .formatted(size);
    }

    static String item(int index, Exception why) {
        return in("item %d: %s", "l'elemento %d: %s").formatted(index, why.getMessage());
    }

    static String closed() {
        return in("the pool is closed", "il pool è chiuso");
    }

    static String terminated() {
        return in("the pool was terminated", "il pool è stato terminato");
    }

    static String cancelled() {
        return in("the task was cancelled", "il compito è stato annullato");
    }

    static String interrupted() {
        return in("interrupted while waiting for a result", "interrotto in attesa di un risultato");
    }

    static String timedOut(Duration timeout, String where) {
        return in(
                        "the task took longer than %s; its worker (%s) was stopped",
                        "il compito è durato più di %s; il suo processo (%s) è stato fermato")
                .formatted(timeout, where);
    }

    static String initializerFailed(String where, String why) {
        return in(
                        "the pool has no workers: the initializer failed in %s: %s",
                        "il pool non ha processi: l'inizializzatore è fallito in %s: %s")
                .formatted(where, why);
    }

    static String workersEndAtOnce(@Nullable String last) {
        return in(
                        "the pool has no workers: three in a row ended before they took a task, the"
                                + " last: %s",
                        "il pool non ha processi: tre di seguito sono finiti prima di prendere un"
                                + " compito, l'ultimo: %s")
                .formatted(last);
    }

    static String cannotStart(Exception why) {
        return in(
                        "the pool has no workers: no process could be started: %s",
                        "il pool non ha processi: non se n'è potuto avviare nessuno: %s")
                .formatted(why.getMessage());
    }

    static String late() {
        return in("the results did not come in time", "i risultati non sono arrivati in tempo");
    }

    static String noTasks() {
        return in("there are no tasks", "non ci sono compiti");
    }

    static String unreadable(String why) {
        return in(
                        "a result cannot be rebuilt in this process: %s",
                        "un risultato non si può ricostruire in questo processo: %s")
                .formatted(why);
    }

    static String unfinished(long unfinished, long all) {
        return in("%d (of %d) futures unfinished", "%d (su %d) future non finiti")
                .formatted(unfinished, all);
    }
}
