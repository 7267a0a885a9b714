package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Writes object graphs for [GraphInput]: `java.io` serialisation without stream header, with class
/// descriptors that are only a name (both sides have the same class), and with [StandIn]s.
final class GraphOutput extends ObjectOutputStream {
    private final Consumer<Class<?>> met;

    /// @param met told of each class that the stream mentions, once
    GraphOutput(OutputStream sink, Consumer<Class<?>> met) throws IOException {
        super(sink);
        this.met = met;
        enableReplaceObject(true);
    }

    @Override
    protected void writeStreamHeader() {
        // Both ends are this library: nothing to agree on.
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass descriptor) throws IOException {
        writeUTF(descriptor.getName());
    }

    @Override
    protected void annotateClass(Class<?> type) {
        met.accept(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) {
        for (var implemented : type.getInterfaces()) {
            met.accept(implemented);
        }
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
        var type = object.getClass();
        return switch (Sendable.treatment(type)) {
            case USUAL -> object;
            case STAND_IN -> StandIn.of(object);
            case REFUSED -> throw new NotSerializableException(type.getName());
        };
    }
}
