package io.github.jqodi.base;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The last value of each key, handed out again as long as it is asked for at an equal version: whatever the value was worked
 * out from. Two threads may work out the same value; the later one stays. Thread-safe.
 *
 * @param <K> what values are of
 * @param <V> the values
 */
public final class VersionedCache<K, V> {
    private static final int MAX_KEYS = 10_000;

    private final Map<K, Known<V>> entries = new ConcurrentHashMap<>();
    /** Null where values are counted. */
    private final @Nullable ToDoubleFunction<V> weigher;

    private final double most;
    private final DoubleAdder weight = new DoubleAdder();

    /** An empty cache of ten thousand values at most. */
    public VersionedCache() {
        this(MAX_KEYS);
    }

    /**
     * An empty cache.
     *
     * @param mostKeys how many values it may hold before it forgets them all
     */
    public VersionedCache(int mostKeys) {
        this(mostKeys, null);
    }

    /**
     * An empty cache of values that weigh differently, whose limit is said by those who ask.
     *
     * @param weigher the weight of a value, {@code >= 0}
     */
    public VersionedCache(ToDoubleFunction<V> weigher) {
        this(Double.POSITIVE_INFINITY, weigher);
    }

    private VersionedCache(double mostWeight, @Nullable ToDoubleFunction<V> weigher) {
        this.most = mostWeight;
        this.weigher = weigher;
    }

    /**
     * The value of a key.
     *
     * @param key what it is of
     * @param version what it is worked out from; compared by {@code equals}
     * @param fresh works it out
     * @return the value at this version
     */
    public V get(K key, Object version, Supplier<V> fresh) {
        return get(key, version, most, fresh);
    }

    /**
     * The value of a key, in a cache that may weigh no more than is said this time.
     *
     * @param key what it is of
     * @param version what it is worked out from; compared by {@code equals}
     * @param mostWeight how much all values may weigh before they are forgotten
     * @param fresh works it out
     * @return the value at this version
     */
    public V get(K key, Object version, double mostWeight, Supplier<V> fresh) {
        return get(key, version, mostWeight, value -> true, fresh);
    }

    /**
     * The value of a key, where one of this version may still be too little for what is asked.
     *
     * @param key what it is of
     * @param version what it is worked out from; compared by {@code equals}
     * @param mostWeight how much all values may weigh before they are forgotten
     * @param suffices whether a value at this version will do
     * @param fresh works it out
     * @return a value at this version that suffices
     */
    public V get(K key, Object version, double mostWeight, Predicate<V> suffices, Supplier<V> fresh) {
        Known<V> known = entries.get(key);
        if (known != null && known.version.equals(version) && suffices.test(known.value)) {
            return known.value;
        }
        V value = fresh.get();
        keep(key, new Known<>(version, value), mostWeight);
        return value;
    }

    private void keep(K key, Known<V> known, double mostWeight) {
        if (weigher == null) {
            if (entries.size() >= mostWeight) {
                entries.clear();
            }
            entries.put(key, known);
        } else {
            keepWeighed(key, known, weigher, mostWeight);
        }
    }

    private void keepWeighed(K key, Known<V> known, ToDoubleFunction<V> weigh, double mostWeight) {
        double more = weigh.applyAsDouble(known.value) - weightOf(entries.get(key), weigh);
        if (weight.sum() + more > mostWeight) {
            entries.clear();
            weight.reset();
        }
        double replaced = weightOf(entries.put(key, known), weigh);
        weight.add(weigh.applyAsDouble(known.value) - replaced);
    }

    private double weightOf(@Nullable Known<V> known, ToDoubleFunction<V> weigh) {
        return known == null ? 0 : weigh.applyAsDouble(known.value);
    }

    private record Known<V>(Object version, V value) {}
}
