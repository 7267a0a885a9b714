package telaio.multiprocessing.shipping;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/// A notebook for tests: cells compiled by a real JShell and run in this JVM, rewritten or not.
final class Cells implements AutoCloseable {
    private static final String IMPORTS =
            """
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.concurrent.locks.*;
            import java.util.function.*;
            import java.util.stream.*;
            import java.io.*;
            """;

    private static final Map<String, Object> GIVEN = new ConcurrentHashMap<>();

    private final JShell shell;
    private final Control control;

    private Cells(UnaryOperator<Map<String, byte[]>> rewriter) {
        control = new Control(rewriter);
        shell =
                JShell.builder()
                        .executionEngine(new Provider(control), Map.of())
                        .compilerOptions("-g", "-cp", classPath())
                        .build();
        run(IMPORTS);
    }

    /// Only what is needed: JShell reads it all at its start.
    static String classPath() {
        return Stream.of(Cells.class, Shipment.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(place -> Path.of(place.getPath()).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// As in a notebook.
    static Cells rewritten() {
        return new Cells(new CellRewriter()::rewrite);
    }

    /// As the compiler made them.
    static Cells untouched() {
        return new Cells(LinkedHashMap::new);
    }

    /// Runs each snippet of a cell; fails at the first that does not compile or throws.
    void run(String cell) {
        var analysis = shell.sourceCodeAnalysis();
        for (var rest = cell; !rest.isBlank(); ) {
            var next = analysis.analyzeCompletion(rest);
            for (var event : shell.eval(next.source())) {
                if (event.exception() instanceof EvalException thrown) {
                    throw new AssertionError(
                            thrown.getExceptionClassName() + ": " + thrown.getMessage(),
                            control.thrown);
                }
                if (event.exception() != null || event.status() == Snippet.Status.REJECTED) {
                    throw new AssertionError(
                            next.source()
                                    + shell.diagnostics(event.snippet())
                                            .map(d -> "\n" + d.getMessage(null))
                                            .collect(Collectors.joining()),
                            event.exception());
                }
            }
            rest = next.remaining();
        }
    }

    /// The value of an expression that these cells evaluate.
    Object value(String expression) {
        GIVEN.clear();
        run("telaio.multiprocessing.shipping.CellsGiven.give(" + expression + ");");
        return Objects.requireNonNull(GIVEN.get("value"));
    }

    static void give(Object value) {
        GIVEN.put("value", value);
    }

    /// Every class loaded so far, rewritten.
    Map<String, byte[]> classes() {
        return control.loaded;
    }

    @Override
    public void close() {
        shell.close();
    }

    private record Provider(Control control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "cells";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }

    private static final class Control extends DirectExecutionControl {
        private final Map<String, byte[]> loaded;
        private volatile @Nullable Throwable thrown;

        Control(UnaryOperator<Map<String, byte[]>> rewriter) {
            this(rewriter, new HashMap<>());
        }

        private Control(UnaryOperator<Map<String, byte[]>> rewriter, Map<String, byte[]> loaded) {
            super(new Loading(CellClasses.renew(), rewriter, loaded));
            this.loaded = loaded;
        }

        @Override
        protected String throwConvertedInvocationException(Throwable cause)
                throws RunException, InternalException {
            thrown = cause;
            return super.throwConvertedInvocationException(cause);
        }
    }

    private record Loading(
            CellClasses cells,
            UnaryOperator<Map<String, byte[]>> rewriter,
            Map<String, byte[]> loaded)
            implements LoaderDelegate {
        @Override
        public void load(ClassBytecodes[] snippet) throws ExecutionControl.ClassInstallException {
            var classes = new LinkedHashMap<String, byte[]>();
            for (var one : snippet) {
                classes.put(one.name(), one.bytecodes());
            }
            var rewritten = rewriter.apply(classes);
            loaded.putAll(rewritten);
            cells.add(rewritten);
            try {
                for (var name : rewritten.keySet()) {
                    Class.forName(name, false, cells);
                }
            } catch (ClassNotFoundException | LinkageError failure) {
                throw new AssertionError(failure);
            }
        }

        @Override
        public void classesRedefined(ClassBytecodes[] classes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addToClasspath(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Class<?> findClass(String name) throws ClassNotFoundException {
            return cells.loadClass(name);
        }
    }
}
