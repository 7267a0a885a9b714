package telaio.multiprocessing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Shipment;
import telaio.multiprocessing.shipping.Shipment.ShippedClass;

/// What a pool's worker has learned to do. A class comes once, by its hash; later shipments only
/// name it.
final class Skills {
    private final Map<Integer, Skill> skills = new HashMap<>();
    private final Map<String, ShippedClass> classes = new HashMap<>();

    /// The last one unpacked whose code comes from cells. Unpacking sets notebook variables and may
    /// replace classes, so after another one it has to be unpacked again.
    private @Nullable Skill latest;

    void learn(Order.Learn learn) {
        var complete = new ArrayList<ShippedClass>();
        for (var shipped : learn.deed().classes()) {
            var hash = HexFormat.of().formatHex(shipped.hash());
            if (shipped.bytes().length > 0) {
                classes.put(hash, shipped);
            }
            complete.add(Objects.requireNonNull(classes.get(hash), shipped.name()));
        }
        var deed = new Shipment(complete, learn.deed().graph());
        skills.put(learn.function(), new Skill(learn.origin(), deed));
    }

    void forget(int below) {
        skills.keySet().removeIf(function -> function < below);
        latest = null;
    }

    private Skill skill(int function) {
        return Objects.requireNonNull(skills.get(function), () -> "function " + function);
    }

    long origin(int function) {
        return skill(function).origin;
    }

    /// Unpacked when it is first used, so that a failure to do so belongs to a task.
    Deed deed(int function) throws IOException, ClassNotFoundException {
        var skill = skill(function);
        boolean ofCells = !skill.shipment.classes().isEmpty();
        var deed = skill.deed;
        if (deed == null || (ofCells && !skill.equals(latest))) {
            deed = (Deed) skill.shipment.unpack();
            skill.deed = deed;
            latest = ofCells ? skill : latest;
        }
        return deed;
    }

    private static final class Skill {
        private final long origin;
        private final Shipment shipment;
        private @Nullable Deed deed;

        Skill(long origin, Shipment shipment) {
            this.origin = origin;
            this.shipment = shipment;
        }
    }
}
