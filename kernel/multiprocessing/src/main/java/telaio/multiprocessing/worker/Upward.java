package telaio.multiprocessing.worker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.origin.Origin;

/// A child's end of the link to its parent: reads it in a thread of its own, and ends this JVM and
/// everything below it when the parent is gone.
final class Upward implements Parent {
    /// Exit code of a JVM whose parent is gone.
    private static final int ORPHAN = 113;

    private static final long MOST_MILLIS = 300;

    private final Link link;
    private final Thread task;
    private final Thread reader;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Map<String, CompletableFuture<byte @Nullable []>> asked =
            new ConcurrentHashMap<>();
    private final Queue<byte[]> early = new ArrayDeque<>();
    private @Nullable Consumer<byte[]> handler;
    private volatile boolean leaving;

    Upward(Link link, Thread task) {
        this.link = link;
        this.task = task;
        reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("telaio-parent")
                        .inheritInheritableThreadLocals(false)
                        .unstarted(this::read);
    }

    /// Makes the thread that will read, which takes longer than to let it go.
    void prepare() {
        reader.start();
    }

    /// From now on this object, and nobody else, reads the link.
    void start() {
        begun.countDown();
    }

    @Override
    public void send(byte[] application) throws IOException {
        System.out.flush();
        System.err.flush();
        link.send(new Frame.Application(application));
    }

    @Override
    public synchronized void onApplication(Consumer<byte[]> taker) {
        for (var payload = early.poll(); payload != null; payload = early.poll()) {
            taker.accept(payload);
        }
        handler = taker;
    }

    private synchronized void application(byte[] payload) {
        if (handler == null) {
            early.add(payload);
        } else {
            handler.accept(payload);
        }
    }

    /// The thread that would read the answer cannot wait for it.
    byte @Nullable [] classBytes(String name) {
        if (Thread.currentThread().equals(reader) || leaving) {
            return null;
        }
        var answer = asked.computeIfAbsent(name, n -> new CompletableFuture<>());
        try {
            link.send(new Frame.ClassRequest(name));
            return answer.join();
        } catch (IOException parentGone) {
            Log.debug("parent is gone", parentGone);
            return null;
        }
    }

    private void read() {
        try {
            begun.await();
            for (var frame = link.receive(); frame != null; frame = link.receive()) {
                take(frame);
            }
        } catch (Throwable broken) {
            Log.debug("link broke", broken);
        }
        if (!leaving) {
            Launcher.destroyPrograms();
            Runtime.getRuntime().halt(ORPHAN);
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Application(var payload) -> application(payload);
            case Frame.Interrupt() -> task.interrupt();
            case Frame.Stop(var origin) -> {
                Origin.of(origin).stop();
                Launcher.stopCurrent(origin);
            }
            case Frame.ClassReply(var name, var bytes) -> {
                var waiting = asked.remove(name);
                if (waiting != null) {
                    waiting.complete(bytes);
                }
            }
            case Frame other -> throw new IOException("a parent does not send " + other);
        }
    }

    /// From now on the end of the link is no news.
    void expectEnd() {
        leaving = true;
        for (var answer : asked.values()) {
            answer.complete(null);
        }
    }

    /// Loads what leaving will use; of an object that is good for nothing else.
    void rehearse() {
        asked.put("", new CompletableFuture<>());
        expectEnd();
        // the JDK keeps its shutdown hooks in such a map
        var hooks = new IdentityHashMap<Upward, Upward>();
        hooks.put(this, this);
        for (var hook : hooks.keySet()) {
            early.add(new byte[hook.asked.size()]);
        }
    }

    void lastWord(Frame.Done done) {
        try {
            link.send(done);
        } catch (IOException parentGone) {
            Log.debug("parent is gone", parentGone);
        }
    }

    /// Says that nothing more will come, so that the parent ends the link and the reading thread
    /// returns. HotSpot does not wait longer than this for threads that sit in a system call.
    void end() {
        try {
            link.send(new Frame.Bye());
            begun.countDown();
            reader.join(MOST_MILLIS);
        } catch (IOException parentGone) {
            Log.debug("parent is gone", parentGone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
