package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.ObjectStreamClass;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The loader of the classes that notebook cells declare, with the bytes of each, so that they can
/// be sent on to other processes. One per JVM at any time: [#instance()].
///
/// Outside a notebook it knows no class of its own and is only a window on the application's
/// loader. Jars that join the class path later are read by a loader between the two.
public final class CellClasses extends ClassLoader {
    private static final String PREFIX = "REPL.";

    /// How many lambdas are remembered.
    private static final int MOST = 64;

    static {
        registerAsParallelCapable();
    }

    private static volatile CellClasses current = new CellClasses(new ConcurrentHashMap<>());

    private final Map<String, CellClass> known;
    private final Map<String, ObjectStreamClass> descriptors = new ConcurrentHashMap<>();
    private final Deque<Shipment.Lambda> latest = new ConcurrentLinkedDeque<>();
    private volatile Function<String, byte @Nullable []> source = name -> null;
    private volatile @Nullable LaterClassPath later;

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

    /// Puts jars and folders at the end of the class path of cell code in this JVM.
    public synchronized void extend(List<Path> entries) {
        var known = later;
        if (known == null) {
            known = new LaterClassPath(getParent());
            later = known;
        }
        entries.forEach(known::add);
    }

    /// The class that this loader has made of a cell's bytes; null if it was not used so far.
    public @Nullable Class<?> defined(String name) {
        return findLoadedClass(name);
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

    /// Remembers the class of a lambda that leaves this process for the first time.
    ///
    /// @return the bytes
    byte[] sent(Class<?> host, byte[] bytes) {
        latest.addLast(new Shipment.Lambda(host.getName(), bytes));
        if (latest.size() > MOST) {
            latest.pollFirst();
        }
        return bytes;
    }

    /// The lambdas that were sent last: a JVM that waits for its task makes them beforehand.
    List<Shipment.Lambda> latest() {
        return List.copyOf(latest);
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

    /// The class that streams mean by a name, not initialised: a cell class comes from this loader,
    /// any other from the context's or the application's.
    Class<?> named(String name) throws ClassNotFoundException {
        var primitive = Class.forPrimitiveName(name);
        if (primitive != null) {
            return primitive;
        }
        var context = Thread.currentThread().getContextClassLoader();
        if (context == null || isOfCell(name)) {
            return Class.forName(name, false, this);
        }
        try {
            return Class.forName(name, false, context);
        } catch (ClassNotFoundException unknownToContext) {
            return Class.forName(name, false, this);
        }
    }

    /// Also for arrays, whose names are like `[LREPL.$JShell$3$Point;`.
    private static boolean isOfCell(String name) {
        return isCellClass(name.startsWith("[") ? name.substring(name.lastIndexOf('[') + 2) : name);
    }

    /// Takes over the classes of a shipment. When one of them was already defined here from other
    /// bytes, a new loader takes the place of the current one: what it defined stays valid for the
    /// objects that exist, and later objects get the new classes.
    static synchronized void adopt(List<Shipment.ShippedClass> classes) {
        var loader = current;
        if (classes.stream().anyMatch(loader::definedOtherwise)) {
            var next = new CellClasses(new ConcurrentHashMap<>(loader.known));
            next.source = loader.source;
            next.later = loader.later;
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
        if (cell != null) {
            return defineClass(name, cell.bytes(), 0, cell.bytes().length);
        }
        var added = later;
        if (added == null) {
            throw new ClassNotFoundException(name);
        }
        return added.loadClass(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        var added = later;
        return added == null ? null : added.findResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        var added = later;
        return added == null ? Collections.emptyEnumeration() : added.findResources(name);
    }
}
