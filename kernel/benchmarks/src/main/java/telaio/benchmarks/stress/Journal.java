package telaio.benchmarks.stress;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What the parties of a round have done, in a file that all map: written by none of the means that
/// are under test. What a killed party has written stays.
///
/// | offset | bytes | field                                                              |
/// |-------:|------:|--------------------------------------------------------------------|
/// |      0 |     8 | the round is over: finish                                          |
/// |      8 |     8 | how often somebody saw what must not be                            |
/// |     16 |     8 | entries of the list of deaths told                                 |
/// |     24 |     8 | pid of the pool's worker that has begun a task last                |
/// |     32 |     8 | what the first lock protects: a count                              |
/// |     40 |     8 | what the second lock protects: a number from 0 to 3                |
/// |     48 |    16 | who is inside each lock: number of the party + 1                   |
/// |     64 | 32 Ki | deaths told: 2 · pid of the dead + number of the lock              |
/// |        | 128 each | parties: see [Field]                                            |
/// |        | 1 Mi  | one bit for each task of the pool that was run                     |
/// |        | 2 Mi each | parties: one bit for each message of theirs that was taken     |
final class Journal {
    /// What is written of one party, in this order.
    @SuppressWarnings("EnumOrdinal") // the order is the layout
    enum Field {
        CONDEMNED,
        PUT_UNBOUNDED,
        PUT_BOUNDED,
        HOLDS_LOCK,
        HOLDS_REENTRANT_LOCK,
        AT_SEMAPHORE,
        TAKES_UNBOUNDED,
        TAKES_BOUNDED,
        STEPS_PUT_UNBOUNDED,
        STEPS_PUT_BOUNDED,
        STEPS_TAKE_UNBOUNDED,
        STEPS_TAKE_BOUNDED,
        STEPS_LOCK,
        STEPS_CONDITION,
        STEPS_SEMAPHORE,
        FINISHED;

        /// This field of the second queue or lock, for 1.
        Field of(int number) {
            return values()[ordinal() + number];
        }
    }

    static final int QUEUES = 2;

    /// More messages of one party in one queue, and more tasks, are not counted.
    static final long MOST = 1L << 23;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final long STOP = 0;
    private static final long VIOLATIONS = 8;
    private static final long TOLD = 16;
    private static final long WORKER = 24;
    private static final long COUNT = 32;
    private static final long NUMBER = 40;
    private static final long INSIDE = 48;
    private static final long DEATHS = 64;
    private static final int MOST_DEATHS = 4096;
    private static final long BITS = MOST / Byte.SIZE;

    private final MemorySegment memory;
    private final long records = DEATHS + MOST_DEATHS * Long.BYTES;
    private final long tasks;

    private Journal(MemorySegment memory) {
        this.memory = memory;
        long each = Field.values().length * (long) Long.BYTES + QUEUES * BITS;
        long parties = (memory.byteSize() - records - BITS) / each;
        tasks = records + parties * Field.values().length * Long.BYTES;
    }

