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
        return code < 0 ? Texts.KILLED.text(Ending.signal(code)) : Texts.EXITED.text(code);
    }
}
