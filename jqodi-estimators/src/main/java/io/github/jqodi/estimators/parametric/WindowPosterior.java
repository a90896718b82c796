package io.github.jqodi.estimators.parametric;

import java.util.Arrays;

/**
 * Posterior over shapes given the losses of one window. In three steps:
 *
 * <ol>
 *   <li>The best shape under equal weights gives residuals, and they the weights of a soft loss against outliers.
 *   <li>Level and variance are integrated out: with a flat prior on the level and an inverse gamma prior on the variance the
 *       marginal likelihood is (S + ν·σ²)^(-(n - 1 + ν)/2), S the weighted sum of squares [1]. A known drop of the learning rate
 *       inside the window adds one jump of unknown size to the level.
 *   <li>The likelihood is raised to a power below 1, since all shapes are wrong and their residuals not independent [2].
 * </ol>
 *
 * <p>[1] Hoeting, Madigan, Raftery and Volinsky, Bayesian model averaging: a tutorial, Statistical Science, 1999. [2] Miller
 * and Dunson, Robust Bayesian inference via coarsening, Journal of the American Statistical Association, 2019.
 */
final class WindowPosterior {
    private static final double LEAST_NOISE = 0.0005;
    private static final double NEGLIGIBLE = 1e-5;

    private final ShapeTable table;
    private final ShapeGrid grid;
    private final LogLosses losses;
    private final MixPrior.Likelihood prior;
    private final double expectedFall;
    private final int from;
    private final int change;
    private final double[] weights;
    private final double[] cumulative;
    private final double autocorrelation;
    private final double residualDeviation;
    private final double roughness;

    /**
     * Weighs every shape.
     *
     * @param table values of all shapes at all losses
     * @param prior of the noise, and of a drop
     * @param from index of the window's first loss
     * @param change index of the first loss after a drop inside the window; {@code from} for none
     */
    WindowPosterior(ShapeTable table, MixPrior prior, int from, int change) {
        this.table = table;
        this.grid = table.grid();
        this.losses = table.losses();
        this.prior = prior.likelihood();
        this.expectedFall = prior.changes().drops().fall();
        this.from = from;
        this.change = change;
        this.weights = new double[losses.size() - from];
        Arrays.fill(weights, 1);
        double[] residuals = residuals(best());
        double[] soft = Residuals.softWeights(residuals, this.prior.misfit());
        System.arraycopy(soft, 0, weights, 0, soft.length);
        this.cumulative = cumulative(logWeights());
        this.autocorrelation = Residuals.autocorrelation(residuals);
        this.residualDeviation = Residuals.deviation(residuals, weights);
        this.roughness = Residuals.roughness(residuals);
    }

    /** Posterior mean of the log loss at the last observed epoch. */
    double meanLevel() {
        LevelFit fit = new LevelFit();
        double mean = 0;
        for (int i = 0; i < cumulative.length; i++) {
            double weight = weight(i);
            if (weight > NEGLIGIBLE) {
                solve(table.values(), table.offset(i), fit);
                mean += weight * fit.value;
            }
        }
        return mean;
    }

    /** Posterior mean of the change of the log loss until a later epoch, at ln(epoch/last epoch). */
    double meanChange(double logRatio) {
        double mean = 0;
        for (int i = 0; i < cumulative.length; i++) {
            double weight = weight(i);
            if (weight > NEGLIGIBLE) {
                mean += weight * grid.shape(i).at(logRatio);
            }
        }
        return mean;
    }

    private double weight(int shape) {
        double total = cumulative[cumulative.length - 1];
        return (cumulative[shape] - (shape == 0 ? 0 : cumulative[shape - 1])) / total;
    }

    /** Standard deviation of single epochs around the best shape. */
    double residualDeviation() {
        return residualDeviation;
    }

    /** One draw of shape, level and noise: {@code stratum} in (0, 1] picks the cell, a Metropolis step the place in it. */
    SampledPath draw(double stratum, Draws draws) {
        int cell = cell(stratum * cumulative[cumulative.length - 1]);
        CurveShape shape = grid.shape(cell);
        LevelFit level = level(shape);
        CurveShape other = grid.near(cell, draws);
        LevelFit otherLevel = level(other);
        double gain = prior.temper() * (logEvidence(otherLevel) - logEvidence(level));
        boolean accepted = Math.log(draws.uniform()) < gain;
        return accepted ? path(other, otherLevel, draws) : path(shape, level, draws);
    }

