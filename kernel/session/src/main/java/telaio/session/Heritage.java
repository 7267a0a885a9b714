package telaio.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import telaio.multiprocessing.shipping.Renewal;

/// Hands variables over when something they are made of was replaced.
final class Heritage {
    private Heritage() {}

    /// Does what is asked.
    static SessionEvent.Passed pass(SessionRequest.Inherit inherit) {
        var values = new ArrayList<@Nullable Object>();
        inherit.moves().forEach(move -> values.add(value(move)));
        var renewed = new Renewal(inherit.hosts()).of(values);
        var lost = new ArrayList<String>();
        var outdated = new ArrayList<String>();
        for (int i = 0; i < renewed.size(); i++) {
            var move = inherit.moves().get(i);
            if (!set(move, renewed.get(i).value())) {
                lost.add(move.name());
            } else if (renewed.get(i).lost()) {
                outdated.add(move.name());
            }
        }
        return new SessionEvent.Passed(List.copyOf(lost), List.copyOf(outdated));
    }

    /// Null also for a class that cannot be initialised, and so holds nothing.
    private static @Nullable Object value(SessionRequest.Move move) {
        try {
            return Session.field(move.from(), move.name()).get(null);
        } catch (ReflectiveOperationException | LinkageError gone) {
            return null;
        }
    }

    /// @return false if the value does not fit
    private static boolean set(SessionRequest.Move move, @Nullable Object value) {
        try {
            var field = Session.field(move.to(), move.name());
            if (value != null || !field.getType().isPrimitive()) {
                field.set(null, value);
            }
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError unfit) {
            return false;
        }
    }
}
