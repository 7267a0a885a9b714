package telaio.multiprocessing;

import static telaio.multiprocessing.language.Language.in;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What processes say to their users, see [Texts].
final class ProcessTexts {
    /// What may be asked of a process, in Italian.
    private static final Map<String, String> ACTIONS =
            Map.of(
                    "start", "avviare",
                    "join", "attendere",
                    "terminate", "terminare",
                    "kill", "uccidere",
                    "interrupt", "interrompere",
                    "watch", "osservare",
                    "ask for the pid of", "chiedere il pid di");

    private ProcessTexts() {}

    private static String italian(String what) {
        return ACTIONS.getOrDefault(what, what);
    }

    static String noTask() {
        return in("a process needs a task, not null", "un processo vuole un compito, non null");
    }

    static String noRun() {
        return in(
                "a process needs a task: new Process(task), or a subclass that overrides run()",
                "un processo vuole un compito: new Process(compito), o una sottoclasse che"
                        + " ridefinisce run()");
    }

    static String notItself(String what) {
        return in("a process cannot %s itself", "un processo non può %s sé stesso")
                .formatted(in(what, italian(what)));
    }

    static String onlyItsParent(String what) {
        return in(
                        "only the process that started it can %s a process",
                        "solo chi lo ha avviato può %s un processo")
                .formatted(in(what, italian(what)));
    }

    static String startedBefore() {
        return in(
                "cannot start a process twice: make a new one",
                "un processo non si può avviare due volte: creane uno nuovo");
    }

    static String notStarted(String what, String name) {
        return in(
                        "cannot %s a process that was not started: %s; call start() first",
                        "non si può %s un processo mai avviato: %s; chiama prima start()")
                .formatted(in(what, italian(what)), name);
    }

    static String closed(String name) {
        return in("process %s is closed", "il processo %s è chiuso").formatted(name);
    }

    static String stillRunning(String name, long pid) {
        return in(
                        "process %s (pid %d) is still running: join() or kill() it before close()",
                        "il processo %s (pid %d) è ancora in corso: chiama join() o kill() prima di"
                                + " close()")
                .formatted(name, pid);
    }

    static String cannotStart(String name, @Nullable Throwable why) {
        return in(
                        "process %s cannot be started: %s. Wait until other processes have ended, or"
                                + " raise the system's limits of open files (ulimit -n) or"
                                + " processes (ulimit -u)",
                        "il processo %s non si può avviare: %s. Attendi la fine di altri processi, o"
                                + " alza i limiti del sistema per i file aperti (ulimit -n) o"
                                + " i processi (ulimit -u)")
                .formatted(name, firstLine(why));
    }

    /// The JDK adds advice of ten lines that helps nobody here.
    private static String firstLine(@Nullable Throwable why) {
        var said = why == null ? "" : String.valueOf(why.getMessage());
        return said.lines().findFirst().orElse("").strip();
    }

    static String ended(String name, long pid, String how, String lastWords) {
        var said =
                lastWords.isEmpty()
                        ? ""
                        : in("; it last printed:\n", "; le sue ultime parole:\n") + lastWords;
        return in("process %s (pid %d) %s", "il processo %s (pid %d) %s").formatted(name, pid, how)
                + said;
    }

    static String bySignal(int signal, String name) {
        return in("was ended by signal %d (%s)", "è stato terminato dal segnale %d (%s)")
                .formatted(signal, name);
    }

    static String withCode(int exitCode) {
        return in("ended with exit code %d", "è finito con codice di uscita %d")
                .formatted(exitCode);
    }

    static String jvmDidNotStart(int exitCode, List<String> arguments) {
        if (arguments.isEmpty()) {
            return in(
                            "did not start: its JVM ended at once with exit code %d. Memory or open"
                                    + " files may be short",
                            "non è partito: la sua JVM è finita subito con codice %d. Forse mancano"
                                    + " memoria o file aperti")
                    .formatted(exitCode);
        }
        return in(
                        "did not start: its JVM ended at once with exit code %d. Its arguments were"
                                + " %s; correct what was given to jvmArgs or maxHeap",
                        "non è partito: la sua JVM è finita subito con codice %d. I suoi argomenti"
                                + " erano %s; correggi ciò che è stato dato a jvmArgs o maxHeap")
                .formatted(exitCode, arguments);
    }

    static String heapForm(String size) {
        return in("a heap size looks like 64m, not %s", "uno heap si scrive come 64m, non %s")
                .formatted(shown(size));
    }

    static String heapTooSmall(String size) {
        return in(
                        "a heap of %s is too small for a JVM: give at least 4m",
                        "uno heap di %s è troppo piccolo per una JVM: almeno 4m")
                .formatted(size);
    }

    static String argumentForm(String argument) {
        return in(
                        "an argument for the JVM is one word that begins with -, not %s",
                        "un argomento per la JVM è una parola che comincia con -, non %s")
                .formatted(shown(argument));
    }

    static String argumentWithoutValue(String argument) {
        return in(
                        "%s needs its value in the same word: %s=…",
                        "%s vuole il suo valore nella stessa parola: %s=…")
                .formatted(argument, argument);
    }

    static String notAnOption(String argument) {
        return in(
                        "%s cannot be given to the JVM of a process: its main class is fixed, its class"
                                + " path is extended by classPath(…)",
                        "%s non si può dare alla JVM di un processo: la sua classe principale è"
                                + " fissa, il suo class path si estende con classPath(…)")
                .formatted(argument);
    }

    static String variableForm(String variable) {
        return in(
                        "a variable of the environment has a name without '=', not %s",
                        "una variabile d'ambiente ha un nome senza '=', non %s")
                .formatted(shown(variable));
    }

    static String variableWithoutValue(String variable) {
        return in(
                        "environment variable %s needs a value, not null: give \"\" for an empty one",
                        "la variabile d'ambiente %s vuole un valore, non null: \"\" per uno vuoto")
                .formatted(variable);
    }

    static String zeroByte(String variable) {
        return in(
                        "the value of environment variable %s contains a zero character",
                        "il valore della variabile d'ambiente %s contiene un carattere zero")
                .formatted(variable);
    }

    static String noJava(Object home) {
        return in(
                        "there is no JDK or JRE in %s: bin/java is missing",
                        "in %s non c'è un JDK o JRE: manca bin/java")
                .formatted(home);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "\"\"" : value;
    }
}
