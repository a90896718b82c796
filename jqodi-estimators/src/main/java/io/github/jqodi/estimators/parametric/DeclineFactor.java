package io.github.jqodi.estimators.parametric;

/**
 * Posterior of the factor by which the decline ahead differs from the one the families foresee, by rolling-origin evaluation
 * (Tashman, Out-of-sample tests of forecasting accuracy, International Journal of Forecasting, 2000): forecasts from earlier
 * origins of the same run are set against what followed. The prior says that families foresee too much on average; a run whose
 * earlier parts foretold the later ones well narrows it, a noisy one leaves it alone.
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
    static DeclineFactor of(ShapeTable table, MixPrior prior, WindowPosterior whole) {
        LogLosses losses = table.losses();
        DeclineFactor factor = new DeclineFactor(
                prior.decline().factor(losses.size()), prior.decline().factorSpread());
        double level = whole.meanLevel();
        int tried = 0;
        for (double origin : ORIGINS) {
            int count = Math.max(LEAST_OBSERVATIONS, (int) Math.round(origin * losses.size()));
            if (count > tried && losses.size() - count >= 2) {
                Origin from = Origin.of(table, prior, count);
                factor = factor.given(from, level, whole.residualDeviation(), prior.decline());
                tried = count;
            }
        }
        return factor;
    }

    /** Updated by the decline seen after the origin, set against the one foreseen from there. */
    private DeclineFactor given(Origin from, double level, double residualDeviation, MixPrior.Decline prior) {
        if (!(from.decline > 0)) {
            return this;
        }
        double noise = NOISE_FACTOR * residualDeviation / (from.decline * Math.sqrt(from.count));
        return update((from.level - level) / from.decline, Math.hypot(noise, prior.originError()));
    }

    /** Normal prior, normal observation; the mean is held between 0.1 and 1. */
    private DeclineFactor update(double seen, double error) {
        double precision = 1 / (deviation * deviation) + 1 / (error * error);
        double middle = (mean / (deviation * deviation) + seen / (error * error)) / precision;
        return new DeclineFactor(Math.min(1, Math.max(0.1, middle)), 1 / Math.sqrt(precision));
    }

    /** A draw, log-normal so that no decline becomes a rise. */
    double draw(Draws draws) {
        double spread = deviation / mean;
        return mean * Math.exp(spread * draws.gaussian());
    }

    /** Forecast from an earlier origin: losses known there, the level then, and the decline foreseen until now. */
    private record Origin(int count, double level, double decline) {
        static Origin of(ShapeTable table, MixPrior prior, int count) {
            LogLosses first = table.losses().first(count);
            WindowPosterior posterior = new WindowPosterior(table.grid().table(first), prior, 0, 0);
            double ahead = Math.log(table.losses().lastEpoch() / (double) first.lastEpoch());
            return new Origin(count, posterior.meanLevel(), -posterior.meanChange(ahead));
        }
    }
}
