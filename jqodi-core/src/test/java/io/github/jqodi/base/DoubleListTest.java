package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubleListTest {
    @Test
    void isAListLikeAnyOther() {
        List<Double> plain = List.of(3.0, -0.0, 7.5);
        DoubleList list = DoubleList.copyOf(plain);
        assertEquals(plain, list);
        assertEquals(list, plain);
        assertEquals(plain.hashCode(), list.hashCode());
        assertEquals(plain.toString(), list.toString());
        assertEquals(list, DoubleList.copyOf(new ArrayList<>(plain)));
        assertNotEquals(list, DoubleList.copyOf(List.of(3.0, 0.0, 7.5)));
        assertNotEquals(list, List.of(3.0, -0.0));
        assertThrows(UnsupportedOperationException.class, () -> list.set(0, 1.0));
    }

    @Test
    void knowsItsExtremes() {
        DoubleList list = DoubleList.copyOf(List.of(3.0, -2.0, 7.5));
        assertEquals(-2, list.least());
        assertEquals(7.5, list.most());
        assertTrue(Double.isNaN(DoubleList.copyOf(List.of(1.0, Double.NaN)).most()));
        assertTrue(DoubleList.copyOf(List.of()).least()
                > DoubleList.copyOf(List.of()).most());
    }

    @Test
    void isNotCopiedTwice() {
        DoubleList list = DoubleList.copyOf(List.of(1.0));
        assertSame(list, DoubleList.copyOf(list));
    }

    @Test
    void badNumbersAreNamedByTheirPlace() {
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            var e = assertThrows(
                    IllegalArgumentException.class, () -> Check.nonNegatives("rates", List.of(1.0, bad, 2.0)));
            assertTrue(String.valueOf(e.getMessage()).startsWith("rates/1 (" + bad + ")"), e::getMessage);
        }
    }
}
