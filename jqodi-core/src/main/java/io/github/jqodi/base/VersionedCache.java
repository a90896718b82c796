package io.github.jqodi.base;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The last value of each key, handed out again as long as it is asked for at an equal version: whatever the value was worked
 * out from. Two threads may work out the same value; the later one stays. Thread-safe.
 *
 * @param <K> what values are of
 * @param <V> the values
 */
public final class VersionedCache<K, V> {
    private static final int MOST_KEYS = 10_000;

    private final Map<K, Known<V>> entries = new ConcurrentHashMap<>();

    /** An empty cache. */
    public VersionedCache() {}

    /**
     * The value of a key.
     *
     * @param key what it is of
     * @param version what it is worked out from; compared by {@code equals}
     * @param fresh works it out
     * @return the value at this version
     */
    public V get(K key, Object version, Supplier<V> fresh) {
        return get(key, version, last -> fresh.get());
    }

    /**
     * The value of a key.
     *
     * @param key what it is of
     * @param version what it is worked out from; compared by {@code equals}
     * @param fresh works it out, with the value of another version at hand if there is one
     * @return the value at this version
     */
    public V get(K key, Object version, Function<Optional<V>, V> fresh) {
        Known<V> known = entries.get(key);
        if (known != null && known.version.equals(version)) {
            return known.value;
        }
        V value = fresh.apply(Optional.ofNullable(known).map(Known::value));
        if (entries.size() >= MOST_KEYS) {
            entries.clear();
        }
        entries.put(key, new Known<>(version, value));
        return value;
    }

    private record Known<V>(Object version, V value) {}
}
