package telaio.classroom;

import java.util.ArrayList;
import java.util.List;

/// Lines of a cell that students do not get, between a line that says `BEGIN` and one that says
/// `END`. As in nbgrader a mark may stand anywhere in its line, so that it can be a comment of any
/// language.
enum Region {
    /// What is to be written by the student.
    SOLUTION("SOLUTION", "solution"),
    /// What a check looks at beyond what the student sees.
    HIDDEN_TESTS("HIDDEN TESTS", "grade"),
    /// How people are to grade a task.
    MARK_SCHEME("MARK SCHEME", "task");

    private final String name;
    private final String field;

    /// @param field of the metadata of a cell that may have one, where it is true
    Region(String name, String field) {
        this.name = name;
        this.field = field;
    }

    boolean belongsIn(GradedCell cell) {
        return switch (this) {
            case SOLUTION -> cell.solution();
            case HIDDEN_TESTS -> cell.grade();
            case MARK_SCHEME -> cell.task();
        };
    }

    String begin() {
        return "BEGIN " + name;
    }

    String end() {
        return "END " + name;
    }

    /// What remains of a cell.
    ///
    /// @param text with the stub in the place of each region
    /// @param regions how many there were
    record Rest(String text, int regions) {}

    /// Replaces every region of a cell, marks included.
    ///
    /// @param stub lines, to be indented as the region's first; may be none
    /// @throws UnfitCell if a region stands in another, has no end, or no beginning
    Rest replace(String source, List<String> stub) throws UnfitCell {
        var lines = new ArrayList<String>();
        int regions = 0;
        int open = 0;
        int number = 0;
        for (String line : source.split("\n", -1)) {
            number++;
            if (line.contains(begin())) {
                if (open > 0) {
                    throw new UnfitCell(Texts.current().nested(number, begin(), open));
                }
                open = number;
                regions++;
                var indent = line.substring(0, line.length() - line.stripLeading().length());
                stub.forEach(it -> lines.add(indent + it));
            } else if (line.contains(end())) {
                if (open == 0) {
                    throw new UnfitCell(Texts.current().missing(number, end(), begin()));
                }
                open = 0;
            } else if (open == 0) {
                lines.add(line);
            }
        }
        if (open > 0) {
            throw new UnfitCell(Texts.current().missing(open, begin(), end()));
        }
        var text = String.join("\n", lines);
        return new Rest(regions == 0 ? text : text.stripTrailing(), regions);
    }

    /// @throws UnfitCell if the cell has such a mark
    void refuseIn(String source) throws UnfitCell {
        if (source.contains(begin()) || source.contains(end())) {
            throw new UnfitCell(Texts.current().misplaced(begin(), field));
        }
    }
}
