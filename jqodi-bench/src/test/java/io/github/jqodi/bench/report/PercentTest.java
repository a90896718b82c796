package io.github.jqodi.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PercentTest {
    @Test
    void anIntervalHoldsItsShare() {
        for (int of = 1; of <= 300; of++) {
            for (int count = 0; count <= of; count++) {
                Percent percent = Percent.of(count, of);
                assertTrue(percent.low() <= percent.value() && percent.value() <= percent.high(), percent::toString);
            }
            assertEquals(0, Percent.of(0, of).low());
            assertEquals(100, Percent.of(of, of).high());
        }
    }
}
