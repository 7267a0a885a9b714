package telaio.jupyter.eval;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import telaio.jupyter.eval.CompileThread.CompilerFailed;
import telaio.session.SessionRequest;

/// What can be done with a notebook's session besides running cells in it. Between two cells, by
/// the cells' thread.
public final class Notebook {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JShellEvaluator evaluator;

    public Notebook(JShellEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// A variable of the notebook.
    ///
    /// @param type as declared or inferred, e.g. `List<String>`
    public record Variable(String type, String name) {}

    /// Puts jars and folders at the end of the class path: of the compiler, the session, later
    /// sessions, and the processes started from now on.
    ///
    /// @return those that were not there yet, absolute
    public List<Path> extendClassPath(List<Path> entries) {
        var known = evaluator.settings().classPath();
        var fresh =
                entries.stream()
                        .map(entry -> entry.toAbsolutePath().normalize())
                        .distinct()
                        .filter(entry -> !known.contains(entry.toString()))
                        .toList();
        if (!fresh.isEmpty()) {
            var paths = fresh.stream().map(Path::toString).toList();
            var bench = evaluator.bench();
            evaluator.change(settings -> settings.plusClassPath(paths));
            try {
                bench.thread()
                        .call(() -> {
                            bench.compiler().extendClassPath(paths);
                            return true;
                        });
            } catch (CompilerFailed failed) {
                throw new IllegalStateException("class path not extended", failed.getCause());
            }
            bench.session().tell(new SessionRequest.Extend(paths, Map.of()));
        }
        return fresh;
    }

    /// The jars and folders that cells can use.
    public List<Path> classPath() {
        return evaluator.settings().classPath().stream().map(Path::of).toList();
    }

    /// Sets an environment variable for scripts, for processes started from now on, and for later
    /// sessions. The environment of a running JVM cannot be changed.
    public void environment(String name, String value) {
        var one = Map.of(name, value);
        evaluator.change(settings -> settings.plus(List.of(), one));
        evaluator.bench().session().tell(new SessionRequest.Extend(List.of(), one));
    }

    /// The environment of scripts and new processes.
    public Map<String, String> environment() {
        var all = new java.util.TreeMap<>(System.getenv());
        all.putAll(evaluator.settings().environment());
        return all;
    }

    /// The variables that the notebook has now, in order of their declaration.
    public List<Variable> variables() {
        var bench = evaluator.bench();
        try {
            return bench.thread()
                    .call(() ->
                            bench.compiler().variables().stream()
                                    .map(v -> new Variable(v.typeName(), v.name()))
                                    .toList());
        } catch (CompilerFailed failed) {
            throw new IllegalStateException("variables not listed", failed.getCause());
        }
    }

    /// A variable's value as text; empty if its `toString` takes longer than a second.
    public Optional<String> value(Variable variable) {
        var bench = evaluator.bench();
        try {
            var holder =
                    bench.thread()
                            .call(() ->
                                    bench.compiler().variables().stream()
                                            .filter(v -> v.name().equals(variable.name()))
                                            .map(v -> bench.compiler().wrapper(v).fullClassName())
                                            .findFirst());
            return holder.flatMap(type -> bench.session().look(type, variable.name(), PATIENCE));
        } catch (CompilerFailed failed) {
            throw new IllegalStateException("no value", failed.getCause());
        }
    }

    /// Runs a script of the system's shell in the session, for the cell.
    ///
    /// @return a value: the exit code as plain text; or how else it ended
    public Outcome script(Cell cell, String text) {
        return evaluator.run(cell, run -> run.script(text));
    }

    /// How long the code of the newest cell ran, the compiler not counted.
    public Duration ran() {
        return evaluator.bench().ran();
    }

    /// Processor time the session's process has used so far, in the system's steps (10 ms on
    /// Linux); zero where the system does not tell.
    public Duration processorTime() {
        return ProcessHandle.of(evaluator.sessionPid())
                .flatMap(session -> session.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /// Ends the session with all its processes; the next cell finds a new one with nothing
    /// declared.
    public void restart() {
        evaluator.bench().session().close(SessionSettings.leave());
    }

    /// Whether preview features of language and JDK can be used.
    public boolean preview() {
        return SessionSettings.preview(evaluator.settings());
    }

    /// Turns preview features on or off for compiler, session and processes alike, in a new
    /// session.
    public void preview(boolean on) {
        evaluator.change(settings -> SessionSettings.preview(settings, on));
        restart();
    }
}
