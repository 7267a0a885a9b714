package telaio.multiprocessing.memory;

/// How long to look before sleeping. Looking is ten times faster than sleeping and waking when the
/// wait is short, and only heat when it is long or the cores are busy; so the budget grows when
/// looking was worth it and shrinks when it was not.
///
/// Shared by the threads of a process without synchronisation: a lost update costs nothing.
final class Spin {
    private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

    private final int least;
    private final int most;
    private int budget;

    Spin(int least, int most) {
        this.least = ALONE ? 0 : least;
        this.most = ALONE ? 0 : most;
        this.budget = this.most;
    }

    /// How often to look.
    int budget() {
        return budget;
    }

    void paid() {
        budget = Math.min(most, budget + budget / 4 + 1);
    }

    void failed() {
        budget = Math.max(least, budget - budget / 8 - 1);
    }
}
