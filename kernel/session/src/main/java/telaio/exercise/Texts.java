package telaio.exercise;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What checks say to students, in Italian or English.
enum Texts {
    TO_DO("to be completed", "da completare"),
    TO_DO_ADVICE(
            "to be completed: put your solution in the place of the exercise's stub and run that"
                    + " cell first",
            "da completare: metti la tua soluzione al posto del segnaposto ed esegui prima quella"
                    + " cella"),
    SUMMARY("%d of %d", "%d su %d"),
    NOT_PASSED("%s: %d of %d points passed", "%s: superati %d punti su %d"),
    NO_POINTS("this check looks at nothing", "questa verifica non guarda nulla"),
    BROKE("the check could go no further: %s", "la verifica non ha potuto proseguire: %s"),
    BROKE_POINT("the check comes to its end", "la verifica arriva in fondo"),
    NO_HINT("There is no hint for «%s».", "Per «%s» non ci sono suggerimenti."),
    HINT("Hint %d of %d: %s", "Suggerimento %d di %d: %s"),

    RAN("it comes to its end", "arriva alla fine"),
    THREW("it ended with %s%s", "è finito con %s%s"),
    AT("%s, line %d", "%s, riga %d"),
    IN(" (%s)", " (%s)"),
    NO_TIME_LEFT(
            "not tried: what came before took all the time",
            "non provato: quello che viene prima ha preso tutto il tempo"),
    HANGS(
            "after %s s it had not ended and was stopped: %s",
            "dopo %s s non era finito ed è stato fermato: %s"),
    HANG_GET(
            "%s waits for something from a queue%s, and nobody puts any more. Take as often as is"
                    + " put, or let the producer put an end mark that the consumer understands",
            "%s aspetta qualcosa da una coda%s, ma nessuno mette più niente. Prendi tante volte"
                    + " quante si mette, oppure fai mettere al produttore un segnale di fine"),
    HANG_PUT(
            "%s waits to put into a full queue%s, and nobody takes. Let a consumer run meanwhile",
            "%s aspetta di mettere in una coda piena%s, ma nessuno prende. Intanto deve lavorare un"
                    + " consumatore"),
    HANG_TASKS(
            "%s waits in join() of the queue%s for %d jobs of which nobody said taskDone(). Call it"
                    + " once for each job taken, in finally",
            "%s aspetta nel join() della coda%s %d lavori per cui nessuno ha chiamato taskDone()."
                    + " Chiamalo una volta per ogni lavoro preso, in un finally"),
    HANG_LOCK(
            "%s waits for a lock%s that %s does not give back. Give it back in finally, or take it"
                    + " with try (var held = lock.acquire())",
            "%s aspetta un lock%s che %s non restituisce. Restituiscilo in un finally, o prendilo"
                    + " con try (var preso = lock.acquire())"),
    SOMEBODY("somebody", "qualcuno"),
    HANG_PROCESS(
            "%s waits in join() for %s, which does not end",
            "%s aspetta con join() la fine di %s, che non finisce"),
    HANG_OTHER("%s waits for a %s%s for ever", "%s aspetta per sempre: %s%s"),
    HANG_LOOP(
            "it waits for nothing shared: is there a loop that never ends?",
            "non aspetta niente di condiviso: c'è un ciclo che non finisce mai?"),

    NUMBER("process no. %d", "il processo n. %d"),
    PROCESSES("processes started: %d", "processi avviati: %d"),
    AT_LEAST("processes started: at least %d", "processi avviati: almeno %d"),
    NOT_STARTED(
            "no process was started: a Process works only after start()",
            "non è stato avviato nessun processo: un Process lavora solo dopo start()"),
    RUN_CALLED(
            "no process was started, the work was done in %s itself. To call run() or the method"
                    + " directly starts nothing: call start()",
            "non è stato avviato nessun processo, il lavoro l'ha fatto %s stesso. Chiamare"
                    + " direttamente run() o il metodo non avvia niente: chiama start()"),
    COUNTED("it was %d", "sono stati %d"),

    TOGETHER("processes at work at the same time: %d", "processi al lavoro insieme: %d"),
    JOIN_BETWEEN(
            "join() comes before the next start()%s, so each process waits for the one before."
                    + " First start them all, then join them all",
            "join() viene prima dello start() successivo%s, così ogni processo aspetta quello"
                    + " precedente. Prima avviali tutti, poi fai join() di tutti"),
    NOT_TOGETHER("there were never more than %d", "non sono mai stati più di %d"),

    JOINED("every process is waited for", "ogni processo viene atteso"),
    NOT_JOINED(
            "nobody waited for %s: call join() after having started them all",
            "nessuno ha aspettato %s: chiama join() dopo averli avviati tutti"),

    EXIT_CODE("every process ends with exit code %d", "ogni processo finisce con codice %d"),
    EXITED("%s ended with exit code %d%s", "%s è finito con codice %d%s"),
    NOT_EXITED("%s had not ended", "%s non era finito"),
    QUEUE_CLOSED(
            "%s used the queue after close()%s: close it when nobody puts into it or takes from it"
                    + " any more",
            "%s ha usato la coda dopo close()%s: chiudila quando nessuno ci mette o ne prende più"
                    + " niente"),

