package telaio.multiprocessing.worker;

import java.io.Closeable;
import java.io.IOException;

/// How children reach the launcher that started them.
///
/// On Linux by two named pipes for each child. A JVM that opens a Unix-domain socket is busy for 20
/// ms, for a socket of any kind for 11 ms (the JDK loads its network and a service provider);
/// opening two pipes takes it 0.6 ms, and it leaves sooner (measured, with AOT caches). Elsewhere,
/// and where pipes cannot be made, by a socket of the loopback interface.
sealed interface Entrance extends Closeable permits NamedPipes, LoopbackSocket {
    /// What is done with a child that has come.
    interface Greeter {
        /// Greets the child at the other end, in a thread that may wait for it.
        ///
        /// @param waiting to be closed when the child has shown its token
        void greet(Link link, Closeable waiting);
    }

    /// The way of one child.
    interface Way {
        /// The argument by which the child finds its way, for [#toParent].
        String address();

        /// Called when its process has begun.
        void begin();

        /// Called when its process has ended, whether it came or not.
        void end();
    }

    /// The entrance of a launcher. Folders of launchers that are gone are removed.
    ///
    /// @param folder for what it needs in the file system
    static Entrance open(LinkFolder folder, Greeter greeter) throws IOException {
        if (NamedPipes.available() && !"socket".equals(System.getProperty("telaio.link"))) {
            try {
                return new NamedPipes(folder, greeter);
            } catch (IOException noPipes) {
                Log.debug("no named pipes in " + folder.path(), noPipes);
            }
        }
        folder.sweep();
        return new LoopbackSocket(greeter);
    }

    /// In the child.
    static Link toParent(String address) throws IOException {
        return address.charAt(0) == LoopbackSocket.MARK
                ? LoopbackSocket.toParent(address)
                : NamedPipes.toParent(address);
    }

    /// The way of the next child.
    Way way() throws IOException;
}
