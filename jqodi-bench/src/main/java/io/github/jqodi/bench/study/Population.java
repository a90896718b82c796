package io.github.jqodi.bench.study;

import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.List;

/**
 * One of the problems figures are taken over; consecutive seeds go through all rules, tightnesses and both kinds of costs.
 *
 * @param size size class
 * @param rule how the objective is weighed
 * @param forecasts whether rates change from epoch to epoch
 * @param tightness where the deadline lies
 * @param seed of all random numbers
 */
record Population(SizeClass size, Rule rule, boolean forecasts, Tightness tightness, long seed) {
    private static final List<Rule> RULES = List.of(Rule.NOMINAL, Rule.EXPECTED, Rule.ROBUST);
    private static final List<Tightness> TIGHTNESSES = List.of(Tightness.values());

    /** The problem of a seed. */
    static Population of(SizeClass size, long seed) {
        int n = (int) Math.floorMod(seed, 24L);
        return new Population(size, RULES.get(n % 3), n / 3 % 2 == 1, TIGHTNESSES.get(n / 6), seed);
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
        return size.label(forecasts) + "-" + rule.label() + "-" + tightness.label() + "-" + seed;
    }
}
