package telaio.benchmarks.stress;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import telaio.benchmarks.stress.Journal.Field;
import telaio.multiprocessing.Process;

/// New objects, four parties and a pool that work, and kills at random moments; then everything
/// ends in order and the books are checked:
///
/// - A message whose `put` returned came exactly once, unless a party was killed that was taking
///   from this queue: each explains one missing message, whatever it was. One whose `put` had not
///   returned when its producer was killed came once or not at all. None else came.
/// - Messages of one producer came to each taker in order, whole.
/// - Never were two that live inside a lock. Of a death with a lock exactly one was told; nobody
///   was told twice.
/// - Killed parties cost the semaphore no permit that they did not have.
/// - The pool answered every task; at most one failed for each of its workers that were killed.
/// - After each kill all others went on, in everything they do.
final class Round {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PARTIES = 4;
    private static final int ONE_IN = 8;

    private final SplittableRandom random;
    private final boolean pauses;
    private final Journal journal;
    private final Shared objects;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> dead = new ArrayList<>();
    private final PoolLoad pool;
    private int workersKilled;
    private int permitsGiven;
    private int born;

    /// @param party what it does
    /// @param process where
    private record Member(Party party, Process process, long pid) {
        int number() {
            return party.number();
        }

        @Override
        public String toString() {
            return "party " + number() + " in process " + pid;
        }
    }

    private Round(String file, boolean pauses, SplittableRandom random) throws IOException {
        this.random = random;
        this.pauses = pauses;
        journal = Journal.open(file, Arena.ofAuto());
        objects = Shared.of(file);
        pool = new PoolLoad(file, journal, pauses);
        for (int i = 0; i < PARTIES; i++) {
            members.add(born(i % 2 == 0));
        }
    }

    /// @param folder for the journal
    /// @param kills how often to kill, at least 1
    /// @param pauses whether the parties pause now and then
    /// @throws AssertionError if something was lost, doubled or hung
    static Figures run(Path folder, int kills, boolean pauses, SplittableRandom random)
            throws Exception {
        var file = Files.createTempFile(folder, "journal", "");
        try {
            Journal.create(file, PARTIES + 2 * kills + 1);
            var round = new Round(file.toString(), pauses, random);
            round.kill(kills);
            return round.end();
        } finally {
            Files.delete(file);
        }
    }

    private Member born(boolean up) {
        var party = new Party(objects, born++, up, pauses);
        var process = new Process(() -> party.run());
        process.start();
        return new Member(party, process, process.pid());
    }

    private void kill(int kills) throws Exception {
        untilAllWork(members);
        int killed = 0;
        while (killed < kills) {
            LockSupport.parkNanos(random.nextLong(3_000_000));
            if (random.nextInt(ONE_IN) == 0) {
                killWorker();
                killed++;
            } else {
                int count = random.nextInt(ONE_IN) == 0 ? 2 : 1;
                killParties(count);
                killed += count;
            }
        }
    }

