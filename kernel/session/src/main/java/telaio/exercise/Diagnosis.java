package telaio.exercise;

import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.QueueClosed;
import telaio.multiprocessing.memory.Claim;
import telaio.multiprocessing.memory.TraceEvent.Kind;
import telaio.multiprocessing.memory.Watched;
import telaio.multiprocessing.worker.Failure;

/// Says why a solution did not come to its end.
///
/// @param recording of the solution
record Diagnosis(Recording<?> recording) {
    private static final String CLOSED = QueueClosed.class.getName();

    /// What is wrong, as a sentence; null if the solution came to its end.
    @Nullable String fault() {
        var thrown = recording.thrown();
        return switch (recording.state()) {
            case NOT_RUN -> Texts.NO_TIME_LEFT.text();
            case HUNG -> hang();
            case ENDED -> thrown == null ? null : failure(thrown);
        };
    }

    private String failure(Throwable thrown) {
        if (isToDo(thrown)) {
            return Texts.TO_DO_ADVICE.text();
        }
        var failure = Failure.of(thrown);
        return isQueueClosed(failure) ? closed(Story.here()) : threw(failure);
    }

    /// Also that of a stub that was written without [Exercise#toDo].
    static boolean isToDo(@Nullable Throwable thrown) {
        return thrown instanceof UnsupportedOperationException
                && (Texts.TO_DO.means(thrown.getMessage()) || thrown instanceof ToDo);
    }

    static boolean isQueueClosed(Failure failure) {
        for (var it = failure; it != null; it = it.cause()) {
            if (it.type().equals(CLOSED)) {
                return true;
            }
        }
        return false;
    }

    /// @param pid of the process that used the closed queue
    String closed(long pid) {
        var story = recording.story();
        var place = story.all(Kind.CLOSE).findFirst().map(Story::place).orElse("");
        return Texts.QUEUE_CLOSED.text(story.name(pid), place);
    }

    private static String threw(Failure failure) {
        var text = failure.text();
        int dot = failure.type().lastIndexOf('.') + 1;
        var shown = text.startsWith(failure.type()) ? text.substring(dot) : text;
        var place =
                failure.frames().stream()
                        .filter(it -> isOthers(it.getClassName()))
                        .findFirst()
                        .map(it ->
                                Story.place(
                                        Objects.requireNonNullElse(it.getFileName(), ""),
                                        it.getLineNumber()))
                        .orElse("");
        return Texts.THREW.text(shown, place);
    }

    private static boolean isOthers(String type) {
        return !type.startsWith("telaio.") && !type.startsWith("java.") && !type.startsWith("jdk.");
    }

    private String hang() {
        var seconds = recording.limit().toMillis() / 1000.0;
        return Texts.HANGS.text(
                String.format(Locale.ROOT, seconds % 1 == 0 ? "%.0f" : "%.1f", seconds), stuck());
    }

    /// What the one waits for who waits without reason: who waits for a process waits for what that
    /// one waits for, and workers wait for jobs as long as they live.
    private String stuck() {
        var mine = recording.waiting().stream().filter(this::isMine).toList();
        return mine.stream()
                .min(Comparator.comparingInt(Diagnosis::innocence))
                .map(this::waits)
                .orElseGet(Texts.HANG_LOOP::text);
    }

    private static int innocence(Claim claim) {
        return switch (claim.use()) {
            case ACQUIRE, HOLD, READ, WRITE, PUT, AWAIT -> 1;
            case TAKE -> 2;
            case JOIN -> claim.what().kind() == Watched.Kind.PROCESS ? 3 : 0;
        };
    }

    private boolean isMine(Claim claim) {
        var story = recording.story();
        return claim.pid() != Story.here()
                ? story.started().contains(claim.pid())
                : claim.thread() == recording.thread()
                        || story.events().stream()
                                .anyMatch(it ->
                                        it.pid() == claim.pid() && it.thread() == claim.thread());
    }

    private String waits(Claim claim) {
        var story = recording.story();
        var who = story.name(claim.pid());
        var place = story.waitingPlace(claim.pid(), claim.thread());
        return switch (claim.use()) {
            case TAKE -> Texts.HANG_GET.text(who, place);
            case PUT -> Texts.HANG_PUT.text(who, place);
            case ACQUIRE, HOLD, READ, WRITE -> Texts.HANG_LOCK.text(who, place, holder(claim));
            case AWAIT -> Texts.HANG_OTHER.text(who, kind(claim.what()), place);
            case JOIN ->
                    claim.what().kind() == Watched.Kind.PROCESS
                            ? Texts.HANG_PROCESS.text(who, story.name(claim.what().offset()))
                            : Texts.HANG_TASKS.text(who, place, unfinished(claim.what()));
        };
    }

    private String holder(Claim claim) {
        return recording.holders().stream()
                .filter(it -> it.what().equals(claim.what()))
                .findFirst()
                .map(it -> recording.story().name(it.pid()))
                .orElseGet(Texts.SOMEBODY::text);
    }

    private static String kind(Watched what) {
        return switch (what.kind()) {
            case EVENT -> "Event";
            case CONDITION -> "Condition";
            case BARRIER -> "Barrier";
            case LOCK -> "Lock";
            case RLOCK -> "RLock";
            case VALUE -> "Value";
            case READ_WRITE_LOCK -> "ReadWriteLock";
            case SEMAPHORE -> "Semaphore";
            case QUEUE -> "Queue";
            case CONNECTION -> "Connection";
            case SHARED_ARRAY -> "SharedArray";
            case PROCESS -> "Process";
        };
    }

    private long unfinished(Watched queue) {
        var story = recording.story();
        return story.all(Kind.PUT).filter(it -> it.what().equals(queue)).count()
                - story.all(Kind.TASK_DONE).filter(it -> it.what().equals(queue)).count();
    }
}
