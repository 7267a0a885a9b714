package telaio.exercise;

import static telaio.exercise.Reports.fails;
import static telaio.exercise.Reports.passes;

import aula.ScheduleSolutions;
import aula.TransferSolutions;
import aula.TransferSolutions.Account;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import telaio.multiprocessing.Lock;
import telaio.multiprocessing.Process;
import telaio.multiprocessing.Value;

/// The checks of 09-deadlock-and-race.
@Timeout(120)
class TransferLessonsTest {
    private static final List<String> ORDERS =
            List.of("AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA");

    private static Exercise.Questions badOrder(String program, String order) {
        return it ->
                it.run(() -> ORDERS.contains(order) && ScheduleSolutions.breaks(program, order))
                        .returns(program + " breaks", yes -> yes);
    }

    @ParameterizedTest
    @CsvSource({
        "account, ABAB, AABB",
        "counter, BAAB, BBAA",
        "seat, ABBA, AABB",
        "auction, BABA, ABAB",
        "flag, ABBA, ABAB",
        "forks, BAAB, BBAA"
    })
    void an_order_that_breaks_a_program_and_one_that_does_not(
            String program, String bad, String good) {
        passes(badOrder(program, bad));
        fails(badOrder(program, good), program + " breaks");
    }

    @Test
    void no_order_at_all_breaks_nothing() {
        fails(badOrder("account", "AAAB"), "account breaks");
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
