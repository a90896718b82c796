package io.github.jqodi.estimators.parametric;

/**
 * How a run keeps what its own beginnings promised: the factor by which later declines differ from those the families
 * foresaw, learnt by leaving the run's latest losses out. The prior says that families foresee too much on average; a run
 * whose earlier halves foretold the later ones well narrows it, a noisy one leaves it alone.
 *
 * @param mean expected factor
 * @param deviation standard deviation of the factor
 */
record DeclineFactor(double mean, double deviation) {
    private static final int LEAST_OBSERVATIONS = 4;
    /** Residuals within a run understate how far its level is off. */
    private static final double NOISE_FACTOR = 12;

    private static final double[] ORIGINS = {0.5, 0.7};

    /** The factor given what the run shows. */
    static DeclineFactor of(ShapeGrid grid, MixPrior prior, LogLosses losses, WindowPosterior whole, double[] table) {
        DeclineFactor pace = new DeclineFactor(prior.paceMedian(), prior.paceSpread());
        double level = whole.meanLevelAndChange(table, 0)[0];
        int tried = 0;
        for (double origin : ORIGINS) {
            int count = Math.max(LEAST_OBSERVATIONS, (int) Math.round(origin * losses.size()));
            if (count > tried && losses.size() - count >= 2) {
                pace = pace.given(grid, prior, losses, count, level, whole.residualDeviation());
                tried = count;
            }
        }
        return pace;
    }

    /** Updated by the decline seen after the first losses, set against the one foreseen from them. */
    private DeclineFactor given(
            ShapeGrid grid, MixPrior prior, LogLosses losses, int count, double level, double residualDeviation) {
        LogLosses first = losses.first(count);
        double[] table = grid.table(first);
        WindowPosterior posterior = new WindowPosterior(grid, prior, first, table, 0, 0);
        double[] foreseen =
                posterior.meanLevelAndChange(table, Math.log(losses.lastEpoch() / (double) first.lastEpoch()));
        double decline = -foreseen[1];
        if (!(decline > 0)) {
            return this;
        }
        double noise = NOISE_FACTOR * residualDeviation / (decline * Math.sqrt(count));
        return update((foreseen[0] - level) / decline, Math.hypot(noise, prior.paceError()));
    }

    private DeclineFactor update(double seen, double error) {
        double precision = 1 / (deviation * deviation) + 1 / (error * error);
        double middle = (mean / (deviation * deviation) + seen / (error * error)) / precision;
        return new DeclineFactor(Math.min(1, Math.max(0.1, middle)), 1 / Math.sqrt(precision));
    }

    double draw(Draws draws) {
        double spread = deviation / mean;
        return mean * Math.exp(spread * draws.gaussian());
    }
}
