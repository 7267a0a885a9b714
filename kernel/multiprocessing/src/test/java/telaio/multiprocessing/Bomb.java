package telaio.multiprocessing;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A task that goes off at a certain moment, in a worker only.
final class Bomb implements SerializableCallable<Object> {
    private static boolean isWorker() {
        return Process.parent().isPresent();
    }

    enum Moment {
        ARRIVING,
        RUNNING,
        LEAVING
    }

    enum Manner {
        EXCEPTION,
        ERROR,
        EXIT,
        HALT,
        KILL
    }

    static void killMyself() {
        try {
            var kill = List.of("kill", "-9", "" + ProcessHandle.current().pid());
            new ProcessBuilder(kill).start().waitFor();
            Thread.currentThread().join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Throwable failureOf(Future<?> future) throws InterruptedException {
        try {
            var value = future.get();
            throw new AssertionError("did not fail: " + value);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    private static final long serialVersionUID = 1L;
    private final Moment moment;
    private final Manner manner;
    private boolean armed;

    Bomb(Moment moment, Manner manner) {
        this.moment = moment;
        this.manner = manner;
    }

    private void goOff() {
        switch (manner) {
            case EXCEPTION -> throw new IllegalStateException("bang");
            case ERROR -> throw new LinkageError("bang");
            case EXIT -> System.exit(42);
            case HALT -> Runtime.getRuntime().halt(43);
            case KILL -> killMyself();
        }
    }

    @Override
    public Object call() {
        if (moment == Moment.RUNNING) {
            goOff();
        }
        armed = moment == Moment.LEAVING;
        return this;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        if (armed) {
            goOff();
        }
        out.defaultWriteObject();
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        if (moment == Moment.ARRIVING && isWorker()) {
            goOff();
        }
    }
}
