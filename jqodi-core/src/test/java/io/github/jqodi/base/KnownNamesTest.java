package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownNamesTest {
    @ParameterizedTest
    @CsvSource({"plan, plan, 0", "pln, plan, 1", "paln, plan, 1", "PLAN, plan, 0", "'', abc, 3", "kitten, sitting, 3"})
    void lettersThatDiffer(String from, String to, int distance) {
        assertEquals(distance, KnownNames.distance(from, to));
        assertEquals(distance, KnownNames.distance(to, from));
    }

    @Test
    void nearNamesAreNamedFirstAndLongListsCut() {
        KnownNames nodes =
                KnownNames.of(IntStream.range(0, 50).mapToObj(i -> "node" + i).toList());
        String advice = nodes.advice("nod7");
        assertTrue(advice.startsWith("Did you mean 'node7'"), advice);
        assertTrue(advice.endsWith("node19 and 30 more."), advice);
        assertEquals("Known are none.", KnownNames.of(List.of()).advice("x"));
        assertEquals("Known are a, b.", KnownNames.of(List.of("a", "b")).advice("x"));
        assertEquals("Known are a.", KnownNames.of(List.of("a")).advice("quite else"));
        assertEquals(
                "Did you mean 'abc' or 'ab'?",
                KnownNames.of(List.of("abc", "ab")).suggestion("ab1"));
        assertEquals(List.of(), KnownNames.of(List.of("x".repeat(999_999))).near("x".repeat(1_000_000)));
    }

    @Test
    void whatIsNoneOfThemIsRefused() {
        KnownNames servers = KnownNames.of(List.of("edge1", "hub"));
        servers.require("server", "hub", "must name a server");
        assertEquals(
                "server ('edge') must name a server. Did you mean 'edge1'? Known are edge1, hub.",
                assertThrows(InvalidValueException.class, () -> servers.require("server", "edge", "must name a server"))
                        .getMessage());
        assertEquals(
                "server ('other') is not in this scenario. Known are edge1, hub.",
                assertThrows(
                                InvalidValueException.class,
                                () -> servers.require("server", "other", "is not in this scenario"))
                        .getMessage());
    }
}
