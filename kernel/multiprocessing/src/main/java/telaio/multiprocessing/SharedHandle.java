package telaio.multiprocessing;

import java.io.Serializable;
import telaio.multiprocessing.memory.Address;

/// Where a shared object is: what is sent in its place. Not a record: deserialising one costs a
/// cold JVM some 10 ms for each class.
class SharedHandle implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String domain;
    private final long region;
    private final long offset;

    SharedHandle(Address address) {
        this.domain = address.domain();
        this.region = address.region();
        this.offset = address.offset();
    }

    final Address address() {
        return new Address(domain, region, offset);
    }
}
