package telaio.multiprocessing;

import java.io.NotSerializableException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import telaio.multiprocessing.shipping.Shipment;

/// A process that keeps objects for others: maps, lists, sets and whatever implements an interface.
/// Others get stand-ins that they use like the object itself, and can send to any process of the
/// family, also into another object of the manager: it stays the one object everywhere.
///
/// Each call is a message to the manager's process and an answer, some ten to a hundred
/// microseconds. Calls of several threads and processes run there at the same time, so an object
/// given to [#share] must be safe for that; maps, lists and sets are. What a call throws there is
/// thrown here, with the trace of both sides. When the manager's process has died, calls throw
/// [WorkerDied]. Objects are kept until the manager is closed.
public final class Manager implements AutoCloseable {
    private final Process process;
    private final ManagerLink link;

    /// Starts the manager's process.
    public Manager() {
        var door = new Queue<Connection<Object>>();
        var name = "Manager-" + Lineage.nextPath();
        process =
                Process.builder()
                        .name(name)
                        .daemon(true)
                        .start(() -> new ManagerServer().serve(door));
        link = ManagerLink.of(door, process);
    }

    /// Makes an empty map in the manager's process. Null is refused. Iterators and streams show a
    /// snapshot; functions given to `compute`, `merge` and the like run in the caller, again if
    /// another process changed the entry meanwhile.
    public <K, V> ConcurrentMap<K, V> map() {
        return new ManagedMap<>(link.make(ManagerCall.Container.MAP));
    }

    /// Makes an empty list in the manager's process. Iterators show the list as it is at each step;
    /// streams, a snapshot.
    public <E> List<E> list() {
        return new ManagedList<>(link.make(ManagerCall.Container.LIST));
    }

    /// Makes an empty set in the manager's process. Null is refused. Iterators and streams show a
    /// snapshot.
    public <E> Set<E> set() {
        return new ManagedSet<>(link.make(ManagerCall.Container.SET));
    }

    /// Moves an object into the manager's process: what the manager keeps is a copy.
    ///
    /// @param type the interface whose methods, and no others, can be called
    /// @return the object's stand-in
    /// @throws IllegalArgumentException if `type` is not an interface
    /// @throws TaskNotSerializable if the object cannot be sent
    public <T> T share(Class<T> type, T object) {
        if (!Given.notNull(type, "type").isInterface()) {
            throw new IllegalArgumentException(DataTexts.noInterface(type.getName()));
        }
        try {
            return link.make(type, Shipment.pack(type.cast(Given.notNull(object, "object"))))
                    .as(type);
        } catch (NotSerializableException e) {
            throw new TaskNotSerializable(String.valueOf(e.getMessage()), e);
        }
    }

    /// The process that keeps the objects.
    public Process process() {
        return process;
    }

    /// Ends the manager's process: its objects are gone, calls throw [IllegalStateException].
    /// Closing again does nothing.
    @Override
    public void close() {
        link.close();
        process.onExit().join();
    }
}
