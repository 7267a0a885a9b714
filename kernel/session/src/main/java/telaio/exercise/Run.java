package telaio.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.memory.TraceEvent.Kind;
import telaio.multiprocessing.worker.Failure;

/// A solution that was run by [Check#run(java.util.concurrent.Callable)], and what is asked of it:
/// each method but [#value], [#events] and [#lines] is one point of the check. That it came to its
/// end is a point of its own, asked of every run.
///
/// Of each process the latest [events][telaio.multiprocessing.Trace#EVENTS] count.
///
/// @param <T> type of the solution's result
public final class Run<T extends @Nullable Object> {
    private final Recording<T> recording;
    private final Story story;
    private final List<Point> points = new ArrayList<>();
    private @Nullable Class<? extends Throwable> failing;

    Run(Recording<T> recording) {
        this.recording = recording;
        this.story = recording.story();
    }

    /// What the solution returned; null if it returned nothing, threw, or was stopped.
    public @Nullable T value() {
        return recording.result();
    }

    /// What happened, for points of your own by [Check#that].
    public List<TraceEvent> events() {
        return recording.events();
    }

    /// The lines its processes printed, in the order in which they came.
    public List<String> lines() {
        return story.printed();
    }

    /// Exactly that many processes were started, workers of pools included.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1
    public Run<T> processes(int count) {
        return count(Texts.PROCESSES, positive(count), story.started().size() == count);
    }

    /// That many processes or more were started, workers of pools included.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1
    public Run<T> processesAtLeast(int count) {
        return count(Texts.AT_LEAST, positive(count), story.started().size() >= count);
    }

    private Run<T> count(Texts wanted, int count, boolean so) {
        int started = story.started().size();
        return point(
                so, wanted.text(count), started == 0 ? unstarted() : Texts.COUNTED.text(started));
    }

    private String unstarted() {
        boolean didItHere =
                !story.printedHere().isEmpty()
                        || story.events().stream().anyMatch(it -> it.pid() == Story.here());
        return didItHere
                ? Texts.RUN_CALLED.text(story.name(Story.here()))
                : Texts.NOT_STARTED.text();
    }

    /// At some moment that many processes or more were at work at the same time. A process counts
    /// from its start until it has been joined, however early it ended; if nobody joins it, until
    /// its end.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1
    public Run<T> together(int count) {
        int most = story.together();
        return point(
                most >= positive(count),
                Texts.TOGETHER.text(count),
                story.started().isEmpty()
                        ? unstarted()
                        : story.joinsBetween()
                                .map(it -> Texts.JOIN_BETWEEN.text(Story.place(it)))
                                .findFirst()
                                .orElseGet(() -> Texts.NOT_TOGETHER.text(most)));
    }

    /// Every process that was started was joined, with success. Workers of pools do not count: see
    /// [#noneLeft].
    public Run<T> joined() {
        var joined = story.all(Kind.JOIN).map(it -> it.what().offset()).toList();
        var forgotten = processes().stream().filter(it -> !joined.contains(it)).toList();
        return point(
                forgotten.isEmpty() && !processes().isEmpty(),
                Texts.JOINED.text(),
                processes().isEmpty()
                        ? unstarted()
                        : Texts.NOT_JOINED.text(story.names(forgotten)));
    }

    /// Those that are no pool's.
    private List<Long> processes() {
        return story.started().stream().filter(it -> !story.isPoolWorker(it)).toList();
    }

    /// Every process ended with this exit code: 0 after its task returned, 1 after an exception.
    /// Workers of pools do not count.
    public Run<T> exitCode(int code) {
        var exits = story.exits();
        var wrong =
                processes().stream()
                        .filter(it -> !Objects.equals(exits.get(it), (long) code))
                        .findFirst();
        return point(
                wrong.isEmpty() && !processes().isEmpty(),
                Texts.EXIT_CODE.text(code),
                wrong.map(this::exited).orElseGet(this::unstarted));
    }