    private void killWorker() {
        long answered = pool.done();
        long pid = journal.worker();
        if (pid != 0) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            workersKilled++;
        }
        until(() -> pool.done() > answered + 200, "the pool goes on");
    }

    private void killParties(int count) throws Exception {
        var victims = new ArrayList<Member>();
        victims.add(members.remove(random.nextInt(members.size())));
        if (count > 1) { // one of each kind is left, else those wait for each other
            boolean up = !victims.getFirst().party().up();
            var second = members.stream().filter(it -> it.party().up() == up).findFirst();
            second.ifPresent(victims::add);
            victims.forEach(members::remove);
        }
        for (var victim : victims) {
            journal.set(victim.number(), Field.CONDEMNED, 1);
        }
        for (var victim : victims) { // from outside, as any stranger does
            ProcessHandle.of(victim.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
        for (var victim : victims) {
            if (!victim.process().join(PATIENCE)) {
                throw failure("the end of party " + victim.number() + " is not noticed");
            }
        }
        objects.signalAll(journal);
        for (var victim : victims) {
            if (journal.get(victim.number(), Field.AT_SEMAPHORE) == 1) {
                objects.semaphore().release(); // that it had, or more: nobody knows
                permitsGiven++;
            }
        }
        untilAllWork(members);
        checkTold(victims);
        for (var victim : victims) {
            dead.add(victim);
            members.add(born(victim.party().up()));
        }
    }

    /// All others have taken each lock since, so that somebody was told. Of two who died at once
    /// one may have been told of the other, and have taken that with him.
    private void checkTold(List<Member> victims) {
        for (int lock = 0; lock < 2; lock++) {
            for (var victim : victims) {
                boolean held = journal.get(victim.number(), Field.HOLDS_LOCK.of(lock)) == 1;
                int told = journal.tellings(lock, victim.pid());
                if (told > 1 || (held && told == 0 && victims.size() == 1)) {
                    throw failure(
                            "%d were told of the death of party %d with lock %d"
                                    .formatted(told, victim.number(), lock));
                }
            }
        }
    }

    /// Until each of these has gone on in each of its works.
    private void untilAllWork(List<Member> who) {
        for (var field : Party.steps()) {
            for (var member : who) {
                long before = journal.get(member.number(), field);
                until(
                        () -> journal.goesOn(member.number(), field, before),
                        "party " + member.number() + " goes on with " + field);
            }
        }
    }

    private void until(BooleanSupplier condition, String what) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (journal.violations() > 0) {
                throw failure("something was seen that must not be");
            }
            for (var member : members) {
                if (!member.process().isAlive()) {
                    throw failure("party " + member.number() + " ended by itself");
                }
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw failure("does not come true: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private AssertionError failure(String what) {
        for (var member : members) {
            System.err.println(member + ": " + journal.text(member.number()));
            Traces.print(member.pid());
        }
        var sizes = objects.queues().stream().map(queue -> queue.size()).toList();
        return new AssertionError(
                "%s; after %d deaths; queues %s, %s, %s, %s, %s, %s"
                        .formatted(
                                what,
                                dead.size(),
                                sizes,
                                objects.lock(),
                                objects.reentrant(),
                                objects.notEmpty(),
                                objects.notFull(),
                                objects.semaphore()));
    }

    private Figures end() throws Exception {
        untilAllWork(members);
        journal.stop();
        objects.signalAll(journal);
        for (int queue = 0; queue < Journal.QUEUES; queue++) {
            var drained = objects.queues().get(queue);
            until(() -> allFinished() && drained.isEmpty(), "queue " + queue + " is drained");
            drained.close();
        }
        for (var member : members) {
            if (!member.process().join(PATIENCE) || member.process().exitCode().orElse(-1) != 0) {
                throw failure("party " + member.number() + " does not end in order");
            }
        }
        long failed = pool.end();
        long messages = 0;
        for (int queue = 0; queue < Journal.QUEUES; queue++) {
            messages += checkMessages(queue);
        }
        checkLocks();
        if (failed > workersKilled) {
            throw failure(failed + " tasks failed, killed were " + workersKilled);
        }
        if (journal.violations() > 0) {
            throw failure("something was seen that must not be");
        }
        return new Figures(
                dead.size() + workersKilled,
                messages,
                journal.deaths().size(),
                pool.done(),
                journal.counted());
    }

    private boolean allFinished() {
        return members.stream()
                .allMatch(member -> journal.get(member.number(), Field.FINISHED) == Journal.QUEUES);
    }

    /// @return how many messages were put
    private long checkMessages(int queue) {
        long sum = 0;
        long missing = 0;
        for (int party = 0; party < born; party++) {
            long put = journal.get(party, Field.PUT_UNBOUNDED.of(queue));
            for (long i = 0; i < put; i++) {
                missing += journal.wasTaken(queue, party, i) ? 0 : 1;
            }
            boolean killed = journal.get(party, Field.CONDEMNED) == 1;
            if (journal.takenFrom(queue, party, put + (killed ? 1 : 0))) {
                throw failure("messages of party " + party + " came that were never put");
            }
            sum += put;
        }
        long taking =
                dead.stream()
                        .filter(it ->
                                journal.get(it.number(), Field.TAKES_UNBOUNDED.of(queue)) == 1)
                        .count();
        if (missing > taking) {
            throw failure(
                    "of queue %d %d messages are missing, killed while taking were %d"
                            .formatted(queue, missing, taking));
        }
        return sum;
    }

    private void checkLocks() {
        if (objects.lock().isLocked() || objects.reentrant().isLocked()) {
            throw failure("a lock is held by nobody");
        }
        long steps = 0;
        for (int party = 0; party < born; party++) {
            steps += journal.get(party, Field.STEPS_LOCK);
        }
        long uncounted = journal.counted() - steps;
        if (uncounted < 0 || uncounted > dead.size()) {
            throw failure(uncounted + " more counted than done");
        }
        int permits = objects.semaphore().availablePermits();
        if (permits < Shared.PERMITS || permits > Shared.PERMITS + permitsGiven) {
            throw failure("permits are " + permits + ", given were " + permitsGiven);
        }
    }

    /// What a round has seen.
    ///
    /// @param kills processes killed
    /// @param messages put, and taken
    /// @param recovered locks whose holder died
    /// @param tasks answered by the pool
    /// @param locked how often the first lock was taken
    record Figures(long kills, long messages, long recovered, long tasks, long locked) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0);

        Figures plus(Figures other) {
            return new Figures(
                    kills + other.kills,
                    messages + other.messages,
                    recovered + other.recovered,
                    tasks + other.tasks,
                    locked + other.locked);
        }
    }
}
