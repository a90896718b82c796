package io.github.jqodi.bench.study;

import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;

/**
 * One of the problems figures are taken over; consecutive seeds go through all rules, tightnesses and both kinds of costs.
 *
 * @param size size class
 * @param rule what is minimised
 * @param forecasts whether rates change from epoch to epoch
 * @param tightness where the deadline lies
 * @param seed of all random numbers
 */
record Population(SizeClass size, Rule rule, boolean forecasts, Tightness tightness, long seed) {
    private static final Rule[] RULES = {Rule.EXPECTED, Rule.SURVIVAL, Rule.ROBUST};

    /** The problem of a seed. */
    static Population of(SizeClass size, long seed) {
        int n = (int) Math.floorMod(seed, 24L);
        return new Population(size, RULES[n % 3], n / 3 % 2 == 1, Tightness.values()[n / 6], seed);
    }

    Problem problem() {
        return InstanceGenerator.of(size)
                .withSeed(seed)
                .withForecasts(forecasts)
                .withTightness(tightness)
                .generate();
    }

    @Override
    public String toString() {
        return size.label() + (forecasts ? "-var-" : "-sta-") + rule.label() + "-" + tightness.label() + "-" + seed;
    }
}
