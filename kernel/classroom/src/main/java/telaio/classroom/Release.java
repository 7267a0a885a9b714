package telaio.classroom;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the students' notebooks of a folder of notebooks with solutions. What a solution cell has
/// between `BEGIN SOLUTION` and `END SOLUTION` becomes a stub that fails when it is called; what a
/// check has between `BEGIN HIDDEN TESTS` and `END HIDDEN TESTS` goes; outputs go too, but where a
/// notebook is replaced, cells that are still the same keep theirs.
///
/// @param source the teacher's folder, looked through with all it contains
/// @param target where the students' notebooks go, each in the place it has in `source`
public record Release(Path source, Path target) {
    public Release {
        source = source.toAbsolutePath().normalize();
        target = target.toAbsolutePath().normalize();
    }

    /// Makes them: all or, if anything is wrong with one, none.
    ///
    /// @return the files written, in order
    /// @throws ReleaseRefused if there are none, if one cannot be read or is not fit for it, or if
    ///   the target lies in the source
    /// @throws IOException if a file cannot be written
    public List<Path> make() throws IOException, ReleaseRefused {
        if (!Files.isDirectory(source)) {
            throw new ReleaseRefused(List.of(Texts.current().noFolder(source)));
        }
        if (target.startsWith(source)) {
            throw new ReleaseRefused(List.of(Texts.current().targetInSource(target, source)));
        }
        var notebooks = notebooks();
        if (notebooks.isEmpty()) {
            throw new ReleaseRefused(List.of(Texts.current().noNotebooks(source)));
        }
        var released = released(notebooks);
        for (var notebook : released.entrySet()) {
            notebook.getValue().write(notebook.getKey());
        }
        return List.copyOf(released.keySet());
    }

    private Map<Path, NotebookFile> released(List<Path> files) throws IOException, ReleaseRefused {
        var released = new LinkedHashMap<Path, NotebookFile>();
        var problems = new ArrayList<String>();
        for (Path file : files) {
            try {
                var notebook = NotebookFile.read(file);
                for (String problem : StudentsNotebook.make(notebook, lesson(file))) {
                    problems.add(file + ", " + problem);
                }
                Path made = target.resolve(source.relativize(file));
                if (Files.exists(made)) {
                    keepOutputs(notebook, made);
                }
                released.put(made, notebook);
            } catch (UnreadableNotebook e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ReleaseRefused(problems);
        }
        return released;
    }

    private static void keepOutputs(NotebookFile notebook, Path earlier) throws IOException {
        NotebookFile before;
        try {
            before = NotebookFile.read(earlier);
        } catch (UnreadableNotebook e) {
            // There is nothing to keep: it is replaced.
            System.getLogger(Release.class.getName())
                    .log(System.Logger.Level.DEBUG, "outputs not kept", e);
            return;
        }
        StudentsNotebook.keepOutputs(notebook, before);
    }

    /// The folder the notebook is in, or its own name if that is the teacher's.
    private String lesson(Path file) {
        Path folder = file.getParent();
        Path name =
                folder == null || folder.equals(source) ? file.getFileName() : folder.getFileName();
        return String.valueOf(name).replaceFirst("\\.ipynb$", "");
    }

    /// Hidden folders are not the teacher's: Jupyter keeps copies of its own in one.
    private List<Path> notebooks() throws IOException {
        var notebooks = new ArrayList<Path>();
        Files.walkFileTree(
                source,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path it, BasicFileAttributes attributes) {
                        return !it.equals(source) && isHidden(it)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path it, BasicFileAttributes attributes) {
                        if (it.toString().endsWith(".ipynb") && !isHidden(it)) {
                            notebooks.add(it);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        notebooks.sort(null);
        return notebooks;
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }
}
