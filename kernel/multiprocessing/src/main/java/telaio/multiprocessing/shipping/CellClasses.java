package telaio.multiprocessing.shipping;

import java.io.ObjectStreamClass;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The loader of the classes that notebook cells declare, with the bytes of each, so that they can
/// be sent on to other processes. One per JVM at any time: [#instance()].
///
/// Outside a notebook it knows no class of its own and is only a window on the application's
/// loader.
public final class CellClasses extends ClassLoader {
    private static final String PREFIX = "REPL.";

    static {
        registerAsParallelCapable();
    }

    private static volatile CellClasses current = new CellClasses(new ConcurrentHashMap<>());

    private final Map<String, CellClass> known;
    private final Map<String, ObjectStreamClass> descriptors = new ConcurrentHashMap<>();
    private volatile Function<String, byte @Nullable []> source = name -> null;

    private CellClasses(Map<String, CellClass> known) {
        super(CellClasses.class.getClassLoader());
        this.known = known;
    }

    /// The loader to use now. Changes only in a process that receives a newer version of a class it
    /// has already defined (see [Shipment#unpack()]).
    public static CellClasses instance() {
        return current;
    }

    /// Puts an empty loader in the place of the current one: for tests that play several notebooks.
    static CellClasses renew() {
        current = new CellClasses(new ConcurrentHashMap<>());
        return current;
    }

    /// Whether a class of this binary name comes from a cell.
    public static boolean isCellClass(String name) {
        return name.startsWith(PREFIX);
    }

    /// Remembers classes, each defined at its first use. A class already known is replaced: callers
    /// that redefined it in place say so here, and its new bytes are what other processes receive.
    ///
    /// @param classes binary name to bytes; the arrays must not change afterwards
    public void add(Map<String, byte[]> classes) {
        classes.forEach((name, bytes) -> known.put(name, new CellClass(name, bytes)));
    }

    /// The bytes of a cell class.
    ///
    /// @return null if it is unknown here; not to be changed
    public byte @Nullable [] bytes(String name) {
        var cell = known.get(name);
        return cell == null ? null : cell.bytes();
    }

    /// Sets where to ask for cell classes that were not added.
    ///
    /// @param source from binary name to bytes, or null if it does not know either. Called by
    ///   whichever thread needs the class
    public void missing(Function<String, byte @Nullable []> source) {
        this.source = source;
    }

    /// What streams need to know of classes, by binary name: those of this loader and its parents.
    Map<String, ObjectStreamClass> descriptors() {
        return descriptors;
    }

    /// A cell class with what is known about it, if need be from the source of missing classes.
    @Nullable CellClass find(String name) {
        var cell = known.get(name);
        if (cell != null) {
            return cell;
        }
        // Not within computeIfAbsent: the answer may come through code that adds classes.
        var bytes = source.apply(name);
        if (bytes == null) {
            return null;
        }
        var asked = new CellClass(name, bytes);
        var other = known.putIfAbsent(name, asked);
        return other == null ? asked : other;
    }

    /// Takes over the classes of a shipment. When one of them was already defined here from other
    /// bytes, a new loader takes the place of the current one: what it defined stays valid for the
    /// objects that exist, and later objects get the new classes.
    static synchronized void adopt(List<Shipment.ShippedClass> classes) {
        var loader = current;
        if (classes.stream().anyMatch(loader::definedOtherwise)) {
            var next = new CellClasses(new ConcurrentHashMap<>(loader.known));
            next.source = loader.source;
            loader = next;
        }
        for (var shipped : classes) {
            loader.known.put(shipped.name(), new CellClass(shipped));
        }
        current = loader;
    }

    private boolean definedOtherwise(Shipment.ShippedClass shipped) {
        var cell = known.get(shipped.name());
        return cell != null
                && findLoadedClass(shipped.name()) != null
                && !cell.hasHash(shipped.hash());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var cell = isCellClass(name) ? find(name) : null;
        if (cell == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, cell.bytes(), 0, cell.bytes().length);
    }
}
