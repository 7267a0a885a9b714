package telaio.multiprocessing.shipping;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// An array of `int`, `long` or `double` as a list that cannot be changed: each is boxed when
/// somebody asks for it, so a million results cost their bare bits.
final class Numbers extends AbstractList<@Nullable Object> implements RandomAccess, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Object array;
    private final transient int size;

    Numbers(Object array, int size) {
        this.array = array;
        this.size = size;
    }

    @Override
    public Object get(int index) {
        if (array instanceof int[] ints) {
            return ints[index];
        }
        return array instanceof long[] longs ? longs[index] : (Object) ((double[]) array)[index];
    }

    @Override
    public int size() {
        return size;
    }

    private Object writeReplace() {
        return new ArrayList<>(this);
    }
}
