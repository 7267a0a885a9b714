package telaio.multiprocessing.shipping;

import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of the lambda classes of one nest. A class redefined in place may not change its nest
/// members, so names for lambdas to come are declared beforehand; members that do not exist are
/// legal.
final class LambdaPool {
    private static final int SPARE = 16;

    private final ClassDesc host;
    private int next;
    private @Nullable List<ClassDesc> reserved;

    LambdaPool(ClassDesc host) {
        this.host = host;
    }

    ClassDesc host() {
        return host;
    }

    /// A name that nobody has got yet.
    ///
    /// @throws IllegalStateException if all that were reserved are taken
    ClassDesc take() {
        if (reserved != null && next >= reserved.size()) {
            throw new IllegalStateException(
                    "no lambda name left in "
                            + host.displayName()
                            + " after "
                            + next
                            + ": replace the class under another name");
        }
        return name(next++);
    }

    /// All names, for the host's list of nest members. The first call decides how many there are.
    List<ClassDesc> names() {
        var names = reserved;
        if (names == null) {
            names = new ArrayList<>();
            for (int number = 0; number < next + SPARE; number++) {
                names.add(name(number));
            }
            reserved = names;
        }
        return names;
    }

    private ClassDesc name(int number) {
        return host.packageName().isEmpty()
                ? ClassDesc.of(LambdaNames.of(host.displayName(), number))
                : ClassDesc.of(host.packageName(), LambdaNames.of(host.displayName(), number));
    }
}
