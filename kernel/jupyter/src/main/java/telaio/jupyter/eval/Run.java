package telaio.jupyter.eval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;
import telaio.display.Arrival;
import telaio.jupyter.eval.CompileThread.CompilerFailed;
import telaio.session.SessionEvent;
import telaio.session.SessionRequest;

/// One cell on its way through compiler and session. [#cell] or [#expression] is called once, by
/// the cells' thread; [#stop] and [#killIfStuck] by any other.
final class Run {
    private static final Pattern STEP =
            Pattern.compile("(?:\\+\\+|--)[^;]*;|[^;]*(?:\\+\\+|--)\\s*;", Pattern.DOTALL);

    private final Bench bench;
    private final Frontend frontend;
    private final Cell cell;
    private final String code;
    private final CompileErrors errors;
    private final Traceback traceback;

    private final StopSign sign;

    /// Whether anything of the cell was run. The cells' thread only.
    private boolean began;

    /// The cells' thread only.
    private long nanos;

    private volatile boolean resisted;
    private volatile boolean over;

    Run(Bench bench, Frontend frontend, Cell cell, StopSign sign) {
        this.bench = bench;
        this.sign = sign;
        this.frontend = frontend;
        this.cell = cell;
        this.code = unix(cell.code());
        this.errors = new CompileErrors(bench.compiler(), Style.ANSI);
        this.traceback = new Traceback(bench.book(), Style.ANSI);
    }

    private static String unix(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /// A compiled snippet, ready for the session.
    ///
    /// @param rejected why it cannot run, or null
    /// @param show whether its value is wanted
    private record Step(
            Outcome.@Nullable Failed rejected,
            List<SessionRequest> loading,
            List<CollectingControl.Call> calls,
            boolean show,
            List<VarSnippet> temporaries,
            List<Snippet> undefined,
            List<String> lost) {}

    /// Whether the cell runs in this session.
    boolean uses(SessionLink session) {
        return bench.isStarted() && bench.session() == session;
    }

    /// Runs the cell to its end.
    Outcome cell() {
        return guarded(this::runCell);
    }

    /// Evaluates the code if it is one expression.
    Outcome expression() {
        return guarded(this::runExpression);
    }

    /// Runs a script of the system's shell.
    ///
    /// @return the value is its exit code
    Outcome script(String text) {
        return guarded(() -> ask(new SessionRequest.Script(cell.origin(), text)));
    }

    /// Calls whoever listens to a comm.
    Outcome deliver(Arrival arrival) {
        return guarded(() -> ask(new SessionRequest.Comm(cell.origin(), arrival)));
    }

    private interface Work {
        Outcome run() throws CompilerFailed, SessionLink.Ended;
    }

    private Outcome guarded(Work work) {
        try {
            if (cell.beside()) {
                bench.session().tell(new SessionRequest.Beside(cell.origin()));
            }
            return work.run();
        } catch (CompilerFailed failed) {
            return broken(failed);
        } catch (SessionLink.Ended _) {
            return new Outcome.SessionDied(bench.session().obituary(resisted));
        } finally {
            over = true;
            if (cell.beside()) {
                bench.session().tell(new SessionRequest.Over(cell.origin()));
            }
        }
    }

    private static Outcome.Failed broken(CompilerFailed failed) {
        var message =
                failed.tooDeep()
                        ? Texts.TOO_DEEP.text()
                        : Texts.COMPILER_FAILED.text(String.valueOf(failed.getCause()));
        var line = Style.ANSI.bad(CompileErrors.NAME) + ": " + message;
        return new Outcome.Failed(CompileErrors.NAME, message, List.of(line));
    }

    private Outcome runCell() throws CompilerFailed, SessionLink.Ended {
        bench.book().source(new Places.Place(cell.count(), 1), unix(cell.text()));
        var whole = bench.thread().call(() -> shortcut(code, 0, true));
        if (whole != null) {
            return run(whole);
        }
        var pieces = bench.thread().call(() -> bench.splitter().split(code));
        if (pieces.isEmpty()) {
            return new Outcome.Nothing();
        }
        var last = pieces.getLast();
        if (last.end() != Splitter.End.WHOLE) {
            var error = bench.thread().call(() -> syntaxError(last));
            if (error != null) {
                return error;
            }
        }
        Outcome outcome = new Outcome.Nothing();
        var undefined = new ArrayList<Snippet>();
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            boolean isLast = i == pieces.size() - 1;
            if (sign.raised()) {
                return interrupted();
            }
            var step = bench.thread().call(() -> compile(piece, isLast, pieces.size() > 1));
            undefined.addAll(step.undefined());
            outcome = step.rejected() != null ? step.rejected() : run(step);
            if (!(outcome instanceof Outcome.Nothing || outcome instanceof Outcome.Value)) {
                return outcome;
            }
        }
        var unknown = bench.thread().call(() -> stillUndefined(undefined));
        return unknown == null ? outcome : unknown;
    }

