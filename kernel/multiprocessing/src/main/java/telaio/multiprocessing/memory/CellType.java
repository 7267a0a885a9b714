package telaio.multiprocessing.memory;

/// What a cell of [Cells] is.
enum CellType {
    /// A [Mutex] whose next taker is told when its holder died, and its [Holds].
    LOCK(1, 1),
    /// [Permits].
    PERMITS(2, 1),
    /// A [Flag].
    FLAG(3, 1),
    /// A [WaitQueue].
    WAIT_QUEUE(4, Roster.BLOCKS),
    /// A further page of a [Roster]; recovered with its first.
    ROSTER(5, Roster.BLOCKS),
    /// A [Rendezvous].
    RENDEZVOUS(6, 2),
    /// A [ReadWrite].
    READ_WRITE(7, 1 + Roster.BLOCKS),
    /// As [#LOCK], of a lock that its holder may take again.
    REENTRANT(8, 1),
    /// As [#LOCK], with a value beside it.
    VALUE(9, 1);

    private final int code;
    private final int blocks;

    CellType(int code, int blocks) {
        this.code = code;
        this.blocks = blocks;
    }

    /// The type with this code.
    static CellType of(int code) {
        for (var type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalStateException("no cell has the type " + code);
    }

    /// What is written in a region for it; never 0.
    int code() {
        return code;
    }

    /// What it is to users; a page of a roster is part of what comes before.
    Watched.Kind kind() {
        return switch (this) {
            case LOCK -> Watched.Kind.LOCK;
            case REENTRANT -> Watched.Kind.RLOCK;
            case VALUE -> Watched.Kind.VALUE;
            case PERMITS -> Watched.Kind.SEMAPHORE;
            case FLAG -> Watched.Kind.EVENT;
            case WAIT_QUEUE, ROSTER -> Watched.Kind.CONDITION;
            case RENDEZVOUS -> Watched.Kind.BARRIER;
            case READ_WRITE -> Watched.Kind.READ_WRITE_LOCK;
        };
    }

    /// What a thread wants that waits in such a cell.
    Claim.Use wish() {
        return switch (this) {
            case LOCK, REENTRANT, VALUE, PERMITS, READ_WRITE -> Claim.Use.ACQUIRE;
            case FLAG, WAIT_QUEUE, ROSTER, RENDEZVOUS -> Claim.Use.AWAIT;
        };
    }

    /// How many blocks one takes.
    int blocks() {
        return blocks;
    }
}
