package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

/// Reads what [GraphOutput] wrote.
final class GraphInput extends ObjectInputStream {
    private final CellClasses cells = CellClasses.instance();
    private final UnaryOperator<String> naming;
    private String latestClass = "?";

    GraphInput(InputStream source) throws IOException {
        this(source, name -> name);
    }

    /// @param naming from the binary name of a class in the stream to the one to use
    GraphInput(InputStream source, UnaryOperator<String> naming) throws IOException {
        super(source);
        this.naming = naming;
    }

    @Override
    protected void readStreamHeader() {
        // None was written.
    }

    /// The class named last in the stream, for error texts: most likely the one that failed.
    String latestClass() {
        return latestClass;
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
        var name = naming.apply(readUTF());
        latestClass = TypeNames.of(name);
        var known = cells.descriptors().get(name);
        return known == null ? describe(name) : known;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass descriptor) {
        return descriptor.forClass();
    }

    @Override
    @SuppressWarnings("deprecation") // Only the class is wanted: the stream makes the instance.
    protected Class<?> resolveProxyClass(String[] names) throws ClassNotFoundException {
        var interfaces = new Class<?>[names.length];
        ClassLoader loader = null;
        for (int i = 0; i < names.length; i++) {
            interfaces[i] = find(naming.apply(names[i]));
            if (loader == null || CellClasses.isCellClass(names[i])) {
                loader = interfaces[i].getClassLoader();
            }
        }
        return Proxy.getProxyClass(
                loader == null ? ClassLoader.getSystemClassLoader() : loader, interfaces);
    }

    private ObjectStreamClass describe(String name) throws ClassNotFoundException {
        var type = find(name);
        var descriptor = ObjectStreamClass.lookupAny(type);
        var loader = type.getClassLoader();
        // What another loader defined may be unloaded, or another class tomorrow.
        if (loader == null || loader.equals(cells) || loader.equals(cells.getParent())) {
            cells.descriptors().put(name, descriptor);
        }
        return descriptor;
    }

    /// The class of this binary name, not initialised.
    Class<?> find(String name) throws ClassNotFoundException {
        return cells.named(name);
    }
}
