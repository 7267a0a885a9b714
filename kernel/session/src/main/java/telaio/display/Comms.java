package telaio.display;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import telaio.display.Comm.Message;

/// Who listens to which comm in this process. Any thread may call it.
final class Comms {
    private static final System.Logger LOG = System.getLogger(Comms.class.getName());

    /// Global to the process, as the client is: by target.
    private static final Map<String, Consumer<? super Comm>> TARGETS = new ConcurrentHashMap<>();

    private static final Map<String, Ears> OPEN = new ConcurrentHashMap<>();

    private Comms() {}

    /// Who listens to one comm.
    static final class Ears {
        volatile Consumer<? super Message> onMessage = _ -> {};
        volatile Consumer<? super Message> onClose = _ -> {};
    }

    static void register(String target, Consumer<? super Comm> opened) {
        TARGETS.put(target, opened);
    }

    static void unregister(String target) {
        TARGETS.remove(target);
    }

    static void add(Comm comm) {
        OPEN.put(comm.id(), new Ears());
    }

    static void remove(Comm comm) {
        OPEN.remove(comm.id());
    }

    /// Null if the comm is not open, or not in this process.
    static @Nullable Ears ears(Comm comm) {
        return OPEN.get(comm.id());
    }

    /// The protocol wants a comm closed whose target nobody knows, or whose opening failed.
    static void opened(String id, String target, Message message) {
        var comm = new Comm(id, target);
        var opened = TARGETS.get(target);
        if (opened == null) {
            comm.close();
            return;
        }
        add(comm);
        boolean well = false;
        try {
            comm.open(message);
            opened.accept(comm);
            well = true;
        } finally {
            if (!well) {
                comm.close();
            }
        }
    }

    static void said(String id, Message message) {
        var ears = OPEN.get(id);
        if (ears == null) {
            LOG.log(System.Logger.Level.DEBUG, "no comm {0}", id);
        } else {
            ears.onMessage.accept(message);
        }
    }

    static void closed(String id, Message message) {
        var ears = OPEN.remove(id);
        if (ears != null) {
            ears.onClose.accept(message);
        }
    }
}
