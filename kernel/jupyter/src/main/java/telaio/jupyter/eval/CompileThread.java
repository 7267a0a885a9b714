package telaio.jupyter.eval;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The one thread that uses JShell. Idle while user code runs, so free for completion.
final class CompileThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CompileThread.class.getName());

    /// javac recurses over expressions: enough for 15 000 terms. Not more, as some of what it does
    /// is quadratic in the depth: better an overflow than an hour.
    private static final long STACK_BYTES = 64L << 20;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> {
                var made = new Thread(null, task, "telaio-compile", STACK_BYTES);
                made.setDaemon(true);
                return made;
            });

    /// Does `work` after what was given before.
    ///
    /// @return what it returns; fails with the very throwable it throws
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }

    /// Does `work` and waits for it, whether or not the caller is interrupted: the compiler's work
    /// is short and cannot be left half done.
    ///
    /// @throws CompilerFailed if it throws anything
    <T> T call(Supplier<T> work) throws CompilerFailed {
        var result = submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw new CompilerFailed(failed);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Does `work` after what was given before; what it throws is logged.
    void later(Runnable work) {
        thread.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error failed) {
                LOG.log(System.Logger.Level.WARNING, "compiler failed", failed);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /// JShell or javac threw, e.g. a `StackOverflowError`.
    static final class CompilerFailed extends Exception {
        private static final long serialVersionUID = 1L;

        CompilerFailed(ExecutionException failed) {
            super(failed.getCause());
        }

        boolean tooDeep() {
            return getCause() instanceof StackOverflowError;
        }
    }
}
