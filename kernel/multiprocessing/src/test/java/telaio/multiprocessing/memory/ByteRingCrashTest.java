package telaio.multiprocessing.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import telaio.multiprocessing.ChildJvm;
import telaio.multiprocessing.Threads;
import telaio.multiprocessing.WaitingStrategy;

/// `kill -9` at random moments, and death at the moments that matter.
@Timeout(180)
class ByteRingCrashTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @BeforeEach
    void start() {
        WaitingStrategy.NATIVE.use();
    }

    @AfterEach
    void end() {
        WaitingStrategy.reset();
    }

    /// Where a child dies, by `Runtime.halt`, with what in its hands.
    enum Moment {
        PRODUCER_WITH_ITS_LOCK,
        PRODUCER_AFTER_WRITING,
        PRODUCER_AFTER_LINKING_A_SEGMENT,
        PRODUCER_BEFORE_THE_SIGNAL,
        CONSUMER_WITH_ITS_LOCK,
        CONSUMER_AFTER_COMMIT
    }

    @ParameterizedTest
    @EnumSource
    void survives_a_death_at(Moment moment) throws Exception {
        var ring = Domain.current().newRing(100);
        ring.put(message(1), Patience.NONE);
        ring.put(message(2), Patience.NONE);
        var address = ring.address();
        try (var child = ChildJvm.start(() -> dieAt(moment, address))) {
            child.join();
        }
        assertThat(ring.put(message(3), Patience.of(LONG))).isTrue();
        var numbers = new ArrayList<Long>();
        while (ring.size() > 0) {
            numbers.add(number(taken(ring)));
        }
        assertThat(numbers)
                .isEqualTo(
                        switch (moment) {
                            case PRODUCER_BEFORE_THE_SIGNAL -> List.of(1L, 2L, 9L, 3L);
                            case CONSUMER_AFTER_COMMIT -> List.of(2L, 3L);
                            default -> List.of(1L, 2L, 3L);
                        });
        for (long i = 0; i < 20_000; i++) { // into segments of its own
            ring.put(message(i), Patience.NONE);
            assertThat(number(taken(ring))).isEqualTo(i);
        }
    }

    private static void dieAt(Moment moment, Address address) throws Exception {
        var domain = Domain.current();
        var region = domain.open(Kind.RING, address.region());
        if (region == null) {
            throw new IllegalStateException("no ring");
        }
        var memory = region.memory();
        var cursor = ValueLayout.JAVA_LONG;
        var chain = new Chain(domain, region);
        long head = memory.get(cursor, RingLayout.HEAD);
        long tail = memory.get(cursor, RingLayout.TAIL);
        var producers = new Mutex(domain, region, RingLayout.PRODUCERS);
        var consumers = new Mutex(domain, region, RingLayout.CONSUMERS);
        (moment.name().startsWith("PRODUCER") ? producers : consumers).tryAcquire();
        switch (moment) {
            case PRODUCER_WITH_ITS_LOCK, CONSUMER_WITH_ITS_LOCK -> {}
            case PRODUCER_AFTER_WRITING -> chain.writing().write(tail, message(9), 0);
            case PRODUCER_AFTER_LINKING_A_SEGMENT ->
                    chain.grow(head, tail, 2).write(tail, message(9), 0);
            case PRODUCER_BEFORE_THE_SIGNAL -> {
                chain.writing().write(tail, message(9), 0);
                memory.set(cursor, RingLayout.TAIL, Cursor.after(tail, 2));
            }
            case CONSUMER_AFTER_COMMIT ->
                    memory.set(cursor, RingLayout.HEAD, Cursor.after(head, 2));
        }
        Runtime.getRuntime().halt(9);
    }

    private static byte[] message(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] taken(ByteRing ring) throws InterruptedException {
        return Objects.requireNonNull(ring.take(Patience.of(LONG)));
    }

    private static long number(byte[] message) {
        return ByteBuffer.wrap(message).getLong();
    }

    @Test
    void loses_and_doubles_nothing_when_producers_and_consumers_are_killed(@TempDir Path folder)
            throws Exception {
        var journal = new Journal(folder.resolve("journal").toString());
        journal.create();
        var view = journal.open();
        var ring = Domain.current().newRing(ByteRing.UNLIMITED);
        var address = ring.address();
        var random = new SplittableRandom(7);
        int producers = 0;
        int killedConsumers = 0;
        var children = new ChildJvm[4];
        for (int i = 0; i < 4; i++) {
            children[i] =
                    i < 2 ? produce(address, journal, producers++) : consume(address, journal);
        }
        try {
            for (int kill = 0; kill < 30; kill++) {
                int victim = random.nextInt(4);
                int newest = producers - 1;
                Threads.until(() -> view.acknowledged(newest) > 1000);
                Threads.pause(Duration.ofNanos(random.nextLong(200_000_000)));
                children[victim].killAndRecover();
                boolean producer = victim < 2;
                killedConsumers += producer ? 0 : 1;
                children[victim] =
                        producer
                                ? produce(address, journal, producers++)
                                : consume(address, journal);
            }
            Threads.until(() -> view.progressed(3)); // the survivors and the new ones go on
            children[0].killAndRecover();
            children[1].killAndRecover();
            Threads.until(() -> ring.size() == 0);
            children[2].killAndRecover();
            children[3].killAndRecover();
            view.check(producers, killedConsumers + 2);
        } finally {
            for (var child : children) {
                child.close();
            }
        }
    }

    private static ChildJvm produce(Address address, Journal journal, int producer)
            throws IOException {
        return ChildJvm.start(
                () -> {
                    var ring = Domain.current().ring(address);
                    var view = journal.open();
                    for (int i = 0; ring != null && i < Journal.MOST; i++) {
                        // Now and then one that needs a larger segment, or a file.
                        int padding = i % 997 == 0 ? 70_000 : i % 4999 == 0 ? 1_100_000 : i % 200;
                        var message = ByteBuffer.allocate(Long.BYTES + padding);
                        message.putLong(((long) producer << 32) | i);
                        ring.put(message.array(), Patience.UNTIL_INTERRUPTED);
                        view.acknowledge(producer, i + 1L);
                        if (i % 32 == 0) {
                            // Else it is done, and idle, before it is killed.
                            Threads.pause(Duration.ofNanos(100_000));
                        }
                    }
                    Threads.pause(LONG);
                },
                List.of("-XX:TieredStopAtLevel=1"));
    }

    private static ChildJvm consume(Address address, Journal journal) throws IOException {
        return ChildJvm.start(
                () -> {
                    var ring = Domain.current().ring(address);
                    var view = journal.open();
                    while (ring != null) {
                        var message = ring.take(Patience.UNTIL_INTERRUPTED);
                        if (message != null) {
                            view.see(number(message));
                        }
                    }
                },
                List.of("-XX:TieredStopAtLevel=1"));
    }

    /// What every producer was told is in the ring, and what was taken from it how often.
    private record Journal(String file) implements Serializable {
        private static final int PRODUCERS = 40;
        private static final int MOST = 400_000;
        private static final int SEEN = PRODUCERS * Long.BYTES;
        private static final int SIZE = SEEN + PRODUCERS * MOST * Integer.BYTES;

        void create() throws IOException {
            try (var out = new RandomAccessFile(file, "rw")) {
                out.setLength(SIZE);
            }
        }

        View open() throws IOException {
            try (var channel =
                    FileChannel.open(
                            Path.of(file), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return new View(
                        channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE, Arena.ofAuto()));
            }
        }
    }

    private record View(MemorySegment memory) {
        private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
        private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

        private static long place(long producer, long number) {
            return Journal.SEEN + (producer * Journal.MOST + number) * Integer.BYTES;
        }

        void acknowledge(int producer, long count) {
            LONG.setVolatile(memory, (long) producer * Long.BYTES, count);
        }

        void see(long message) {
            INT.getAndAdd(memory, place(message >>> 32, message & 0xFFFFFFFFL), 1);
        }

        private long acknowledged(int producer) {
            return (long) LONG.getVolatile(memory, (long) producer * Long.BYTES);
        }

        private int seen(int producer, long number) {
            return (int) INT.getVolatile(memory, place(producer, number));
        }

        boolean progressed(int producers) {
            int active = 0;
            for (int producer = 0; producer < Journal.PRODUCERS; producer++) {
                active += acknowledged(producer) > 100 ? 1 : 0;
            }
            return active >= producers;
        }

        /// A consumer killed between taking and writing it down took at most one message with it.
        void check(int producers, int consumersKilled) {
            int missing = 0;
            for (int producer = 0; producer < producers; producer++) {
                long count = acknowledged(producer);
                for (long i = 0; i < count; i++) {
                    int seen = seen(producer, i);
                    assertThat(seen).as("message %d of %d", i, producer).isLessThanOrEqualTo(1);
                    missing += 1 - seen;
                }
                // The next may have been put when its producer was killed; none after it.
                for (long i = count + 1; i < Journal.MOST; i++) {
                    assertThat(seen(producer, i)).as("phantom %d of %d", i, producer).isZero();
                }
            }
            assertThat(missing).isLessThanOrEqualTo(consumersKilled);
        }
    }
}
