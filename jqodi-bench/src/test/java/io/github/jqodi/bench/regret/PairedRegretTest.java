package io.github.jqodi.bench.regret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.replay.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairedRegretTest {
    private static final double TINY = 1e-12;

    /** Who knows K takes 100 and 200 J; one belief takes 20 J more than the other in both, and the second misses once. */
    @Test
    void differencesAreThoseOfTheSameDraws() {
        RegretTally tally = new RegretTally("curves", "city", "narrow", Way.ONCE);
        tally.add(draw(150, true, 100, 50));
        tally.add(draw(260, false, 200, 560));
        RegretTally other = new RegretTally("curves", "city", "default", Way.ONCE);
        other.add(draw(130, true, 100, 30));
        other.add(draw(240, true, 200, 40));
        PairedRegret pair = new PairedRegret(tally, other);
        assertEquals(100 * 540.0 / 300, pair.regret().value(), TINY);
        assertEquals(100 * 40.0 / 300, pair.energy().value(), TINY);
        assertEquals(50, pair.missed().value(), TINY);
        double residual = 100 * (20 - 100 * 40.0 / 300);
        assertEquals(
                1.959963984540054 * 2 * Math.abs(residual) / 300, pair.energy().halfWidth(), 1e-9);
        assertTrue(pair.line().startsWith("| curves | city | narrow | default | once | 2 | +180.0 ± "), pair::line);
        assertEquals(6, pair.figures().size());
    }

    /** Both have a wide interval; what they differ by has none. */
    @Test
    void theLuckOfADrawHitsBoth() {
        RegretTally tally = new RegretTally("curves", "city", "wide", Way.PRICED);
        RegretTally other = new RegretTally("curves", "city", "default", Way.PRICED);
        for (int i = 0; i < 20; i++) {
            tally.add(draw(100 + 10 * i, true, 50, 50 + 10 * i));
            other.add(draw(95 + 10 * i, true, 50, 45 + 10 * i));
        }
        assertTrue(tally.percent(DrawRegret::total).halfWidth() > 10);
        assertEquals(10, new PairedRegret(tally, other).regret().value(), TINY);
        assertEquals(0, new PairedRegret(tally, other).regret().halfWidth(), TINY);
    }

    private static DrawRegret draw(double joules, boolean inTime, double known, double total) {
        Outcome outcome = new Outcome(Optional.empty(), inTime, 1, joules, inTime, 1, 0, 1, 1);
        return new DrawRegret(outcome, known, 0, total, 0, 0);
    }
}