    private Outcome runExpression() throws CompilerFailed, SessionLink.Ended {
        var whole = bench.thread().call(() -> shortcut(code, 0, true));
        if (whole != null && whole.show()) {
            return run(whole);
        }
        var pieces = bench.thread().call(() -> bench.splitter().split(code));
        boolean one =
                pieces.size() == 1
                        && bench.thread().call(() -> bench.compiler().isExpression(code));
        if (!one) {
            var message = Texts.NOT_AN_EXPRESSION.text();
            return new Outcome.Failed(CompileErrors.NAME, message, List.of(message));
        }
        var step = bench.thread().call(() -> compile(pieces.getFirst(), true, false));
        return step.rejected() != null ? step.rejected() : run(step);
    }

    /// The error of a text that is no whole snippet, found before anything of the cell has run;
    /// null if javac has nothing against its grammar.
    private Outcome.@Nullable Failed syntaxError(Splitter.Piece piece) {
        var snippet = bench.compiler().scan(piece.source());
        return snippet != null
                        && bench.compiler().errors(snippet).stream()
                                .anyMatch(CompileErrors::isSyntax)
                ? errors.failed(snippet, place(piece))
                : null;
    }

    private Places.Place place(Splitter.Piece piece) {
        return place(piece.offset());
    }

    private Places.Place place(int offset) {
        return new Places.Place(cell.count(), 1 + Places.lineAt(code, offset));
    }

    /// Compiles without JShell; null if it takes JShell.
    private @Nullable Step shortcut(String source, int offset, boolean last) {
        var made =
                STEP.matcher(source.strip()).matches()
                        ? null
                        : bench.compiler().shortcut(source, place(offset));
        return made == null
                ? null
                : new Step(
                        null,
                        List.of(bench.workshop().loading(made)),
                        List.of(new CollectingControl.Call(made.className(), "do_it$")),
                        last && made.value(),
                        List.of(),
                        List.of(),
                        List.of());
    }

    private Step compile(Splitter.Piece piece, boolean last, boolean shortcut) {
        var direct = shortcut ? shortcut(piece.source(), piece.offset(), last) : null;
        return direct == null ? compile(piece, last) : direct;
    }

    private Step compile(Splitter.Piece piece, boolean last) {
        var compiled = bench.compiler().compile(piece.source());
        var place = place(piece);
        var loading = bench.workshop().loading(compiled, place, cell.origin());
        return new Step(
                rejected(compiled, place),
                loading,
                compiled.calls(),
                last && shown(compiled, piece),
                compiled.temporaries(),
                compiled.own().stream()
                        .filter(event -> event.status() == Status.RECOVERABLE_NOT_DEFINED)
                        .map(SnippetEvent::snippet)
                        .toList(),
                compiled.lost());
    }

    private Outcome.@Nullable Failed rejected(Compiled compiled, Places.Place place) {
        for (var event : compiled.own()) {
            if (event.status() == Status.REJECTED) {
                return errors.failed(event.snippet(), place);
            }
            // A declaration may become whole further down in the cell, a variable has lost its
            // value.
            if (event.status() == Status.RECOVERABLE_NOT_DEFINED
                    && event.snippet() instanceof VarSnippet) {
                return errors.undefined(event.snippet(), place);
            }
        }
        return null;
    }