    private String exited(long pid) {
        var code = story.exits().get(pid);
        var name = story.name(pid);
        if (code == null) {
            return Texts.NOT_EXITED.text(name);
        }
        var why =
                story.reports().stream()
                        .filter(it -> it.pid() == pid)
                        .map(it -> it.failure())
                        .filter(Objects::nonNull)
                        .findFirst();
        return why.filter(Diagnosis::isQueueClosed).isPresent()
                ? new Diagnosis(recording).closed(pid)
                : Texts.EXITED.text(
                        name, code, why.map(Failure::text).map(": "::concat).orElse(""));
    }

    /// No process ended with an exception that nobody caught, workers of pools included. One that
    /// was told to end, or killed, did not.
    public Run<T> noneFailed() {
        var failed = story.failure();
        return point(
                failed == null && !story.started().isEmpty(),
                Texts.NONE_FAILED.text(),
                failed == null ? unstarted() : failed);
    }

    /// The processes printed at least these lines, in whatever order. What this process prints does
    /// not count.
    public Run<T> printed(String... lines) {
        var missing = new ArrayList<>(List.of(lines));
        story.printed().forEach(missing::remove);
        var here = missing.stream().filter(story.printedHere()::contains).findFirst();
        return point(
                missing.isEmpty(),
                Texts.PRINTED.text(String.join(", ", lines)),
                here.map(it -> Texts.PRINTED_HERE.text(it, story.name(Story.here())))
                        .orElseGet(() -> Texts.NOT_PRINTED.text(String.join(", ", missing))));
    }

    /// The solution returned this, by `equals`; of arrays, by their elements.
    public Run<T> returns(T expected) {
        return returns(
                Texts.RETURNS.text(),
                it -> Objects.deepEquals(it, expected),
                Texts.RETURNED.text(Values.text(expected), Values.text(value())));
    }

    /// The solution returned something that is as it should be.
    ///
    /// @param sentence what it should be; shown with ✓ or ✗
    /// @param right not asked if the solution threw or was stopped
    public Run<T> returns(String sentence, Predicate<? super T> right) {
        return returns(sentence, right, Texts.RETURNED.text(sentence, Values.text(value())));
    }

    private Run<T> returns(String sentence, Predicate<? super T> right, String wrong) {
        if (!returned()) {
            return point(false, sentence, Texts.NO_RESULT.text());
        }
        boolean so = right.test(recording.result());
        return point(so, sentence, so ? "" : wrong + excuse());
    }

    /// Why a result may be wrong.
    private String excuse() {
        if (!story.started().isEmpty()
                && story.started().stream().noneMatch(story::isPoolWorker)
                && !story.somethingCameBack()) {
            return Texts.COPIED.text();
        }
        return Guarding.fault(story) == null ? "" : Texts.UNLOCKED.text();
    }

    private boolean returned() {
        return recording.state() == Recording.State.ENDED && recording.thrown() == null;
    }

    /// The solution ended with such an exception; then it need not come to its end otherwise.
    public Run<T> fails(Class<? extends Throwable> type) {
        failing = type;
        var thrown = recording.thrown();
        return point(
                type.isInstance(thrown),
                Texts.FAILS.text(type.getSimpleName()),
                Objects.requireNonNullElseGet(
                        new Diagnosis(recording).fault(), Texts.DOES_NOT_FAIL::text));
    }

    /// This process put at least that many messages, into queues or pipes, and other processes took
    /// as many.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1
    public Run<T> toProcesses(int count) {
        return messages(Texts.TO_CHILDREN, positive(count), story.messages(true));
    }

    /// Other processes put at least that many messages, and this one took as many.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1
    public Run<T> fromProcesses(int count) {
        return messages(Texts.FROM_CHILDREN, positive(count), story.messages(false));
    }

