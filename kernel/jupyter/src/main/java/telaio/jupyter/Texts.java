package telaio.jupyter;

import java.util.Locale;
import java.util.Map;
import telaio.multiprocessing.language.Language;

/// The kernel's sentences, in the language of the one who reads them.
enum Texts {
    ENGLISH(
            "the cell was stopped",
            "this client cannot be asked for input",
            "the cell has ended: it cannot ask for input any more",
            "the cell was stopped while it waited for input",
            "the Java session could not be started: %s",
            "[output cut: this cell has printed more than %d MB]",
            "[output cut: the cell was stopped]"),
    ITALIAN(
            "la cella è stata fermata",
            "a questo client non si può chiedere input",
            "la cella è terminata: non può più chiedere input",
            "la cella è stata fermata mentre aspettava input",
            "la sessione Java non si è avviata: %s",
            "[output tagliato: questa cella ha stampato più di %d MB]",
            "[output tagliato: la cella è stata fermata]");

    final String stopped;
    final String noInput;
    final String noInputAfterEnd;
    final String stoppedInput;
    final String noSession;
    final String outputLimit;
    final String outputStopped;

    Texts(
            String stopped,
            String noInput,
            String noInputAfterEnd,
            String stoppedInput,
            String noSession,
            String outputLimit,
            String outputStopped) {
        this.stopped = stopped;
        this.noInput = noInput;
        this.noInputAfterEnd = noInputAfterEnd;
        this.stoppedInput = stoppedInput;
        this.noSession = noSession;
        this.outputLimit = outputLimit;
        this.outputStopped = outputStopped;
    }

    /// By `TELAIO_LANG`, else by the locale.
    static Texts current() {
        return of(System.getenv(), Locale.getDefault());
    }

    static Texts of(Map<String, String> environment, Locale locale) {
        return Language.italian(environment.get("TELAIO_LANG"), locale) ? ITALIAN : ENGLISH;
    }
}
