package telaio.multiprocessing.shipping;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An object with all that another process needs to use it: the cell classes it is made of or may
/// call, and the notebook variables that their code reads, by value.
///
/// @param classes to be known by the receiver before [#unpack()]; whoever sends may leave out those
///   that this receiver has already got, with the same hash
/// @param graph the object and the variables in one stream, so that what they share stays shared;
///   or the object alone, see [Direct]
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Shipment(List<ShippedClass> classes, byte[] graph) {

    /// One version of a cell class.
    ///
    /// @param name binary name
    /// @param hash first 16 bytes of the SHA-256 of the bytes
    /// @param bytes class file
    @SuppressWarnings("ArrayRecordComponent")
    public record ShippedClass(String name, byte[] hash, byte[] bytes) {}

    /// The class of a lambda of the plain class path, to be defined as a nest mate of its host.
    ///
    /// @param host binary name
    /// @param bytes class file
    @SuppressWarnings("ArrayRecordComponent")
    public record Lambda(String host, byte[] bytes) {}

    /// The lambdas that left this process last, for [#prepare].
    public static List<Lambda> latestLambdas() {
        return CellClasses.instance().latest();
    }

    /// Packs an object. By value: later changes here are not seen there, nor the other way round.
    ///
    /// @throws NotSerializableException if part of it, or a notebook variable it reads, cannot be
    ///   sent; the text names it: `notebook variable 'conn' (java.net.Socket) cannot be sent to
    ///   another process`
    public static Shipment pack(Object root) throws NotSerializableException {
        return new Packing(root).pack();
    }

    /// Makes the classes known here, sets the notebook variables, and rebuilds the object.
    ///
    /// @return the object that was packed
    /// @throws IOException if an object could not be rebuilt here
    /// @throws ClassNotFoundException if this process lacks a class that was not shipped
    public Object unpack() throws IOException, ClassNotFoundException {
        CellClasses.adopt(classes);
        return graph.length > 0 && graph[0] == Plain.GRAPH
                ? Objects.requireNonNull(Graph.read(graph, 1, Packing::unpack))
                : Direct.decode(graph);
    }

    /// Opens the files of the class path, and makes the classes of lambdas that may come: for a JVM
    /// that waits for its task. What runs here is this library's code only; nothing else is
    /// initialised.
    public static void prepare(List<Lambda> lambdas) {
        ClassLoader.getSystemResource("telaio/none");
        lambdas.forEach(SentLambda::prepare);
    }

    /// Writes this shipment for [#read].
    public void write(DataOutput out) throws IOException {
        out.writeInt(classes.size());
        for (var shipped : classes) {
            out.writeUTF(shipped.name());
            out.write(shipped.hash());
            out.writeInt(shipped.bytes().length);
            out.write(shipped.bytes());
        }
        out.writeInt(graph.length);
        out.write(graph);
    }

    /// Reads what [#write] wrote.
    public static Shipment read(DataInput in) throws IOException {
        int count = in.readInt();
        var classes = new ArrayList<ShippedClass>(count);
        for (int i = 0; i < count; i++) {
            var name = in.readUTF();
            var hash = read(in, CellClass.HASH_LENGTH);
            classes.add(new ShippedClass(name, hash, read(in, in.readInt())));
        }
        return new Shipment(List.copyOf(classes), read(in, in.readInt()));
    }

    private static byte[] read(DataInput in, int length) throws IOException {
        var bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
