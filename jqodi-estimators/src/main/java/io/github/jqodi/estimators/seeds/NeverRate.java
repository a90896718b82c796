package io.github.jqodi.estimators.seeds;

import java.util.List;

/**
 * Beta-binomial rate at which seeds do not arrive; the pseudo-counts of the prior are those that foretell each past seed best from
 * the others of its group.
 *
 * @param missed pseudo-count of runs that never arrive
 * @param arrived pseudo-count of runs that do
 */
record NeverRate(double missed, double arrived) {
    private static final NeverRate DEFAULT = new NeverRate(0.05, 0.05);
    private static final double[] MISSED = {0.01, 0.02, 0.05, 0.1, 0.25};
    private static final double[] ARRIVED = {0.02, 0.05, 0.1, 0.25, 0.5, 1};
    private static final int FEWEST_GROUPS = 10;

    static NeverRate fit(List<SeedGroup> groups) {
        if (groups.size() < FEWEST_GROUPS) {
            return DEFAULT;
        }
        NeverRate best = DEFAULT;
        double most = Double.NEGATIVE_INFINITY;
        for (double missed : MISSED) {
            for (double arrived : ARRIVED) {
                NeverRate rate = new NeverRate(missed, arrived);
                double likelihood =
                        groups.stream().mapToDouble(rate::logLikelihood).sum();
                if (likelihood > most) {
                    most = likelihood;
                    best = rate;
                }
            }
        }
        return best;
    }

    /** P(never) of a new seed. */
    double of(int missedRuns, int arrivedRuns) {
        return (missedRuns + missed) / (missedRuns + arrivedRuns + missed + arrived);
    }

    /** Each seed given the others. */
    private double logLikelihood(SeedGroup group) {
        int reached = group.reached().length;
        int never = group.neverCount();
        double sum = reached == 0 ? 0 : reached * Math.log(1 - of(never, reached - 1));
        return never == 0 ? sum : sum + never * Math.log(of(never - 1, reached));
    }
}
