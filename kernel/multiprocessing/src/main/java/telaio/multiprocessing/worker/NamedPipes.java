package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Two named pipes for each child, made by the program `mkfifo` some time before they are needed.
///
/// Linux only: the launcher opens a pipe for reading and writing, which returns at once there
/// (fifo(7)) and is undefined by POSIX.
final class NamedPipes implements Entrance {
    /// How many children get pipes from one run of `mkfifo`.
    private static final int BATCH = 8;

    /// More are made when fewer than this are left.
    private static final int FEW = 4;

    private static final Path PROGRAM = Path.of("/usr/bin/mkfifo");

    private static final String DOWN = ".down";
    private static final String UP = ".up";

    private final LinkFolder folder;
    private final Greeter greeter;
    private final Queue<Path> ready = new ArrayDeque<>();
    private Batch coming;
    private int made;

    /// @param names without their ends
    private record Batch(Process maker, List<Path> names) {}

    NamedPipes(LinkFolder folder, Greeter greeter) throws IOException {
        this.folder = folder;
        this.greeter = greeter;
        coming = make();
        folder.sweep(); // while they are made
        collect();
    }

    static boolean available() {
        return System.getProperty("os.name").equals("Linux") && Files.isExecutable(PROGRAM);
    }

    /// Opens the child's ends.
    static Link toParent(String address) throws IOException {
        var up = new FileOutputStream(address + UP);
        try {
            return new Link(new FileInputStream(address + DOWN), up);
        } catch (IOException e) {
            up.close();
            throw e;
        }
    }

    @Override
    public Way way() throws IOException {
        return new Pair(take().toString());
    }

    private synchronized Path take() throws IOException {
        if (ready.size() == FEW) {
            coming = make();
        }
        if (ready.isEmpty() || (ready.size() < FEW && !coming.maker().isAlive())) {
            collect();
        }
        return ready.remove();
    }

    private Batch make() throws IOException {
        List<Path> names = new ArrayList<>();
        while (names.size() < BATCH) {
            names.add(folder.path().resolve(Integer.toString(made++)));
        }
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        for (var name : names) {
            command.add(name + DOWN);
            command.add(name + UP);
        }
        var maker =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
        return new Batch(maker, names);
    }

    private void collect() throws IOException {
        int code = coming.maker().onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("cannot make named pipes in " + folder.path());
        }
        ready.addAll(coming.names());
    }

    @Override
    public synchronized void close() {
        coming.maker().onExit().join();
    }

    /// The pipes of one child. Until the child has come, or has ended, the launcher holds both ends
    /// of both: so nobody waits for the other to open them, and the end of the child is the end of
    /// the stream.
    private final class Pair implements Way, Closeable {
        private final String name;
        private final RandomAccessFile down;
        private final RandomAccessFile up;
        private final Link link;

        Pair(String name) throws IOException {
            this.name = name;
            List<Closeable> opened = new ArrayList<>();
            try {
                down = kept(new RandomAccessFile(name + DOWN, "rw"), opened);
                up = kept(new RandomAccessFile(name + UP, "rw"), opened);
                var source = kept(new FileInputStream(name + UP), opened);
                link = new Link(source, new FileOutputStream(name + DOWN));
            } catch (IOException e) {
                for (var one : opened) {
                    one.close();
                }
                throw e;
            }
        }

        private static <T extends Closeable> T kept(T file, List<Closeable> opened) {
            opened.add(file);
            return file;
        }

        @Override
        public String address() {
            return name;
        }

        @Override
        public void begin() {
            Thread.ofPlatform()
                    .daemon()
                    .name("telaio-greet")
                    .inheritInheritableThreadLocals(false)
                    .start(() -> greeter.greet(link, this));
        }

        @Override
        public void end() {
            try {
                close();
            } catch (IOException e) {
                Log.debug("pipes are not removed", e);
            }
        }

        @Override
        public synchronized void close() throws IOException {
            up.close();
            down.close();
            for (var end : List.of(DOWN, UP)) {
                Files.deleteIfExists(Path.of(name + end));
            }
        }
    }
}