    static void create(Path file, int parties) throws IOException {
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            long each = Field.values().length * (long) Long.BYTES + QUEUES * BITS;
            out.setLength(DEATHS + MOST_DEATHS * Long.BYTES + parties * each + BITS);
        }
    }

    static Journal open(String file, Arena arena) throws IOException {
        try (var channel =
                FileChannel.open(
                        Path.of(file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Journal(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena));
        }
    }

    private long at(long offset) {
        return (long) LONG.getVolatile(memory, offset);
    }

    @SuppressWarnings("EnumOrdinal") // the order is the layout
    private long place(int party, Field field) {
        return records + (party * Field.values().length + field.ordinal()) * (long) Long.BYTES;
    }

    long get(int party, Field field) {
        return at(place(party, field));
    }

    void set(int party, Field field, long value) {
        LONG.setVolatile(memory, place(party, field), value);
    }

    void add(int party, Field field) {
        LONG.getAndAdd(memory, place(party, field), 1L);
    }

    /// All that is written of a party.
    String text(int party) {
        return Arrays.stream(Field.values())
                .map(field -> field + " " + get(party, field))
                .collect(Collectors.joining(", "));
    }

    void stop() {
        LONG.setVolatile(memory, STOP, 1L);
    }

    boolean stopped() {
        return at(STOP) != 0;
    }

    /// Says it where the one who reads the log finds it, and counts it.
    void violation(String what) {
        LONG.getAndAdd(memory, VIOLATIONS, 1L);
        System.err.println("VIOLATION: " + what);
    }

    long violations() {
        return at(VIOLATIONS);
    }

    void told(int lock, long pid) {
        long place = (long) LONG.getAndAdd(memory, TOLD, 1L);
        LONG.setVolatile(memory, DEATHS + place * Long.BYTES, 2 * pid + lock);
    }

    /// How often somebody was told that this process died with this lock.
    int tellings(int lock, long pid) {
        int count = 0;
        for (long entry : deaths()) {
            count += entry == 2 * pid + lock ? 1 : 0;
        }
        return count;
    }

    List<Long> deaths() {
        var deaths = new ArrayList<Long>();
        for (long i = 0; i < at(TOLD); i++) {
            deaths.add(at(DEATHS + i * Long.BYTES));
        }
        return deaths;
    }

    void worker(long pid) {
        LONG.setVolatile(memory, WORKER, pid);
    }

    long worker() {
        return at(WORKER);
    }

    /// Plain read and plain write: only a lock keeps the count right.
    void count() {
        long count = memory.get(ValueLayout.JAVA_LONG, COUNT);
        memory.set(ValueLayout.JAVA_LONG, COUNT, count + 1);
    }

    long counted() {
        return at(COUNT);
    }

    long number() {
        return memory.get(ValueLayout.JAVA_LONG, NUMBER);
    }

    void number(long number) {
        memory.set(ValueLayout.JAVA_LONG, NUMBER, number);
    }

    /// A party has taken a lock: nobody else who lives may be inside.
    void enter(int lock, int party) {
        set(party, Field.HOLDS_LOCK.of(lock), 1);
        long other = at(INSIDE + lock * (long) Long.BYTES) - 1;
        if (other >= 0 && get((int) other, Field.CONDEMNED) == 0) {
            violation("party " + party + " has lock " + lock + " with party " + other);
        }
        LONG.setVolatile(memory, INSIDE + lock * (long) Long.BYTES, party + 1L);
    }

    void leave(int lock, int party) {
        LONG.setVolatile(memory, INSIDE + lock * (long) Long.BYTES, 0L);
        set(party, Field.HOLDS_LOCK.of(lock), 0);
    }

    void ran(long task) {
        if (mark(tasks, task)) {
            violation("task " + task + " was run twice");
        }
    }

    boolean wasRun(long task) {
        return marked(tasks, task);
    }

    void taken(int queue, int party, long message) {
        if (mark(messages(queue, party), message)) {
            violation("message " + message + " of party " + party + " came twice");
        }
    }

    boolean wasTaken(int queue, int party, long message) {
        return marked(messages(queue, party), message);
    }

    /// Whether this message or a later one was taken.
    boolean takenFrom(int queue, int party, long message) {
        long bit = message;
        while (bit < MOST && bit % Long.SIZE != 0) {
            if (wasTaken(queue, party, bit++)) {
                return true;
            }
        }
        long base = messages(queue, party);
        for (; bit < MOST; bit += Long.SIZE) {
            if (at(base + bit / Byte.SIZE) != 0) {
                return true;
            }
        }
        return false;
    }

    /// Whether a count of steps has grown, or needs not: a producer that has put all it may.
    boolean goesOn(int party, Field steps, long before) {
        return get(party, steps) > before
                || (before >= MOST && steps.name().startsWith("STEPS_PUT"));
    }

    private long messages(int queue, int party) {
        return tasks + BITS * (1 + party * QUEUES + queue);
    }

    private boolean mark(long base, long bit) {
        int mask = 1 << (bit % Integer.SIZE);
        long place = base + bit / Integer.SIZE * Integer.BYTES;
        return ((int) INT.getAndBitwiseOr(memory, place, mask) & mask) != 0;
    }

    private boolean marked(long base, long bit) {
        int mask = 1 << (bit % Integer.SIZE);
        long place = base + bit / Integer.SIZE * Integer.BYTES;
        return ((int) INT.getVolatile(memory, place) & mask) != 0;
    }
}
