package telaio.multiprocessing.shipping;

import static telaio.multiprocessing.language.Language.italian;

/// The sentences that users read.
final class Messages {
    private Messages() {}

    static String cannotBeSent(String what) {
        return italian()
                ? what + " non si può mandare a un altro processo"
                : what + " cannot be sent to another process";
    }

    static String notebookVariable(String path, String type) {
        return (italian() ? "la variabile del notebook '" : "notebook variable '")
                + path
                + "' ("
                + type
                + ")";
    }

    static String staticField(String path, String type) {
        return (italian() ? "il campo statico '" : "static field '") + path + "' (" + type + ")";
    }

    static String capturedVariable(String path, String type) {
        return (italian() ? "la variabile catturata '" : "captured variable '")
                + path
                + "' ("
                + type
                + ")";
    }

    static String lambdaOf(String type) {
        return italian() ? "una lambda di " + type : "a lambda of " + type;
    }

    static String cannotBeRebuilt(String type, Throwable why) {
        return (italian()
                        ? "un oggetto di tipo " + type + " non si può ricostruire qui: "
                        : "an object of type " + type + " cannot be rebuilt here: ")
                + why;
    }
}
