package telaio.multiprocessing.worker;

import org.jspecify.annotations.Nullable;

/// How a child ended.
///
/// @param exitCode as given to `System.exit`, 1 after an uncaught exception, or −n if signal n
///   ended it (−9 killed, −15 terminated, −2 stopped with its cell)
/// @param failure the exception that left the job, or null
public record Ending(int exitCode, @Nullable Failure failure) {
    /// Shells and the JDK report a death by signal n as 128 + n.
    static int normalise(int systemCode) {
        return systemCode > 128 && systemCode <= 128 + 64 ? 128 - systemCode : systemCode;
    }
}