    private SampledPath path(CurveShape shape, LevelFit level, Draws draws) {
        double degrees = Math.max(0.5, level.count - 1 + prior.misfitWeight());
        double sigma = Math.sqrt((level.squares + prior.misfitSquares()) / draws.chiSquared(degrees));
        double value = level.value + sigma / Math.sqrt(Math.max(1, level.effective)) * draws.gaussian();
        double noise = noise(level, draws);
        int last = losses.size() - 1;
        return new SampledPath(shape, value, noise, autocorrelation, losses.value(last) - level.value);
    }

    /** What an epoch differs from the curve by, at most twice its estimate: few losses say little of it. */
    private double noise(LevelFit level, Draws draws) {
        double squares = level.squares + LEAST_NOISE * LEAST_NOISE;
        double degrees = Math.max(1, level.count - 1);
        double sigma = Math.sqrt(squares / draws.chiSquared(degrees));
        return roughness * Math.min(sigma, 2 * Math.sqrt(squares / degrees));
    }

    private int best() {
        double[] logWeights = logWeights();
        int best = 0;
        for (int i = 1; i < logWeights.length; i++) {
            best = logWeights[i] > logWeights[best] ? i : best;
        }
        return best;
    }

    private double[] logWeights() {
        double[] logWeights = new double[grid.size()];
        LevelFit level = new LevelFit();
        for (int shape = 0; shape < logWeights.length; shape++) {
            solve(table.values(), table.offset(shape), level);
            logWeights[shape] = grid.logPrior(shape) + prior.temper() * logEvidence(level);
        }
        return logWeights;
    }

    private static double[] cumulative(double[] logWeights) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logWeight : logWeights) {
            most = Math.max(most, logWeight);
        }
        double sum = 0;
        double[] cumulative = new double[logWeights.length];
        for (int i = 0; i < cumulative.length; i++) {
            sum += Math.exp(logWeights[i] - most);
            cumulative[i] = sum;
        }
        return cumulative;
    }

    private int cell(double mass) {
        int found = Arrays.binarySearch(cumulative, mass);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }

    private double logEvidence(LevelFit level) {
        return -0.5 * (level.count - 1 + prior.misfitWeight()) * Math.log(level.squares + prior.misfitSquares());
    }

    private double[] residuals(int shape) {
        LevelFit level = new LevelFit();
        solve(table.values(), table.offset(shape), level);
        double[] residuals = new double[losses.size() - from];
        for (int i = from; i < losses.size(); i++) {
            double mean = i < change ? level.before : level.value;
            residuals[i - from] = losses.value(i) - table.values()[table.offset(shape) + i] - mean;
        }
        return residuals;
    }

    private LevelFit level(CurveShape shape) {
        double[] values = new double[losses.size()];
        for (int i = from; i < values.length; i++) {
            values[i] = shape.at(losses.logRatio(i));
        }
        LevelFit level = new LevelFit();
        solve(values, 0, level);
        return level;
    }

    /** Levels before and after the change by weighted least squares, the jump between them held by its prior. */
    private void solve(double[] values, int offset, LevelFit level) {
        level.clear();
        for (int i = from; i < losses.size(); i++) {
            level.add(losses.value(i) - values[offset + i], weights[i - from], i < change);
        }
        level.solve(expectedFall);
    }

    /** Sums of one weighted fit of a constant, or of two with a jump between them. */
    private static final class LevelFit {
        private static final double JUMP_OBSERVATIONS = 0.1;

        private double beforeWeight;
        private double beforeSum;
        private double beforeSquares;
        private double afterWeight;
        private double afterSum;
        private double afterSquares;

        private double value;
        private double before;
        private double squares;
        private double count;
        private double effective;

        void clear() {
            beforeWeight = 0;
            beforeSum = 0;
            beforeSquares = 0;
            afterWeight = 0;
            afterSum = 0;
            afterSquares = 0;
        }

        void add(double residual, double weight, boolean isBefore) {
            if (isBefore) {
                beforeWeight += weight;
                beforeSum += weight * residual;
                beforeSquares += weight * residual * residual;
            } else {
                afterWeight += weight;
                afterSum += weight * residual;
                afterSquares += weight * residual * residual;
            }
        }

        void solve(double expectedFall) {
            double after = afterSum / afterWeight;
            count = beforeWeight + afterWeight;
            effective = afterWeight;
            value = after;
            before = after;
            squares = Math.max(0, afterSquares - afterSum * after);
            if (beforeWeight > 0) {
                before = beforeSum / beforeWeight;
                double guess = before - expectedFall;
                value = (afterSum + JUMP_OBSERVATIONS * guess) / (afterWeight + JUMP_OBSERVATIONS);
                squares += Math.max(0, beforeSquares - beforeSum * before)
                        + afterWeight * (value - after) * (value - after);
                count -= 1;
            }
        }
    }
}
