package telaio.classroom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.language.Language;

/// A lesson, as far as a classroom has to do with it: the cells that give points, and those to
/// write in.
public final class Lesson {
    /// In the notebook's metadata.
    private static final String KEY = "telaio";

    /// In there, in a student's notebook: the cells it must have, `grade_id` and points.
    private static final String CELLS = "cells";

    /// Ends the `grade_id` of a cell to write in; what comes before is that of its check.
    private static final String ANSWER = "-answer";

    private final String name;
    private final List<Expected> cells;

    private Lesson(String name, List<Expected> cells) {
        this.name = name;
        this.cells = List.copyOf(cells);
    }

    /// The lesson of a teacher's notebook, with solutions or already without.
    ///
    /// @throws UnfitLesson if it has no exercise, or the metadata of a cell are wrong
    public static Lesson of(NotebookFile master) throws UnfitLesson {
        var released = master.copy();
        // What is wrong with a cell that has no solution does not matter here: it is its own stub.
        StudentsNotebook.make(released, "");
        var cells = new ArrayList<Expected>();
        var ids = new HashSet<String>();
        for (int i = 0; i < master.cells().size(); i++) {
            var cell = master.cells().get(i);
            try {
                var graded = GradedCell.of(cell);
                if (graded.isPresent() && !ids.add(graded.get().id())) {
                    throw new UnfitCell(Texts.current().usedTwice(graded.get().id()));
                }
                var stub = released.cells().get(i).source();
                graded.ifPresent(it -> cells.add(new Expected(it, cell.type(), cell, stub)));
            } catch (UnfitCell e) {
                throw new UnfitLesson(
                        Texts.current().inCell(i + 1, cell.id(), String.valueOf(e.getMessage())),
                        e);
            }
        }
        if (cells.stream().noneMatch(it -> it.graded().hasPoints())) {
            throw new UnfitLesson(CheckTexts.NO_EXERCISES.text(Language.italian()), null);
        }
        return new Lesson(nameOf(master), cells);
    }

    /// The lesson of a student's notebook as the notebook itself tells it. That a cell has been
    /// deleted is seen by the list that the release has made; where there is none, a check is
    /// missed by the answer that remains, `NAME-answer`.
    static Lesson toldBy(NotebookFile students) {
        var cells = new ArrayList<Expected>();
        var ids = new HashSet<String>();
        for (var cell : students.cells().reversed()) {
            try {
                GradedCell.of(cell)
                        .filter(it -> ids.add(it.id()))
                        .ifPresent(it -> cells.addFirst(told(it, cell)));
            } catch (UnfitCell e) {
                // It is found missing, where an answer says that there should be one.
            }
        }
        if (students.metadata().get(KEY) instanceof JsonObject telaio
                && telaio.get(CELLS) instanceof JsonObject listed) {
            for (var id : listed.keySet()) {
                if (ids.add(id)) {
                    cells.add(told(GradedCell.unknown(id, points(listed.get(id))), null));
                }
            }
        }
        for (var answer : List.copyOf(cells)) {
            var id = answer.id().replaceFirst(ANSWER + "$", "");
            if (answer.graded().solution() && ids.add(id)) {
                cells.add(cells.indexOf(answer) + 1, told(GradedCell.unknown(id, 0), null));
            }
        }
        return new Lesson(nameOf(students), cells);
    }

    /// Writes into a notebook's metadata which cells it must have.
    static void list(NotebookFile released) {
        var listed = new JsonObject();
        for (var cell : released.cells()) {
            var id = GradedCell.idOf(cell);
            if (!id.isEmpty()) {
                listed.add(id, GradedCell.pointsOf(cell));
            }
        }
        if (released.metadata().get(KEY) instanceof JsonObject telaio && !listed.isEmpty()) {
            telaio.add(CELLS, listed);
        }
    }

    private static double points(JsonElement points) {
        return points instanceof JsonPrimitive number && number.isNumber()
                ? Math.max(0, number.getAsDouble())
                : 0;
    }

    private static Expected told(GradedCell graded, @Nullable NotebookCell cell) {
        return new Expected(graded, cell == null ? "code" : GradedCell.typeOf(cell), null, "");
    }

    /// What a notebook says is its lesson, such as `04-lock`; empty if it does not.
    public static String nameOf(NotebookFile notebook) {
        return notebook.metadata().get(KEY) instanceof JsonObject telaio
                        && telaio.get("lesson") instanceof JsonPrimitive lesson
                ? lesson.getAsString()
                : "";
    }

    /// Whether people read a notebook in Italian.
    static boolean italian(NotebookFile notebook) {
        return notebook.metadata().get("lang") instanceof JsonPrimitive lang
                ? lang.getAsString().startsWith("it")
                : Language.italian();
    }

    /// Its name; empty if the notebook has none.
    public String name() {
        return name;
    }

    /// The cells that give points or are written in or are locked, in the teacher's order.
    List<Expected> cells() {
        return cells;
    }

    /// Those that give points.
    List<Expected> exercises() {
        return cells.stream().filter(it -> it.graded().hasPoints()).toList();
    }

    /// Where a student answers what `exercise` looks at: the last cell to write in that comes
    /// before.
    Optional<Expected> answerTo(Expected exercise) {
        return cells.subList(0, cells.indexOf(exercise)).stream()
                .filter(it -> it.graded().solution())
                .reduce((_, last) -> last);
    }

    @Override
    public String toString() {
        return Objects.toString(name) + cells.stream().map(Expected::id).toList();
    }
}
