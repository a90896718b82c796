package io.github.jqodi.base;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One value, handed out again as long as it is asked for at an equal version: whatever it was worked out from. Two threads may
 * work out the same value; the later one stays. Thread-safe.
 *
 * @param <V> the value
 */
public final class Versioned<V> {
    private volatile @Nullable Known<V> last;

    /** Nothing is known yet. */
    public Versioned() {}

    /**
     * The value.
     *
     * @param version what it is worked out from; compared by {@code equals}
     * @param fresh works it out
     * @return the value at this version
     */
    public V get(Object version, Supplier<V> fresh) {
        Known<V> known = last;
        return known != null && known.version.equals(version) ? known.value : keep(version, fresh.get());
    }

    /**
     * The value.
     *
     * @param version what it is worked out from; compared by {@code equals}
     * @param fresh works it out, with the value of another version at hand if there is one
     * @return the value at this version
     */
    public V get(Object version, Function<Optional<V>, V> fresh) {
        Known<V> known = last;
        if (known != null && known.version.equals(version)) {
            return known.value;
        }
        return keep(version, fresh.apply(known == null ? Optional.empty() : Optional.of(known.value)));
    }

    private V keep(Object version, V value) {
        last = new Known<>(version, value);
        return value;
    }

    @Override
    public String toString() {
        Known<V> known = last;
        return known == null ? "nothing yet" : String.valueOf(known.value);
    }

    private record Known<V>(Object version, V value) {}
}