    NONE_FAILED("no process ends with an exception", "nessun processo finisce con un'eccezione"),
    FAILED(
            "%s ended with %s, and the jobs it would still have taken were left to the others. Catch"
                    + " the exception inside the loop, around the one job",
            "%s è finito con %s, e i lavori che avrebbe ancora preso sono rimasti agli altri."
                    + " Raccogli l'eccezione dentro il ciclo, intorno al singolo lavoro"),

    PRINTED("the processes print: %s", "i processi stampano: %s"),
    NOT_PRINTED("missing: %s", "manca: %s"),
    PRINTED_HERE(
            "«%s» was printed by %s itself, not by a process that was started",
            "«%s» è stato stampato da %s stesso, non da un processo avviato"),

    RETURNS("the result is right", "il risultato è giusto"),
    RETURNED("expected %s, got %s", "atteso %s, ottenuto %s"),
    NO_RESULT("there is no result", "non c'è un risultato"),
    COPIED(
            ". Nothing came back from the processes: each works on its own copy of the variables."
                    + " Send the result through a Queue or keep it in a Value",
            ". Dai processi non è tornato niente: ognuno lavora sulla propria copia delle"
                    + " variabili. Manda il risultato con una Queue o tienilo in un Value"),
    UNLOCKED(
            ". Changes got lost, as they are made without a lock",
            ". Alcune modifiche sono andate perse, perché fatte senza lock"),
    FAILS("it ends with %s", "finisce con %s"),
    DOES_NOT_FAIL("it ended without an exception", "è finito senza eccezioni"),

    TO_CHILDREN(
            "messages the processes get from %s: at least %d",
            "messaggi che i processi ricevono da %s: almeno %d"),
    FROM_CHILDREN(
            "messages %s gets from the processes: at least %d",
            "messaggi che %s riceve dai processi: almeno %d"),
    MESSAGES(
            "%d were put and %d taken: send them through a Queue",
            "ne sono stati messi %d e presi %d: mandali con una Queue"),

    BACKLOG("items waiting in a queue: never more than %d", "elementi in attesa: mai più di %d"),
    TOO_LONG(
            "there were %d: give the queue its limit, new Queue<>(%d)",
            "erano %d: dai alla coda il suo limite, new Queue<>(%d)"),

    GUARDED(
            "shared values change only under a lock",
            "i valori condivisi cambiano solo con un lock"),
    UNGUARDED(
            "%s reads and then sets without a lock%s: what another process sets in between is lost."
                    + " Both belong into one try (var held = lock.acquire())",
            "%s legge e poi scrive senza lock%s: quello che un altro processo scrive nel frattempo"
                    + " va perso. Metti entrambe le cose in un solo try (var preso ="
                    + " lock.acquire())"),
    NOT_THE_SAME(
            "the processes use different locks%s: only one and the same keeps the others out",
            "i processi usano lock diversi%s: solo uno stesso lock tiene fuori gli altri"),

    NO_CIRCLE(
            "locks are always taken in the same order",
            "i lock si prendono sempre nello stesso ordine"),
    CIRCLE(
            "one lock is taken with another in hand%s, and elsewhere the other way round%s: two who do"
                    + " that at once wait for each other for ever. Choose one order, by number for"
                    + " instance, and keep it everywhere",
            "un lock si prende con un altro in mano%s, e altrove al contrario%s: due che lo fanno"
                    + " insieme si aspettano per sempre. Scegli un ordine, per esempio per numero, e"
                    + " tienilo dappertutto"),

    RELEASED("every lock is given back", "ogni lock viene restituito"),
    NOT_RELEASED(
            "%s took a lock%s and never gave it back. An exception goes past release(): put it in"
                    + " finally, or use try (var held = lock.acquire())",
            "%s ha preso un lock%s e non l'ha più restituito. Un'eccezione salta release(): mettilo"
                    + " in un finally, o usa try (var preso = lock.acquire())"),
    NO_LOCK("no lock was taken", "non è stato preso nessun lock"),

    TASKS_DONE("every job taken is reported as done", "per ogni lavoro preso si chiama taskDone()"),
    NOT_DONE(
            "%d jobs were taken, taskDone() was called %d times: call it in finally",
            "sono stati presi %d lavori, taskDone() è stato chiamato %d volte: chiamalo in un"
                    + " finally"),
    NO_TASKS("no job was taken from a queue", "non è stato preso nessun lavoro da una coda"),

    NONE_LEFT("no process remains", "non rimane nessun processo"),
    LEFT(
            "still alive: %s. Join every process and close every pool (try-with-resources)",
            "ancora in vita: %s. Fai join() di ogni processo e chiudi ogni pool (try con risorse)"),
    MUST_BE_POSITIVE("must be at least 1, was %d", "deve essere almeno 1, era %d");

    private final String english;
    private final String italian;

    Texts(String english, String italian) {
        this.english = english;
        this.italian = italian;
    }

    /// Whether `text` is this one, without arguments, in whichever language.
    boolean means(@Nullable String text) {
        return english.equals(text) || italian.equals(text);
    }

    String text(Object... arguments) {
        return Tongue.CURRENT.italian()
                ? String.format(Locale.ITALIAN, italian, arguments)
                : String.format(Locale.ENGLISH, english, arguments);
    }
}
