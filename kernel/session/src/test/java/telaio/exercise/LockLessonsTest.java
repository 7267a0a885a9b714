package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.LockSolutions;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Value;

/// The checks of 04-lock.
@Timeout(120)
class LockLessonsTest {
    private static final int TIMES = 500;

    interface Counter {
        int count(int times) throws Exception;
    }

    private static Exercise.Questions count(Counter solution) {
        return it -> {
            var run =
                    it.within(Duration.ofSeconds(6))
                            .run(() -> solution.count(TIMES))
                            .processes(2)
                            .together(2)
                            .guarded()
                            .returns(2 * TIMES)
                            .joined();
            it.that(
                    "twice a hundred thousand",
                    Objects.equals(run.value(), 2 * TIMES) && solution.count(100_000) == 200_000);
        };
    }

    static Stream<Counter> rightCount() {
        return Stream.of(
                LockSolutions::tryWithLock,
                LockSolutions::ownLockInFinally,
                LockSolutions::inOneStep,
                LockSolutions::compareAndSet,
                LockSolutions::semaphore);
    }

    @ParameterizedTest
    @MethodSource
    void rightCount(Counter solution) {
        passes(count(solution));
    }

    private static Arguments wrong(Counter solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongCount() {
        return Stream.of(
                wrong(
                        LockSolutions::unlocked,
                        "reads and then sets without a lock (LockSolutions.java, line "),
                wrong(LockSolutions::onlyTheSetLocked, "reads and then sets without a lock"),
                wrong(LockSolutions::differentLocks, "the processes use different locks"),
                wrong(LockSolutions::copiedVariable, "its own copy of the variables", "got 0"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongCount(Counter solution, String... sentences) {
        fails(count(solution), sentences);
    }

    interface Deposit {
        void put(Lock lock, Value<Integer> account, int amount) throws Exception;
    }

    private static Exercise.Questions deposit(Deposit solution) {
        return it -> {
            var lock = new Lock();
            var account = new Value<>(10);
            var succeeded = it.run(() -> solution.put(lock, account, 5)).locksReleased();
            it.equal("the account has 15", 15, account.get());
            it.that(
                    "it changes with the lock in hand",
                    succeeded.events().stream()
                            .filter(event -> event.kind().name().equals("SET"))
                            .noneMatch(event -> event.held().isEmpty()));
            it.run(() -> solution.put(lock, account, -1))
                    .fails(IllegalArgumentException.class)
                    .locksReleased();
        };
    }

    static Stream<Deposit> rightDeposit() {
        return Stream.of(LockSolutions::depositInFinally, LockSolutions::depositInTry);
    }

    @ParameterizedTest
    @MethodSource
    void rightDeposit(Deposit solution) {
        passes(deposit(solution));
    }

    static Stream<Arguments> wrongDeposit() {
        return Stream.of(
                Arguments.of(
                        (Deposit) LockSolutions::depositWithoutFinally,
                        "MainProcess took a lock (LockSolutions.java, line "),
                Arguments.of((Deposit) LockSolutions::depositWithoutLock, "no lock was taken"),
                Arguments.of(
                        (Deposit) LockSolutions::depositTooLate,
                        "it changes with the lock in hand"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongDeposit(Deposit solution, String sentence) {
        fails(deposit(solution), sentence);
    }

    static Stream<Counter> lostLock() {
        return Stream.of(LockSolutions::neverReleased);
    }

    @ParameterizedTest
    @MethodSource
    void lostLock(Counter solution) {
        fails(
                it -> it.run(() -> solution.count(1)).locksReleased(),
                "took a lock (LockSolutions.java, line ");
    }
}
