package io.github.jqodi.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopwatchTest {
    /** A piece of microseconds runs for long before it counts, whatever the number of rounds. */
    @Test
    void shortPiecesAreWarmedUpByTime() {
        AtomicInteger runs = new AtomicInteger();
        double before = Stopwatch.processorSeconds();
        Stopwatch.medianNanos(1, 1, List.of(runs::incrementAndGet));
        double taken = Stopwatch.processorSeconds() - before;
        assertTrue(taken >= 0.3, taken + " s, " + runs + " runs");
    }

    @Test
    void whatIsNotWarmedUpRunsNoMoreThanAsked() {
        AtomicInteger runs = new AtomicInteger();
        Stopwatch.medianNanos(0, 1, List.of(() -> {
            runs.incrementAndGet();
            sleep();
        }));
        assertEquals(1, runs.get());
    }

    private static void sleep() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
