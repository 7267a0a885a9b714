package telaio.jupyter.eval;

import telaio.multiprocessing.worker.Ending;

/// How a session ended, as a sentence.
final class Deaths {
    private Deaths() {}

    /// @param resisted whether the kernel ended it because a cell did not stop
    static String sentence(Ending ending, boolean resisted) {
        if (resisted) {
            return Texts.RESISTED.text();
        }
        int code = ending.exitCode();
        return code < 0 ? Texts.KILLED.text(signal(code)) : Texts.EXITED.text(code);
    }

    /// The name of the signal in an exit code.
    ///
    /// @param exitCode −n if signal n ended the process
    static String signal(int exitCode) {
        return switch (exitCode) {
            case -1 -> "SIGHUP";
            case -2 -> "SIGINT";
            case -3 -> "SIGQUIT";
            case -4 -> "SIGILL";
            case -6 -> "SIGABRT";
            case -7 -> "SIGBUS";
            case -8 -> "SIGFPE";
            case -9 -> "SIGKILL";
            case -11 -> "SIGSEGV";
            case -13 -> "SIGPIPE";
            case -15 -> "SIGTERM";
            default -> exitCode < 0 ? "signal " + -exitCode : "exit code " + exitCode;
        };
    }
}
