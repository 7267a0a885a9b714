package telaio.classroom;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import telaio.multiprocessing.language.Language;

/// Makes of a notebook with solutions the one that students get: stubs in the place of solutions,
/// no hidden tests, no outputs, cells locked that are not to be changed, ids for all. Not safe for
/// more than one thread at a time.
final class StudentsNotebook {
    /// A run goes on after a cell that nobody has solved yet.
    private static final String MAY_FAIL = "raises-exception";

    private final NotebookFile notebook;
    private final boolean italian;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> gradeIds = new HashSet<>();

    private StudentsNotebook(NotebookFile notebook) {
        this.notebook = notebook;
        this.italian =
                notebook.metadata().get("lang") instanceof JsonPrimitive lang
                        ? lang.getAsString().startsWith("it")
                        : Language.italian();
    }

    /// Changes `notebook` into the students' one.
    ///
    /// @param lesson its name, if it has none yet
    /// @return what is wrong with its cells, a sentence each; if there is any, the notebook is
    ///   spoilt
    static List<String> make(NotebookFile notebook, String lesson) {
        var students = new StudentsNotebook(notebook);
        students.nameLesson(lesson);
        notebook.giveIds();
        int position = 0;
        for (var cell : notebook.cells()) {
            students.change(cell, ++position);
        }
        Lesson.list(notebook);
        notebook.sortMetadata();
        return students.problems;
    }

    private void nameLesson(String lesson) {
        if (!(notebook.metadata().get("telaio") instanceof JsonObject)) {
            notebook.metadata().add("telaio", new JsonObject());
        }
        var telaio = notebook.metadata().getAsJsonObject("telaio");
        if (!telaio.has("lesson")) {
            telaio.addProperty("lesson", lesson);
        }
    }

    private void change(NotebookCell cell, int position) {
        try {
            var graded = GradedCell.of(cell);
            if (graded.isPresent()) {
                change(cell, graded.get());
            } else {
                for (var region : Region.values()) {
                    region.refuseIn(cell.source());
                }
            }
        } catch (UnfitCell e) {
            problems.add(
                    Texts.current().inCell(position, cell.id(), String.valueOf(e.getMessage())));
        }
        if (cell.isCode()) {
            cell.ran(null, new JsonArray());
        }
    }

    private void change(NotebookCell cell, GradedCell graded) throws UnfitCell {
        if (!gradeIds.add(graded.id())) {
            throw new UnfitCell(Texts.current().usedTwice(graded.id()));
        }
        for (var region : Region.values()) {
            if (!region.belongsIn(graded)) {
                region.refuseIn(cell.source());
                continue;
            }
            boolean solution = region == Region.SOLUTION;
            var rest = region.replace(cell.source(), solution ? stub(cell) : List.of());
            if (solution && rest.regions() == 0) {
                throw new UnfitCell(Texts.current().noMarks(region.begin()));
            }
            cell.source(rest.text());
        }
        lock(cell, graded);
        graded.seal(cell);
        cell.sortMetadata();
    }

    private static void lock(NotebookCell cell, GradedCell graded) {
        if (graded.solution() || graded.isLocked()) {
            cell.metadata().addProperty("deletable", false);
        }
        if (graded.isLocked()) {
            cell.metadata().addProperty("editable", false);
        }
        if (cell.isCode() && (graded.solution() || graded.grade())) {
            cell.tag(MAY_FAIL);
        }
    }

    /// Our kernel's own where it runs; else one that any Java understands.
    private List<String> stub(NotebookCell cell) {
        if (!cell.isCode()) {
            return List.of(italian ? "*Scrivi qui la tua risposta.*" : "*Write your answer here.*");
        }
        boolean ours =
                notebook.metadata().get("kernelspec") instanceof JsonObject kernel
                        && new JsonPrimitive("telaio").equals(kernel.get("name"));
        return List.of(
                ours
                        ? "throw Exercise.toDo();"
                        : "throw new UnsupportedOperationException(\"%s\");"
                                .formatted(italian ? "da completare" : "to be completed"));
    }

    /// Puts into `notebook` what cells showed in `earlier`, its last version: where the cell is
    /// there with the same text. So a release does not undo a run.
    static void keepOutputs(NotebookFile notebook, NotebookFile earlier) {
        Map<String, NotebookCell> before = new HashMap<>();
        earlier.cells().forEach(it -> before.put(it.id(), it));
        for (var cell : notebook.cells()) {
            var same = before.get(cell.id());
            if (cell.isCode()
                    && same != null
                    && same.isCode()
                    && same.source().equals(cell.source())) {
                cell.ran(same.executionCount(), same.outputs());
            }
        }
        var language = earlier.metadata().get("language_info");
        if (language != null) {
            notebook.metadata().add("language_info", language);
            notebook.sortMetadata();
        }
    }
}
