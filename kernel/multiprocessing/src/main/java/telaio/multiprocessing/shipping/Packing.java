package telaio.multiprocessing.shipping;

import java.io.IOException;
import java.io.NotSerializableException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The making of one [Shipment]: writes the object and then, in the same stream, the static fields
/// that are found to be read, until no new one is found.
///
/// The stream is: variables, the object, variables. A variable is `true`, its class, its name, its
/// value; `false` ends them. The first list is used only when classes read variables while they are
/// being initialised, which may happen as soon as an object of them is read.
final class Packing {
    private final Object root;
    private final Reachability reachability = new Reachability(CellClasses.instance());

    /// What to write first, when the order matters.
    private final Set<CellCode.Member> order = new LinkedHashSet<>();

    /// What is being written; null for the object itself.
    private @Nullable StaticField current;

    Packing(Object root) {
        this.root = root;
    }

    Shipment pack() throws NotSerializableException {
        var direct = Direct.encode(root);
        if (direct != null) {
            return new Shipment(List.of(), direct);
        }
        try {
            var graph = Graph.write(Plain.GRAPH, reachability::met, this::writeObjectFirst);
            var early = reachability.readsOfInitialisers();
            if (!early.isEmpty()) {
                order.addAll(early);
                order.addAll(reachability.reads());
                graph = Graph.write(Plain.GRAPH, type -> {}, this::writeVariablesFirst);
            }
            return new Shipment(shippedClasses(), graph);
        } catch (IOException | RuntimeException failure) {
            throw refusal(failure);
        }
    }

    private List<Shipment.ShippedClass> shippedClasses() {
        return reachability.classes().stream().map(CellClass::shipped).toList();
    }

    private NotSerializableException refusal(Exception failure) {
        var field = current;
        if (field == null) {
            return Refusal.ofValue(root, failure);
        }
        return field.isVariable()
                ? Refusal.ofVariable(field.name(), field.value(), failure)
                : Refusal.ofStaticField(field.name(), field.value(), failure);
    }

    private void writeObjectFirst(GraphOutput out) throws IOException {
        current = null;
        out.writeBoolean(false);
        out.writeObject(root);
        writeVariables(out);
    }

    private void writeVariablesFirst(GraphOutput out) throws IOException {
        writeVariables(out);
        current = null;
        out.writeObject(root);
        out.writeBoolean(false);
    }

    private void writeVariables(GraphOutput out) throws IOException {
        Set<StaticField> written = new HashSet<>();
        for (var open = unwritten(written); !open.isEmpty(); open = unwritten(written)) {
            for (var field : open) {
                current = field;
                written.add(field);
                if (field.travels()) {
                    out.writeBoolean(true);
                    field.write(out);
                }
            }
        }
        out.writeBoolean(false);
    }

    private List<StaticField> unwritten(Set<StaticField> written) {
        return (order.isEmpty() ? reachability.reads() : order)
                .stream()
                        .map(StaticField::of)
                        .filter(field -> field != null && !written.contains(field))
                        .distinct()
                        .toList();
    }

    static Object unpack(GraphInput in) throws IOException, ClassNotFoundException {
        readVariables(in);
        var root = in.readObject();
        readVariables(in);
        return root;
    }

    private static void readVariables(GraphInput in) throws IOException, ClassNotFoundException {
        while (in.readBoolean()) {
            StaticField.read(in);
        }
    }
}
