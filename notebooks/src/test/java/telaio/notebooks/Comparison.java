package telaio.notebooks;

import java.util.ArrayList;
import java.util.List;

/// Compares the outputs that lie in a notebook with those of a new run.
final class Comparison {
    private Comparison() {}

    /// What the rules of the cells do not allow, a text for each cell; empty if the run is as good.
    static List<String> differences(Lesson saved, Lesson fresh) {
        List<Lesson.Cell> expected = saved.codeCells();
        List<Lesson.Cell> actual = fresh.codeCells();
        var differences = new ArrayList<String>();
        for (int i = 0; i < expected.size(); i++) {
            Lesson.Cell cell = expected.get(i);
            if (i >= actual.size() || !actual.get(i).id().equals(cell.id())) {
                differences.add(cell.id() + " is missing");
            } else if (!cell.outputRule().accepts(cell.outputs(), actual.get(i).outputs())) {
                differences.add(
                        "%s (%s)%n--- saved%n%s%n--- this run%n%s"
                                .formatted(
                                        cell.id(),
                                        cell.outputRule(),
                                        OutputText.of(cell.outputs()),
                                        OutputText.of(actual.get(i).outputs())));
            }
        }
        return differences;
    }
}
