package telaio.jupyter.eval;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import telaio.multiprocessing.worker.Settings;

/// A compiler and the session it compiles for: they live and die together, as the one knows what
/// the other holds.
final class Bench {
    private final CompileThread thread;
    private final Compiler compiler;
    private final Splitter splitter;
    private final Workshop workshop;
    private final Assistant assistant;
    private final CellBook book;
    private final CompletableFuture<SessionLink> session;
    private volatile boolean used;
    private volatile Duration ran = Duration.ZERO;

    /// A bench with a compiler that knows nothing yet. Called by the compile thread.
    ///
    /// @param shortcuts whether JShell may be passed by
    /// @param session completes when the session's JVM has been started
    static Bench open(
            CompileThread thread,
            Settings settings,
            boolean shortcuts,
            CellBook book,
            CompletableFuture<SessionLink> session) {
        boolean able = SessionSettings.redefines(settings);
        var compiler =
                new Compiler(settings, shortcuts, () -> able && session.join().canRedefine());
        return new Bench(thread, compiler, book, session);
    }

    /// @param session completes when the session's JVM has been started
    private Bench(
            CompileThread thread,
            Compiler compiler,
            CellBook book,
            CompletableFuture<SessionLink> session) {
        this.thread = thread;
        this.compiler = compiler;
        this.splitter = new Splitter(compiler::analysis);
        this.workshop = new Workshop(compiler, book);
        this.assistant = new Assistant(compiler, splitter);
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

    Assistant assistant() {
        return assistant;
    }

    CellBook book() {
        return book;
    }

    /// Waits until the session's JVM has been started.
    SessionLink session() {
        return session.join();
    }

    /// A cell is about to run here.
    void use() {
        used = true;
    }

    /// How long the session has worked for the newest cell, the compiler not counted.
    Duration ran() {
        return ran;
    }

    void ran(Duration time) {
        ran = time;
    }

    boolean isUsed() {
        return used;
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

    /// Goes once the short way of a cell, in the compile thread: the first time costs most.
    void rehearseShortcut(String source) {
        var made = compiler.shortcut(source, new Places.Place(0, 1));
        if (made != null) {
            workshop.loading(made);
        }
    }

    /// Goes once the way of a cell through JShell, in the compile thread, before any cell does.
    ///
    /// @param source what the cell says
    void rehearse(String source) {
        var piece = splitter.split(source).getFirst();
        var compiled = compiler.compile(piece.source());
        workshop.loading(compiled, new Places.Place(0, 1), 0);
        compiled.temporaries().forEach(workshop::dropping);
        compiler.forgetImports();
    }
}
