package telaio.multiprocessing.shipping;

/// What cells call to hand a value to the test.
public final class CellsGiven {
    private CellsGiven() {}

    /// Hands over.
    public static void give(Object value) {
        Cells.give(value);
    }
}
