package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"plan, plan, 0", "pln, plan, 1", "paln, plan, 1", "PLAN, plan, 0", "'', abc, 3", "kitten, sitting, 3"})
    void lettersThatDiffer(String from, String to, int distance) {
        assertEquals(distance, Nearest.distance(from, to));
        assertEquals(distance, Nearest.distance(to, from));
    }

    @Test
    void nearNamesAreNamedFirstAndLongListsCut() {
        List<String> known = IntStream.range(0, 50).mapToObj(i -> "node" + i).toList();
        String advice = Nearest.advice("nod7", known);
        assertTrue(advice.startsWith("did you mean node7"), advice);
        assertTrue(advice.endsWith("node19 and 30 more"), advice);
        assertEquals("Known are none", Nearest.advice("x", List.of()));
        assertEquals("Known are a", Nearest.advice("quite else", List.of("a")));
        assertEquals(List.of(), Nearest.names("x".repeat(1_000_000), List.of("x".repeat(999_999))));
    }
}
