package telaio.classroom;

/// Something that is not as it should be with a cell of a student's notebook.
///
/// @param cell its `grade_id`; of cells that were not run, their positions
/// @param position of the cell in the notebook, from 1; 0 if it is not there
public record Finding(Kind kind, String cell, int position) {
    /// What is wrong.
    public enum Kind {
        MISSING(CheckTexts.MISSING),
        DUPLICATE(CheckTexts.DUPLICATE),
        RETYPED(CheckTexts.RETYPED),
        CHANGED(CheckTexts.CHANGED),
        UNLABELLED(CheckTexts.UNLABELLED),
        FOREIGN(CheckTexts.FOREIGN),
        MOVED(CheckTexts.MOVED),
        NOT_RUN(CheckTexts.NOT_RUN),
        OUT_OF_ORDER(CheckTexts.OUT_OF_ORDER);

        private final CheckTexts text;

        Kind(CheckTexts text) {
            this.text = text;
        }
    }

    /// For the student.
    String text(boolean italian) {
        return kind.text.text(italian, cell, position);
    }
}
