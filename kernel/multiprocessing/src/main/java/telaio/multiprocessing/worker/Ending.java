package telaio.multiprocessing.worker;

import java.io.File;
import org.jspecify.annotations.Nullable;

/// How a child ended.
///
/// @param exitCode as given to `System.exit`, 1 after an uncaught exception, or −n if signal n
///   ended it (−9 killed, −15 terminated, −2 stopped with its cell)
/// @param failure the exception that left the job, or null
public record Ending(int exitCode, @Nullable Failure failure) {
    static final int SIGKILL = 9;
    static final int SIGTERM = 15;

    /// Windows has no signals: who is ended there has exit code 1.
    private static final boolean SIGNALS = File.separatorChar == '/';

    /// The name of the signal in an exit code, as `SIGKILL` for −9.
    ///
    /// @param exitCode −n if signal n ended the process
    public static String signal(int exitCode) {
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

    /// @param sent the signal the process was sent by us, 0 for none
    static int normalise(int systemCode, int sent) {
        return normalise(systemCode, sent, SIGNALS);
    }

    static int normalise(int systemCode, int sent, boolean signals) {
        return !signals && sent != 0 && systemCode == 1 ? -sent : normalise(systemCode);
    }

    /// Shells and the JDK report a death by signal n as 128 + n.
    static int normalise(int systemCode) {
        return systemCode > 128 && systemCode <= 128 + 64 ? 128 - systemCode : systemCode;
    }
}
