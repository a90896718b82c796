package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionedTest {
    @Test
    void anEqualVersionGetsTheSameValue() {
        Versioned<Object> value = new Versioned<>();
        Object first = value.get(List.of(1), Object::new);
        assertSame(first, value.get(List.of(1), Object::new));
        assertNotSame(first, value.get(List.of(2), Object::new));
        assertNotSame(first, value.get(List.of(1), Object::new), "only the last version is kept");
    }

    @Test
    void whatIsWorkedOutAnewSeesTheValueBefore() {
        Versioned<Integer> value = new Versioned<>();
        List<Optional<Integer>> seen = new ArrayList<>();
        for (int version = 1; version <= 3; version++) {
            int now = version;
            assertEquals(10 * version, value.get(version, last -> {
                seen.add(last);
                return 10 * now;
            }));
        }
        assertEquals(List.of(Optional.empty(), Optional.of(10), Optional.of(20)), seen);
    }

    @Test
    void isShownAsItsValue() {
        Versioned<String> value = new Versioned<>();
        assertEquals("nothing yet", value.toString());
        value.get(1, () -> "rates");
        assertEquals("rates", value.toString());
    }
}
