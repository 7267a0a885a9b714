package telaio.multiprocessing;

import java.io.IOException;
import java.io.NotSerializableException;
import telaio.multiprocessing.memory.ByteRing;
import telaio.multiprocessing.memory.Domain;
import telaio.multiprocessing.memory.Patience;
import telaio.multiprocessing.memory.RingClosed;
import telaio.multiprocessing.memory.TraceEvent;
import telaio.multiprocessing.origin.Origin;
import telaio.multiprocessing.worker.Ending;
import telaio.multiprocessing.worker.Launch;
import telaio.multiprocessing.worker.Launcher;
import telaio.multiprocessing.worker.Listener;
import telaio.multiprocessing.worker.Settings;
import telaio.multiprocessing.worker.Worker;

/// Starts workers for a crew.
final class Hiring {
    private final Staff staff;
    private final Crew crew;
    private final Settings settings;
    private final String name;
    private final Origin owner = Origin.current();

    Hiring(Staff staff, Crew crew) {
        this.staff = staff;
        this.crew = crew;
        settings = staff.processes().settings();
        var given = staff.processes().name();
        name = given == null ? "PoolWorker" : given;
    }

    /// Whether the code that made the pool was stopped, with all it started.
    boolean stopped() {
        return owner.stopped();
    }

    /// @throws NotSerializableException if the initializer cannot be sent
    /// @throws IOException if no process can be started
    PoolWorker hire() throws NotSerializableException, IOException {
        var path = Lineage.nextPath();
        var orders = Domain.current().newRing(ByteRing.UNLIMITED);
        var answers = Domain.current().newRing(ByteRing.UNLIMITED);
        var launch = new Launch(name + "-" + path, owner.id(), true, false, settings);
        var job = new PoolJob(path, orders.address(), answers.address(), staff.initializer());
        boolean hired = false;
        try {
            long before = System.nanoTime();
            var process = Launcher.current().start(job, launch, new Hearer(answers));
            tellOf(process, before);
            var worker = new PoolWorker(process, orders, staff.tasksPerChild());
            thread("telaio-" + launch.name() + "-answers", new Hearing(crew, worker, answers))
                    .start();
            hired = true;
            return worker;
        } finally {
            if (!hired) {
                orders.close();
                answers.close();
            }
        }
    }

    private static void tellOf(Worker process, long started) {
        long pid = process.pid();
        Child.tell(TraceEvent.Kind.START, pid, TraceEvent.POOL_WORKER, started);
        var _ =
                process.ending()
                        .thenAccept(how ->
                                Child.tell(
                                        TraceEvent.Kind.EXIT,
                                        pid,
                                        how.exitCode(),
                                        System.nanoTime()));
    }

    /// A thread of a crew: a daemon that works on nobody's behalf.
    static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {
                    var binding = Origin.enter(Origin.NONE);
                    try {
                        work.run();
                    } finally {
                        Origin.leave(binding);
                    }
                });
    }

    /// Puts a worker's end behind its last words.
    private record Hearer(ByteRing answers) implements Listener {
        @Override
        public void ended(Ending ending) {
            try {
                boolean _ = answers.put(Answer.gone(), Patience.UNTIL_STOPPED);
            } catch (RingClosed startFailed) {
                return;
            } catch (InterruptedException e) {
                throw new AssertionError("this wait does not heed interrupts", e);
            }
        }
    }
}
