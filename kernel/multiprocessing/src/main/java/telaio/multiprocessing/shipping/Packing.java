package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.NotSerializableException;
import java.util.List;

/// The making of one [Shipment].
final class Packing {
    private final Object root;

    Packing(Object root) {
        this.root = root;
    }

    Shipment pack() throws NotSerializableException {
        try {
            return new Shipment(
                    List.of(), Graph.write(Plain.GRAPH, type -> {}, out -> out.writeObject(root)));
        } catch (IOException | RuntimeException failure) {
            throw Refusal.ofValue(root, failure);
        }
    }

    static Object unpack(GraphInput in) throws IOException, ClassNotFoundException {
        return in.readObject();
    }
}
