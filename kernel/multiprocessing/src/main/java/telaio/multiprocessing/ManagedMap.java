package telaio.multiprocessing;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// A map that a [Manager] keeps. What [ConcurrentMap] does with functions, it does by comparing and
/// replacing, in the caller.
final class ManagedMap<K, V> extends AbstractMap<K, V>
        implements ConcurrentMap<K, V>, Serializable {
    private static final long serialVersionUID = 1L;

    /// Each call of it is one of the manager's process.
    @SuppressWarnings("serial") // a proxy, whose handler is
    private final ConcurrentMap<K, V> kept;

    @SuppressWarnings("unchecked") // nobody has put anything yet
    ManagedMap(Remote remote) {
        kept = remote.as(ConcurrentMap.class, Snapshots.class);
    }

    @Override
    public @Nullable V get(Object key) {
        return kept.get(Objects.requireNonNull(key, "key"));
    }

    @Override
    public boolean containsKey(Object key) {
        return kept.containsKey(Objects.requireNonNull(key, "key"));
    }

    @Override
    public boolean containsValue(Object value) {
        return kept.containsValue(Objects.requireNonNull(value, "value"));
    }

    @Override
    public @Nullable V put(K key, V value) {
        return kept.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        kept.putAll(Map.copyOf(entries));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return kept.putIfAbsent(
                Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    @Override
    public @Nullable V remove(Object key) {
        return kept.remove(Objects.requireNonNull(key, "key"));
    }

    @Override
    public boolean remove(Object key, Object value) {
        return kept.remove(key, value);
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return kept.replace(
                Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    @Override
    public boolean replace(K key, V old, V value) {
        return kept.replace(
                Objects.requireNonNull(key, "key"), old, Objects.requireNonNull(value, "value"));
    }

    @Override
    public void clear() {
        kept.clear();
    }

    @Override
    public int size() {
        return kept.size();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    /// Those there are when they are asked for.
    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public int size() {
            return kept.size();
        }

        @Override
        @SuppressWarnings("unchecked") // it has that interface
        public Iterator<Map.Entry<K, V>> iterator() {
            var entries = ((Snapshots<Map.Entry<K, V>>) kept).snapshot().iterator();
            return new Steps(entries);
        }

        @Override
        public void clear() {
            kept.clear();
        }
    }

    /// Goes through a copy and changes the map.
    private final class Steps implements Iterator<Map.Entry<K, V>> {
        private final Iterator<Map.Entry<K, V>> copy;
        private Map.@Nullable Entry<K, V> last;

        Steps(Iterator<Map.Entry<K, V>> copy) {
            this.copy = copy;
        }

        @Override
        public boolean hasNext() {
            return copy.hasNext();
        }

        @Override
        public Map.Entry<K, V> next() {
            var entry = copy.next();
            last = entry;
            return new SimpleEntry<>(entry) {
                private static final long serialVersionUID = 1L;

                @Override
                public V setValue(V value) {
                    put(getKey(), value);
                    return super.setValue(value);
                }
            };
        }

        @Override
        public void remove() {
            var entry = last;
            if (entry == null) {
                throw new IllegalStateException("remove before next");
            }
            last = null;
            kept.remove(entry.getKey());
        }
    }

    /// Whether it is the same map, or one with the same entries.
    @Override
    public boolean equals(@Nullable Object other) {
        return (other instanceof ManagedMap<?, ?> map && map.kept.equals(kept))
                || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
