package telaio.multiprocessing;

import telaio.multiprocessing.memory.Domain;

/// Both ways to wait, for the tests that have to pass with either.
public enum WaitingStrategy {
    NATIVE,
    PORTABLE;

    private static final String PROPERTY = "telaio.waiting";

    /// Begins with no memory, so that what comes next waits this way.
    public void use() {
        Domain.current().close();
        if (this == PORTABLE) {
            System.setProperty(PROPERTY, "portable");
        } else {
            System.clearProperty(PROPERTY);
        }
    }

    public static void reset() {
        Domain.current().close();
        System.clearProperty(PROPERTY);
    }
}
