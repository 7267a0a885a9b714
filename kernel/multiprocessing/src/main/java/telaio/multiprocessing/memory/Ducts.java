package telaio.multiprocessing.memory;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ducts of a [Domain] that this process knows: one object for each while it is used.
public final class Ducts {
    private final Domain domain;
    private final Map<Long, WeakReference<Duct>> known = new HashMap<>();

    Ducts(Domain domain) {
        this.domain = domain;
    }

    /// Makes a duct, both ends of which this process holds.
    ///
    /// @param both whether messages go in both directions, and not from left to right only
    public synchronized Duct create(boolean both) {
        var duct = Duct.create(domain, both);
        known.put(duct.id(), new WeakReference<>(duct));
        return duct;
    }

    /// The duct at this address.
    ///
    /// @return null if nobody held it any more
    /// @throws IllegalArgumentException if the address is one of another domain
    public @Nullable Duct get(Address address) {
        return get(domain.here(address).region());
    }

    synchronized @Nullable Duct get(long id) {
        known.values().removeIf(reference -> reference.refersTo(null));
        var reference = known.get(id);
        var duct = reference == null ? null : reference.get();
        if (duct == null) {
            duct = Duct.open(domain, id);
            if (duct != null) {
                known.put(id, new WeakReference<>(duct));
            }
        }
        return duct;
    }

    /// Waits until one of these is ready, see [Duct#isReady].
    ///
    /// @return false if none was before `patience` was over
    public boolean awaitAny(List<Duct.End> ends, Patience patience) throws InterruptedException {
        return domain.control()
                .arrivals(domain)
                .await(
                        () -> ends.stream().anyMatch(Duct.End::isReady),
                        patience,
                        () -> ends.forEach(Duct.End::lookAfter));
    }
}
