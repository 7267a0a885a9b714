package telaio.multiprocessing.memory;

import static telaio.multiprocessing.language.Language.in;

import java.nio.file.Path;

/// What this package says to its users, in their language.
final class Texts {
    private Texts() {}

    static String badName(String name) {
        return in(
                        "no name for shared memory: \"%s\" (1 to about 60 characters, no NUL)",
                        "non è un nome per la memoria condivisa: \"%s\" (da 1 a circa 60"
                                + " caratteri, senza NUL)")
                .formatted(name);
    }

    static String gone() {
        return in(
                "this object was closed by the process that made it",
                "questo oggetto è stato chiuso dal processo che l'ha creato");
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
