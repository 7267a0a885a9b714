package telaio.install;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the kernel needs of the machine.
///
/// @param modules those of the JDK
/// @param jdk the command that installs a whole one here
/// @param memory where processes share memory
/// @param temporary the folder for temporary files
/// @param openFiles how many files a process may have open
record Machine(Set<String> modules, String jdk, Room memory, Room temporary, long openFiles) {
    private static final Set<String> MODULES =
            Set.of("jdk.compiler", "jdk.jshell", "java.management", "jdk.jdi");

    private static final long MEGABYTE = 1 << 20;

    /// What a container has if nobody says otherwise: little for large messages.
    private static final long LITTLE = 64 * MEGABYTE;

    /// A hundred worker processes with some queues need that.
    private static final long FEW_FILES = 4096;

    /// A folder and the room in it, in bytes.
    record Room(Path folder, boolean isWritable, long free, long total) {
        static Room of(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return new Room(folder, false, 0, 0);
            }
            var store = Files.getFileStore(folder);
            return new Room(
                    folder,
                    Files.isWritable(folder),
                    store.getUsableSpace(),
                    store.getTotalSpace());
        }

        private String text() {
            return Messages.text(
                    "doctor.free", folder, free / MEGABYTE + " MB", total / MEGABYTE + " MB");
        }
    }

    /// This one.
    ///
    /// @param jdk the command that installs a JDK here
    static Machine current(String jdk) throws IOException {
        Set<String> modules =
                ModuleFinder.ofSystem().findAll().stream()
                        .map(ModuleReference::descriptor)
                        .map(descriptor -> descriptor.name())
                        .collect(Collectors.toUnmodifiableSet());
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                modules,
                jdk,
                Room.of(Path.of("/dev/shm")),
                Room.of(Path.of(System.getProperty("java.io.tmpdir"))),
                system instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : Long.MAX_VALUE);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                Finding.good("JDK", Runtime.version() + ", " + System.getProperty("java.home")));
        for (String module : new TreeSet<>(MODULES)) {
            if (!modules.contains(module)) {
                findings.add(Finding.bad(module, Messages.text("doctor.no-module"), jdk));
            }
        }
        findings.add(sharedMemory());
        findings.add(limitOfFiles());
        findings.add(temporaryFolder());
        return findings;
    }

    private Finding sharedMemory() {
        if (!memory.isWritable) {
            return Finding.note(
                    memory.folder.toString(),
                    Messages.text("doctor.no-shm", temporary.folder),
                    "sudo mount -t tmpfs -o mode=1777,size=1g tmpfs /dev/shm");
        }
        if (memory.free <= LITTLE) {
            return Finding.note(
                    memory.folder.toString(),
                    memory.text() + ". " + Messages.text("doctor.small-shm"),
                    "sudo mount -o remount,size=1g /dev/shm");
        }
        return Finding.good(memory.folder.toString(), memory.text());
    }

    private Finding limitOfFiles() {
        String what = Messages.text("doctor.files");
        return openFiles < FEW_FILES
                ? Finding.note(
                        what,
                        Messages.text("doctor.few-files", openFiles),
                        "sudo prlimit --nofile=65536 --pid $$")
                : Finding.good(what, String.valueOf(openFiles));
    }

    private Finding temporaryFolder() {
        String what = Messages.text("doctor.temporary");
        if (!temporary.isWritable) {
            return Finding.bad(
                    what,
                    Messages.text("doctor.no-temporary", temporary.folder),
                    "sudo mkdir -p %1$s && sudo chmod 1777 %1$s".formatted(temporary.folder));
        }
        if (temporary.free <= LITTLE) {
            return Finding.bad(
                    what,
                    temporary.text() + ". " + Messages.text("doctor.full-temporary"),
                    "du -xsh %s/* | sort -h".formatted(temporary.folder));
        }
        return Finding.good(what, temporary.text());
    }
}
