package telaio.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telaio.jupyter.magic.Desk;
import telaio.jupyter.magic.MagicFailed;
import telaio.multiprocessing.language.Language;

/// The notebook from which a magic was said, as it was saved last.
///
/// @param file where it is saved
record OpenNotebook(Path file, NotebookFile notebook) {
    /// Jupyter's server tells kernels here which notebook they run.
    private static final String NAME = "JPY_SESSION_NAME";

    /// The one that is named, or else the one that runs in this kernel.
    ///
    /// @param name of its file, or null
    /// @throws MagicFailed if it is not found, cannot be read, or was not saved since the cell that
    ///   says the magic was written
    static OpenNotebook of(@Nullable String name, Desk desk) throws MagicFailed {
        var file = name == null ? running(System.getenv()) : path(name);
        if (!Files.isRegularFile(file)) {
            throw new MagicFailed(MagicTexts.NO_FILE.text(Language.italian(), file));
        }
        NotebookFile notebook;
        try {
            notebook = NotebookFile.readToGrade(file);
        } catch (IOException e) {
            throw new MagicFailed(String.valueOf(e.getMessage()), e);
        }
        var cell = desk.cell().text();
        if (name == null
                && notebook.cells().stream().noneMatch(it -> Expected.same(it.source(), cell))) {
            throw new MagicFailed(MagicTexts.SAVE_FIRST.text(Lesson.italian(notebook)));
        }
        return new OpenNotebook(file, notebook);
    }

    static Path running(Map<String, String> environment) throws MagicFailed {
        var name = environment.getOrDefault(NAME, "");
        if (name.endsWith(".ipynb")) {
            return path(name);
        }
        // Not every client tells. Kernels run in their notebook's folder.
        try (var files = Files.newDirectoryStream(path(""), "*.ipynb")) {
            var all = new ArrayList<Path>();
            files.forEach(all::add);
            if (all.size() == 1) {
                return all.getFirst();
            }
        } catch (IOException e) {
            throw new MagicFailed(MagicTexts.WHICH.text(Language.italian(), "check"), e);
        }
        throw new MagicFailed(MagicTexts.WHICH.text(Language.italian(), "check"));
    }

    private static Path path(String name) throws MagicFailed {
        try {
            return Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new MagicFailed(MagicTexts.NO_FILE.text(Language.italian(), name), e);
        }
    }

    boolean isItalian() {
        return Lesson.italian(notebook);
    }
}
