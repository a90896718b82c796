package io.github.jqodi.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final Map<String, Double> VALUES = Map.of("a", 3.0, "b", 1.0, "c", 1.0005, "d", 2.0);

    @Test
    void namesStandInOrderOfTheirValues() {
        assertEquals("b < d < a", rising("a", "b", "d"));
        assertEquals(
                "a > d > b",
                Order.falling(List.of("b", "d", "a"), VALUES::get, name -> name).words());
    }

    @Test
    void lessThanAThousandthIsATie() {
        assertEquals("b = c < a", rising("c", "a", "b"));
    }

    private static String rising(String... names) {
        return Order.rising(List.of(names), VALUES::get, name -> name).words();
    }
}
