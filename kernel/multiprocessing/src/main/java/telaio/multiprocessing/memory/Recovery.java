package telaio.multiprocessing.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// Frees what dead processes left held. May die half way itself: the next one does it all again.
final class Recovery {
    private final Domain domain;
    private final Control control;
    private final Path gate;

    Recovery(Domain domain, Control control, Path gate) {
        this.domain = domain;
        this.control = control;
        this.gate = gate;
    }

    /// The process with this number ended.
    void died(long pid) {
        int slot = control.slotOf(pid);
        if (slot != Control.NO_SLOT) {
            Gate.alone(gate, () -> recoverIfDead(slot));
        }
    }

    /// The process in this slot keeps others waiting: is it still there?
    void suspect(int slot) {
        boolean dead = control.identity(slot).map(owner -> !owner.alive()).orElse(false);
        if (dead) {
            Gate.alone(gate, () -> recoverIfDead(slot));
        }
    }

    /// All slots are taken: frees those of the dead. The caller is alone.
    void freeSlots() {
        for (int slot = 1; slot <= Control.SLOTS; slot++) {
            recoverIfDead(slot);
        }
    }

    private boolean recoverIfDead(int slot) {
        var owner = control.identity(slot);
        if (owner.isEmpty() || owner.get().alive()) {
            return false;
        }
        // Before its wait entries are cleared: who waits in a region is woken, the rest need not
        // cost a system call each.
        control.unpublishAll(slot);
        var waited = control.waiters().stream().map(Waiter::region).collect(Collectors.toSet());
        recoverAll(slot, owner.get().pid(), waited);
        control.free(slot);
        return true;
    }

    private void recoverAll(int slot, long pid, Set<Long> waited) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(domain.directory())) {
            for (var file : files) {
                recover(file.getFileName().toString(), slot, pid, waited);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + domain.directory(), e);
        }
    }

    private void recover(String file, int slot, long pid, Set<Long> waited) {
        if (!file.matches("[a-z]+-\\d{1,18}")) {
            return; // the control region, or what a user named
        }
        long id = Long.parseLong(file.replaceAll("\\D", ""));
        boolean wake = waited.contains(id);
        if (file.equals(Kind.RING.file(id))) {
            var ring = domain.ring(id);
            if (ring != null) {
                ring.recover(slot, wake);
            }
        } else if (file.equals(Kind.CELLS.file(id))) {
            domain.cells().recover(id, new Death(slot, pid, control.left(slot), wake));
        } else if (file.equals(Kind.DUCT.file(id))) {
            var duct = domain.ducts().get(id);
            if (duct != null) {
                duct.recover(slot);
            }
        }
    }
}
