package telaio.multiprocessing.worker;

import org.jspecify.annotations.Nullable;

/// Where troubles go that are nobody's business but a developer's: the platform's logger `telaio`,
/// at a level that is off by default, since standard error belongs to the user's program. The
/// logger is looked up when it is needed: that takes milliseconds.
final class Log {
    private Log() {}

    static void debug(String what, @Nullable Throwable why) {
        System.getLogger("telaio").log(System.Logger.Level.DEBUG, what, why);
    }
}
