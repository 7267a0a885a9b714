package telaio.multiprocessing;

import static telaio.multiprocessing.language.Language.in;

/// What the types that carry data say to their users, in their language.
final class DataTexts {
    private DataTexts() {}

    static String memoryExists(String name) {
        return in(
                        "there is shared memory named \"%s\" already",
                        "c'è già una memoria condivisa di nome \"%s\"")
                .formatted(name);
    }

    static String noSuchMemory(String name) {
        return in(
                        "there is no shared memory named \"%s\"",
                        "non c'è una memoria condivisa di nome \"%s\"")
                .formatted(name);
    }

    static String notOwner(String name) {
        return in(
                        "shared memory \"%s\" can be removed only with the object that made it",
                        "la memoria condivisa \"%s\" si può eliminare solo con l'oggetto che l'ha"
                                + " creata")
                .formatted(name);
    }

    static String badSize(long size) {
        return in("a size is at least 1 byte, not %d", "una dimensione è almeno 1 byte, non %d")
                .formatted(size);
    }

    static String receivesOnly() {
        return in("this end of the pipe only receives", "questo capo della pipe riceve soltanto");
    }

    static String sendsOnly() {
        return in("this end of the pipe only sends", "questo capo della pipe manda soltanto");
    }

    static String nobodyReceives() {
        return in(
                "nobody will receive this: the other end of the pipe is closed, or its process has"
                        + " ended",
                "nessuno riceverà questo messaggio: l'altro capo della pipe è chiuso, o il suo"
                        + " processo è finito");
    }

    static String nobodySends() {
        return in(
                "nothing more will come: the other end of the pipe is closed, or its process has"
                        + " ended",
                "non arriverà più niente: l'altro capo della pipe è chiuso, o il suo processo è"
                        + " finito");
    }

    static String unreadable(Exception why) {
        return in(
                        "what arrived cannot be rebuilt in this process: %s",
                        "ciò che è arrivato non si può ricostruire in questo processo: %s")
                .formatted(why.getMessage());
    }

    static String noInterface(String type) {
        return in(
                        "%s is not an interface: only an interface says what others may call",
                        "%s non è un'interfaccia: solo un'interfaccia dice che cosa gli altri"
                                + " possono chiamare")
                .formatted(type);
    }

    static String noSuchObject(long number) {
        return in(
                        "the manager keeps no object of number %d",
                        "il manager non ha un oggetto con il numero %d")
                .formatted(number);
    }

    static String hiddenMethod(String method) {
        return in(
                        "the interface of this object shows no such method: %s",
                        "l'interfaccia di questo oggetto non mostra questo metodo: %s")
                .formatted(method);
    }

    static String interrupted() {
        return in(
                "interrupted while waiting for a manager's answer",
                "interrotto mentre aspettava la risposta di un manager");
    }

    static String ended() {
        return in("has ended", "è finito");
    }

    static String taskDoneTooOften() {
        return in(
                "taskDone was called more often than items were put",
                "taskDone è stato chiamato più volte di quanti elementi sono stati messi");
    }

    static String notPrimitive(String type) {
        return in(
                        "a Value is a number, a character or a truth value, not %s: a Manager shares"
                                + " other objects",
                        "un Value è un numero, un carattere o un valore di verità, non %s: altri"
                                + " oggetti si condividono con un Manager")
                .formatted(type);
    }

    static String notOfType(Object value, String type) {
        return in("%s (%s) is no %s", "%s (%s) non è %s")
                .formatted(value, value.getClass().getSimpleName(), type);
    }

    static String otherElements(String elements, String wanted) {
        return in("the elements are %s, not %s", "gli elementi sono %s, non %s")
                .formatted(elements, wanted);
    }

    static String noSum() {
        return in("truth values cannot be added", "i valori di verità non si sommano");
    }

    static String negativeLength(int length) {
        return in("a length is not negative: %d", "una lunghezza non è negativa: %d")
                .formatted(length);
    }

    static String otherLength(int source, int target) {
        return in(
                        "%d elements do not fit an array of %d: slice(from, to) gives a part",
                        "%d elementi non corrispondono a un array di %d: slice(da, a) ne dà una"
                                + " parte")
                .formatted(source, target);
    }

    static String closed(String what) {
        return in("this %s is closed", "questo %s è chiuso").formatted(what);
    }
}
