package telaio.multiprocessing.memory;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/// A [ByteRing] as one who watches sees it.
public final class RingWatch {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    private final Domain domain;
    private final Region region;

    RingWatch(Domain domain, Region region) {
        this.domain = domain;
        this.region = region;
    }

    /// The queue it is.
    public Watched watched() {
        return new Watched(Watched.Kind.QUEUE, region.id(), 0);
    }

    /// As [#watched()]; the end of the duct instead, if it is part of one.
    ///
    /// @param put whether for somebody who puts
    Watched watched(boolean put) {
        long duct = (long) LONG.getVolatile(region.memory(), RingLayout.DUCT);
        int end = (int) INT.getVolatile(region.memory(), RingLayout.END);
        return duct == 0
                ? watched()
                : new Watched(Watched.Kind.CONNECTION, duct, put ? end : 1 - end);
    }

    /// From now on it carries the messages that this end of a duct sends.
    void carryFor(long duct, int end) {
        INT.setVolatile(region.memory(), RingLayout.END, end);
        LONG.setVolatile(region.memory(), RingLayout.DUCT, duct);
    }

    /// Who puts or takes at this moment.
    void holding(Consumer<Claim> found) {
        var producers = new Mutex(domain, region, RingLayout.PRODUCERS);
        var consumers = new Mutex(domain, region, RingLayout.CONSUMERS);
        Census.held(producers.holder(), watched(true), Claim.Use.PUT, found);
        Census.held(consumers.holder(), watched(false), Claim.Use.TAKE, found);
    }
}
