package telaio.multiprocessing.memory;

import java.nio.file.Path;
import java.util.Locale;

/// What this package says to its users, in their language.
final class Texts {
    private Texts() {}

    private static String in(String english, String italian) {
        var chosen = System.getenv("TELAIO_LANG");
        var language =
                chosen == null || chosen.isBlank() ? Locale.getDefault().getLanguage() : chosen;
        return language.startsWith("it") ? italian : english;
    }

    static String noRoom(Path file, long size) {
        return in(
                        "no room for %,d bytes of shared memory in %s (is it full? another folder"
                                + " can be chosen with -Dtelaio.memory.directory=…)",
                        "non c'è posto per %,d byte di memoria condivisa in %s (è piena? si può"
                                + " scegliere un'altra cartella con -Dtelaio.memory.directory=…)")
                .formatted(size, file.getParent());
    }

    static String tooManyProcesses(int limit) {
        return in(
                        "more than %d processes share this memory",
                        "più di %d processi condividono questa memoria")
                .formatted(limit);
    }

    static String nativeAccessMissing() {
        return in(
                "this JVM was started without --enable-native-access=ALL-UNNAMED, which the"
                        + " processes it shares memory with rely on",
                "questa JVM è partita senza --enable-native-access=ALL-UNNAMED, di cui hanno"
                        + " bisogno i processi con cui condivide la memoria");
    }

    static String elsewhere(String domain) {
        return in(
                        "this object belongs to other processes (%s): it can be used only by the"
                                + " process that made it and its relatives, while they run",
                        "questo oggetto appartiene ad altri processi (%s): lo possono usare solo il"
                                + " processo che l'ha creato e i suoi parenti, finché sono in"
                                + " esecuzione")
                .formatted(domain);
    }
}
