package telaio.jupyter.eval;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A compiler and the session it compiles for: they live and die together, as the one knows what
/// the other holds.
final class Bench {
    private final CompileThread thread;
    private final Compiler compiler;
    private final Splitter splitter;
    private final Workshop workshop;
    private final CellBook book;
    private final CompletableFuture<SessionLink> session;

    /// Starts JShell. Called by the compile thread.
    ///
    /// @param session completes when the session's JVM has been started
    Bench(
            CompileThread thread,
            Compiler compiler,
            CellBook book,
            CompletableFuture<SessionLink> session) {
        this.thread = thread;
        this.compiler = compiler;
        this.splitter = new Splitter(compiler.analysis());
        this.workshop = new Workshop(compiler, book);
        this.book = book;
        this.session = session;
    }

    CompileThread thread() {
        return thread;
    }

    Compiler compiler() {
        return compiler;
    }

    Splitter splitter() {
        return splitter;
    }

    Workshop workshop() {
        return workshop;
    }

    CellBook book() {
        return book;
    }

    /// Waits until the session's JVM has been started.
    SessionLink session() {
        return session.join();
    }

    boolean isStarted() {
        return session.isDone() && !session.isCompletedExceptionally();
    }

    /// Does `action` with the session as soon as its JVM has been started.
    void whenStarted(Consumer<SessionLink> action) {
        var _ = session.thenAccept(action);
    }

    /// Whether there is, or will be, no session to run anything.
    boolean isDead() {
        return session.isCompletedExceptionally() || (isStarted() && session.join().hasEnded());
    }

    /// Goes once the way of a cell, in the compile thread: the first time costs most.
    void rehearse() {
        var piece = splitter.split("1+1").getFirst();
        var compiled = compiler.compile(piece.source());
        workshop.loading(compiled, new Places.Place(0, 1), 0);
        compiled.temporaries().forEach(workshop::dropping);
    }
}
