package telaio.exercise;

/// One line of a report.
///
/// @param passed whether it is as it should be
/// @param wanted what should be
/// @param advice what is wrong and what to do; empty if it passed
record Point(boolean passed, String wanted, String advice) {
    static Point passed(String wanted) {
        return new Point(true, wanted, "");
    }

    static Point failed(String wanted, String advice) {
        return new Point(false, wanted, advice);
    }
}
