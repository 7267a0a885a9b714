package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import telaio.multiprocessing.supervision.Supervisor;

/// This process's part in a domain, from its first use of shared memory on.
///
/// @param slot its number in the control region
record Membership(Control control, Waiting waiting, Recovery recovery, int slot) {
    /// Name of the control region's file.
    static final String FILE = "control";

    static final String GATE = "gate";

    /// Takes part: makes the directory and the control region when this process is the first to
    /// need them, and takes a slot.
    ///
    /// @param name of this process
    static Membership of(Domain domain, String name) {
        var directory = domain.directory();
        if (domain.isRoot()) {
            Directory.sweep();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(domain::close, "telaio-memory-removal"));
        }
        try {
            for (var removal : domain.removals()) {
                // Before there is anything to remove: a JVM killed in between would leave it.
                Supervisor.current().removes(removal);
            }
            Directory.make(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot share memory in " + directory, e);
        }
        return Gate.alone(directory.resolve(GATE), () -> enter(domain, name));
    }

    private static Membership enter(Domain domain, String name) {
        var directory = domain.directory();
        var control = control(directory);
        var recovery = new Recovery(domain, control, directory.resolve(GATE));
        int slot = control.freeSlot();
        if (slot == Control.NO_SLOT) {
            recovery.freeSlots();
            slot = control.freeSlot();
            if (slot == Control.NO_SLOT) {
                throw new IllegalStateException(Texts.tooManyProcesses(Control.SLOTS));
            }
        }
        control.take(slot, Identity.current(), name);
        return new Membership(control, waiting(control), recovery, slot);
    }

    private static Control control(Path directory) {
        var file = directory.resolve(FILE);
        if (Files.exists(file)) {
            var control = new Control(map(file).memory());
            if (control.valid()) {
                return control;
            }
        }
        // There is none, or its maker died making it.
        var control = new Control(Region.create(0, file, Control.SIZE).memory());
        control.initialise(Directory.futex(directory));
        return control;
    }

    private static Region map(Path file) {
        try {
            return Region.open(0, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    private static Waiting waiting(Control control) {
        if (!control.futex()) {
            return new Polling();
        }
        if (!Domain.class.getModule().isNativeAccessEnabled()) {
            throw new IllegalStateException(Texts.nativeAccessMissing());
        }
        return new Futex();
    }
}
