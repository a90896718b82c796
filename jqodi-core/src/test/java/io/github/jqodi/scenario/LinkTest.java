package io.github.jqodi.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {
    /** A forecast replaces a rate, so that a new rate beside an old forecast would change nothing. */
    @Test
    void whatIsSaidLastHolds() {
        Link forecast = Link.of(1e6, 1e-7)
                .withUplink(2e6, 3e-7)
                .withBitsPerSecondByEpoch(List.of(5e6))
                .withUplinkBitsPerSecondByEpoch(List.of(6e6))
                .withJoulesPerBitByEpoch(List.of(7e-7));
        assertEquals(5e6, forecast.downBitsPerSecond(1));
        assertEquals(1e3, forecast.withBitsPerSecond(1e3).downBitsPerSecond(1));
        assertEquals(6e6, forecast.withBitsPerSecond(1e3).upBitsPerSecond(1));
        assertEquals(1e4, forecast.withUplink(1e4, 0).upBitsPerSecond(1));
        assertEquals(1e-9, forecast.withJoulesPerBit(1e-9).downJoulesPerBit(1));
        assertEquals(2 / 5e6, forecast.withWatts(2).downJoulesPerBit(1));
        assertEquals(
                5e6,
                forecast.withBitsPerSecond(1e3)
                        .withBitsPerSecondByEpoch(List.of(5e6))
                        .downBitsPerSecond(1));
    }

    @Test
    void aPriceOfANodeTakesThePlaceOfPricesByEpoch() {
        Prices prices =
                Prices.NONE.withPerJouleByEpoch("hub", List.of(1.0, 2.0)).withPerJouleByEpoch("d", List.of(3.0));
        assertEquals(4, prices.withPerJoule("hub", 4).perJoule("hub", 2));
        assertEquals(3, prices.withPerJoule("hub", 4).perJoule("d", 2));
    }
}
