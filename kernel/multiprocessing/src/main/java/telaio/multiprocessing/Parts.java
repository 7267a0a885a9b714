package telaio.multiprocessing;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// The results of many chunks as one list that cannot be changed, without copying them.
final class Parts extends AbstractList<@Nullable Object> implements RandomAccess, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient List<List<@Nullable Object>> parts;
    private final transient int partSize;
    private final transient int size;

    /// @param partSize size of each part but the last
    Parts(List<List<@Nullable Object>> parts, int partSize, int size) {
        this.parts = parts;
        this.partSize = partSize;
        this.size = size;
    }

    @Override
    public @Nullable Object get(int index) {
        Objects.checkIndex(index, size);
        return parts.get(index / partSize).get(index % partSize);
    }

    @Override
    public int size() {
        return size;
    }

    private Object writeReplace() {
        return new ArrayList<>(this);
    }
}
