package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.replay.Outcome;

/**
 * Regret of a draw in joules beyond the energy of one who knows K of every pair, by what it comes of. A run that misses costs what
 * it took and the price of a miss. What was spent on looking before the run stands apart.
 *
 * @param outcome what came of the run
 * @param knownJoules energy of one who knows K of every pair
 * @param looking at pairs that were not taken, to believe something of them; not in the total
 * @param pair taken, where another would have taken less had K been known; the price of a miss too where the pair cannot be in time
 * @param width of the belief: with the same pair, beyond one who knows its K
 * @param loop left open: beyond planning again before every epoch
 */
record DrawRegret(Outcome outcome, double knownJoules, double looking, double pair, double width, double loop) {
    /** Regret of the run. */
    double total() {
        return pair + width + loop;
    }
}