    /// `x = 5;` and `i++;` are statements to those who write them, though expressions to the
    /// grammar.
    private static boolean shown(Compiled compiled, Splitter.Piece piece) {
        var own = compiled.own();
        if (own.size() != 1) {
            return false;
        }
        var source = piece.source().strip();
        return switch (own.getFirst().snippet().subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            case ASSIGNMENT_SUBKIND -> !source.endsWith(";");
            case TEMP_VAR_EXPRESSION_SUBKIND -> !STEP.matcher(source).matches();
            default -> false;
        };
    }

    private Outcome run(Step step) throws SessionLink.Ended {
        for (var request : step.loading()) {
            load(request);
        }
        step.lost().forEach(name -> note(Texts.LOST.text(name)));
        Outcome outcome = new Outcome.Nothing();
        for (var call : step.calls()) {
            if (sign.raised()) {
                outcome = interrupted();
                break;
            }
            var request =
                    new SessionRequest.Invoke(
                            cell.origin(), call.className(), call.method(), step.show());
            outcome = ask(request);
            if (!(outcome instanceof Outcome.Nothing || outcome instanceof Outcome.Value)) {
                break;
            }
        }
        if (!step.temporaries().isEmpty()) {
            bench.thread().later(() -> drop(step.temporaries()));
        }
        return outcome;
    }

    private void load(SessionRequest request) throws SessionLink.Ended {
        if (!(request instanceof SessionRequest.Inherit)) {
            bench.session().tell(request);
        } else if (bench.session().ask(request, cell.origin())
                instanceof SessionEvent.Passed(var lost, var outdated)) {
            lost.forEach(name -> note(Texts.LOST.text(name)));
            outdated.forEach(name -> note(Texts.OUTDATED.text(name)));
        }
    }

    private Outcome ask(SessionRequest request) throws SessionLink.Ended {
        began = true;
        long begin = System.nanoTime();
        try {
            return outcome(bench.session().ask(request, cell.origin()));
        } finally {
            nanos += System.nanoTime() - begin;
            bench.ran(Duration.ofNanos(nanos));
        }
    }

    /// Stopped between two snippets. What ran may have started processes, which end with the cell.
    private Outcome interrupted() throws SessionLink.Ended {
        return began ? outcome(bench.session().settle(cell.origin())) : new Outcome.Interrupted();
    }

    private void drop(List<VarSnippet> temporaries) {
        temporaries.forEach(t -> bench.session().tell(bench.workshop().dropping(t)));
    }

    private Outcome outcome(SessionEvent.Answer answer) {
        return switch (answer) {
            case SessionEvent.Done(), SessionEvent.Passed _ -> new Outcome.Nothing();
            case SessionEvent.Value(var data) -> new Outcome.Value(Map.copyOf(data));
            case SessionEvent.Threw(var failure) -> traceback.failed(failure);
            case SessionEvent.Stopped(var killed) -> {
                killed.forEach(name -> note(Texts.KILLED_PROCESS.text(name)));
                yield new Outcome.Interrupted();
            }
        };
    }

    /// Our own words are no error of the cell: whoever counts text on `stderr` as failure is not to
    /// be misled.
    private void note(String sentence) {
        frontend.stream(cell.origin(), Frontend.Stream.STDOUT, sentence + "\n");
    }

    private Outcome.@Nullable Failed stillUndefined(List<Snippet> declared) {
        return declared.stream()
                .filter(s -> bench.compiler().status(s) == Status.RECOVERABLE_NOT_DEFINED)
                .findFirst()
                .map(s -> errors.undefined(s, bench.workshop().place(s)))
                .orElse(null);
    }

    /// Tells the session to stop the cell. What has not begun yet looks at the sign.
    void stop() {
        bench.whenStarted(session -> session.tell(new SessionRequest.Stop(cell.origin())));
    }

    /// Ends the session if it still runs this cell.
    void killIfStuck() {
        if (!over && bench.isStarted() && bench.session().busy(cell.origin())) {
            resisted = true;
            bench.session().kill();
        }
    }
}
