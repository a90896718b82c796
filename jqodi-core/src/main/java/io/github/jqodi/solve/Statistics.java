package io.github.jqodi.solve;

import io.github.jqodi.base.Check;

/**
 * Effort of a solve; the one part of a result that may differ between equal runs.
 *
 * @param candidates pairs (a,q) looked at
 * @param pruned of them, closed or left open without a finished search
 * @param cells costs computed, one for each action and differing epoch
 * @param labels partial schedules kept
 * @param wallMillis time taken
 */
public record Statistics(int candidates, int pruned, long cells, long labels, double wallMillis) {
    /**
     * Checks every number.
     *
     * @param candidates at least 0
     * @param pruned from 0 to {@code candidates}
     * @param cells at least 0
     * @param labels at least 0
     * @param wallMillis finite, {@code >= 0}
     */
    public Statistics {
        Check.between("candidates", candidates, 0, Integer.MAX_VALUE);
        Check.between("pruned", pruned, 0, candidates);
        Check.that(cells >= 0, "cells", cells, "must be at least 0");
        Check.that(labels >= 0, "labels", labels, "must be at least 0");
        wallMillis = Check.nonNegative("wallMillis", wallMillis);
    }
}
