package telaio.multiprocessing.shipping;

/// Names of the classes that stand for the lambdas of cells: `REPL.$JShell$12$$L0`.
final class LambdaNames {
    private static final String MARK = "$$L";

    private LambdaNames() {}

    static String of(String host, int number) {
        return host + MARK + number;
    }

    static boolean isLambda(String name) {
        int mark = name.lastIndexOf(MARK);
        return mark > 0
                && CellClasses.isCellClass(name)
                && name.chars().skip(mark + MARK.length()).allMatch(Character::isDigit);
    }
}
