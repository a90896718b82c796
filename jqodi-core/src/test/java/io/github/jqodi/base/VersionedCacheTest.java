package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionedCacheTest {
    @Test
    void aValueIsHandedOutAsLongAsItsVersionIsEqual() {
        VersionedCache<String, Object> cache = new VersionedCache<>();
        Object first = cache.get("key", List.of(1), Object::new);
        assertSame(first, cache.get("key", List.of(1), Object::new));
        assertNotSame(first, cache.get("key", List.of(2), Object::new));
        assertNotSame(first, cache.get("other", List.of(1), Object::new));
    }

    @Test
    void allIsForgottenWhereOneMoreWouldBeTooMany() {
        VersionedCache<Integer, Object> cache = new VersionedCache<>(2);
        Object first = cache.get(1, 0, Object::new);
        Object second = cache.get(2, 0, Object::new);
        assertSame(first, cache.get(1, 0, Object::new));
        Object third = cache.get(3, 0, Object::new);
        assertSame(third, cache.get(3, 0, Object::new));
        assertNotSame(first, cache.get(1, 0, Object::new));
        assertSame(third, cache.get(3, 0, Object::new));
        assertNotSame(second, cache.get(2, 0, Object::new));
    }

    @Test
    void aReplacedValueWeighsNoMore() {
        VersionedCache<Integer, double[]> cache = new VersionedCache<>(value -> value.length);
        double[] kept = cache.get(1, 0, 10.0, () -> new double[4]);
        for (int version = 0; version < 20; version++) {
            cache.get(2, version, 10.0, () -> new double[6]);
        }
        assertSame(kept, cache.get(1, 0, 10.0, () -> new double[4]));
        cache.get(2, 20, 10.0, () -> new double[7]);
        assertNotSame(kept, cache.get(1, 0, 10.0, () -> new double[4]));
    }
}
