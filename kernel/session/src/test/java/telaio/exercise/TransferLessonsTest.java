package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.TransferSolutions;
import aula.TransferSolutions.Account;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Value;

/// The checks of 09-deadlock-and-race.
@Timeout(120)
class TransferLessonsTest {
    private static Exercise.Questions badOrder(String order) {
        var possible = List.of("AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA");
        return it ->
                it.within(Duration.ofSeconds(4))
                        .run(() ->
                                possible.contains(order)
                                        ? (Object) TransferSolutions.withdrawals(order)
                                        : order)
                        .returns("the account ends at -60", n -> n.equals(-60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABAB", "BAAB"})
    void an_order_that_breaks_the_program(String order) {
        passes(badOrder(order));
    }

    @ParameterizedTest
    @CsvSource({"AABB, got 20", "BBAA, got 20", "AAAB, got «AAAB»"})
    void an_order_that_does_not(String order, String sentence) {
        fails(badOrder(order), sentence);
    }

    interface Transfer extends java.io.Serializable {
        void move(Account from, Account to, int amount) throws Exception;
    }

    private static Exercise.Questions transfer(Transfer solution) {
        return it ->
                it.within(Duration.ofSeconds(4))
                        .run(() -> thereAndBack(solution))
                        .exitCode(0)
                        .noCircle()
                        .guarded()
                        .locksReleased()
                        .returns(List.of(120, 80));
    }

    private static List<Integer> thereAndBack(Transfer solution) throws Exception {
        var one = new Account(1, new Lock(), new Value<>(100));
        var two = new Account(2, new Lock(), new Value<>(100));
        solution.move(one, two, 0);
        var there = new Process(() -> solution.move(one, two, 30));
        var back = new Process(() -> solution.move(two, one, 50));
        there.start();
        there.join();
        back.start();
        back.join();
        return List.of(one.balance().get(), two.balance().get());
    }

    static Stream<Transfer> rightTransfer() {
        return Stream.of(
                TransferSolutions::smallerFirst,
                TransferSolutions::sorted,
                TransferSolutions::triesAndGivesBack,
                TransferSolutions::oneAfterTheOther);
    }

    @ParameterizedTest
    @MethodSource
    void rightTransfer(Transfer solution) {
        passes(transfer(solution));
    }

    private static Arguments wrong(Transfer solution, String... sentences) {
        return Arguments.of(solution, sentences);
    }

    static Stream<Arguments> wrongTransfer() {
        return Stream.of(
                wrong(
                        TransferSolutions::asTheyCome,
                        "one lock is taken with another in hand (TransferSolutions.java, line ",
                        "Choose one order"),
                wrong(TransferSolutions::noLock, "no lock was taken", "reads and then sets"),
                wrong(TransferSolutions::onlyTheFirstLock, "the processes use different locks"),
                wrong(
                        TransferSolutions::notGivenBack,
                        "after 4 s it had not ended",
                        "a lock (TransferSolutions.java, line ",
                        "that MainProcess does not give back"),
                wrong(TransferSolutions::theWrongWay, "expected [120, 80], got [80, 120]"));
    }

    @ParameterizedTest
    @MethodSource
    void wrongTransfer(Transfer solution, String... sentences) {
        fails(transfer(solution), sentences);
    }
}