    private Run<T> messages(Texts wanted, int count, Story.Passed messages) {
        return point(
                messages.begun() >= count && messages.ended() >= count,
                wanted.text(story.name(Story.here()), count),
                story.started().isEmpty()
                        ? unstarted()
                        : Texts.MESSAGES.text(messages.begun(), messages.ended()));
    }

    /// Never more than that many items waited in one queue.
    ///
    /// @throws IllegalArgumentException if `count` is less than 1
    public Run<T> backlog(int count) {
        int most = story.backlog();
        return point(
                most <= positive(count),
                Texts.BACKLOG.text(count),
                Texts.TOO_LONG.text(most, count));
    }

    /// Nobody reads a [Value][telaio.multiprocessing.Value] or an element of a
    /// [SharedArray][telaio.multiprocessing.SharedArray] and then sets it without having had, all
    /// the while, one lock that is the same for all who do. What reads and writes in one step, such
    /// as `getAndAdd`, needs none, nor does what one thread alone changes.
    public Run<T> guarded() {
        var fault = Guarding.fault(story);
        return point(fault == null, Texts.GUARDED.text(), Objects.requireNonNullElse(fault, ""));
    }

    /// Locks are taken in an order in which nobody can wait in a circle: none is waited for with
    /// another in hand for which, elsewhere, one waits with the first in hand.
    public Run<T> noCircle() {
        var fault = LockOrder.fault(story);
        return point(fault == null, Texts.NO_CIRCLE.text(), Objects.requireNonNullElse(fault, ""));
    }

    /// Locks were taken, and every one was given back by who took it.
    public Run<T> locksReleased() {
        var open = story.lockedForEver();
        boolean none = story.all(Kind.ACQUIRE).findAny().isEmpty();
        return point(
                !none && open.isEmpty(),
                Texts.RELEASED.text(),
                none
                        ? Texts.NO_LOCK.text()
                        : open.stream()
                                .findFirst()
                                .map(it ->
                                        Texts.NOT_RELEASED.text(
                                                story.name(it.pid()), Story.place(it)))
                                .orElse(""));
    }

    /// Of every job that was taken from a [JoinableQueue][telaio.multiprocessing.JoinableQueue] it
    /// was said that it is done. Of a process that was killed, its last job need not be.
    public Run<T> tasksDone() {
        var jobs = story.jobs(recording.state() == Recording.State.HUNG);
        return point(
                jobs.begun() > 0 && jobs.begun() == jobs.ended(),
                Texts.TASKS_DONE.text(),
                jobs.begun() == 0
                        ? Texts.NO_TASKS.text()
                        : Texts.NOT_DONE.text(jobs.begun(), jobs.ended()));
    }

    /// When the solution returned, or a moment later, no process of it was alive, workers of pools
    /// included.
    public Run<T> noneLeft() {
        return point(
                recording.left().isEmpty(),
                Texts.NONE_LEFT.text(),
                Texts.LEFT.text(String.join(", ", recording.left())));
    }

    private static int positive(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(Texts.MUST_BE_POSITIVE.text(count));
        }
        return count;
    }

    private Run<T> point(boolean so, String wanted, String advice) {
        points.add(so ? Point.passed(wanted) : Point.failed(wanted, advice));
        return this;
    }

    /// Of a stub only that: the rest would be noise, but counts.
    List<Point> points() {
        var all = new ArrayList<Point>();
        if (failing == null) {
            var fault = new Diagnosis(recording).fault();
            all.add(
                    fault == null
                            ? Point.passed(Texts.RAN.text())
                            : Point.failed(Texts.RAN.text(), fault));
        }
        if (isToDo() || recording.state() == Recording.State.NOT_RUN) {
            points.forEach(it -> all.add(Point.failed(it.wanted(), "")));
        } else {
            all.addAll(points);
        }
        return all;
    }

    private boolean isToDo() {
        return Diagnosis.isToDo(recording.thrown());
    }
}
