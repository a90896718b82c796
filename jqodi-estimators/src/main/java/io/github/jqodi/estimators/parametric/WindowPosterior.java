package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.parametric.ShapeGrid.Shape;
import java.util.Arrays;

/**
 * The posterior over shapes given the losses of one window. Level and variance are integrated out: with a flat prior on the
 * level and an inverse gamma prior on the variance the marginal likelihood is (S + ν·σ²)^(-(n - 1 + ν)/2), S the weighted
 * sum of squares. A known drop of the learning rate inside the window adds one jump of unknown size to the level.
 */
final class WindowPosterior {
    private static final double LEAST_NOISE = 0.0005;
    private static final double NEGLIGIBLE = 1e-5;

    private final ShapeGrid grid;
    private final MixPrior prior;
    private final LogLosses losses;
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
     * @param table values of all shapes at all losses, see {@link ShapeGrid#table}
     * @param from index of the window's first loss
     * @param change index of the first loss after a drop inside the window; {@code from} for none
     */
    WindowPosterior(ShapeGrid grid, MixPrior prior, LogLosses losses, double[] table, int from, int change) {
        this.grid = grid;
        this.prior = prior;
        this.losses = losses;
        this.from = from;
        this.change = change;
        this.weights = new double[losses.size() - from];
        Arrays.fill(weights, 1);
        double[] residuals = residuals(table, best(table));
        double[] soft = Residuals.softWeights(residuals, prior.misfit());
        System.arraycopy(soft, 0, weights, 0, soft.length);
        this.cumulative = cumulative(logWeights(table));
        this.autocorrelation = Residuals.autocorrelation(residuals);
        this.residualDeviation = Residuals.deviation(residuals, weights);
        this.roughness = Residuals.roughness(residuals);
    }

    double autocorrelation() {
        return autocorrelation;
    }

    /** Posterior mean of the log loss at the last observed epoch, and its mean change until a later one. */
    double[] meanLevelAndChange(double[] table, double logRatio) {
        double mean = 0;
        double changeAhead = 0;
        Level level = new Level();
        double total = cumulative[cumulative.length - 1];
        for (int i = 0; i < cumulative.length; i++) {
            double weight = (cumulative[i] - (i == 0 ? 0 : cumulative[i - 1])) / total;
            if (weight > NEGLIGIBLE) {
                solve(table, i * losses.size(), level);
                mean += weight * level.value;
                changeAhead += weight * (logRatio > 0 ? grid.shape(i).at(logRatio) : 0);
            }
        }
        return new double[] {mean, changeAhead};
    }

    /** Standard deviation of single epochs around the best shape. */
    double residualDeviation() {
        return residualDeviation;
    }

    /** One draw of shape, level and noise; {@code stratum} in (0, 1] picks the shape. */
    SampledPath draw(double stratum, Draws draws) {
        int cell = cell(stratum * cumulative[cumulative.length - 1]);
        Shape shape = grid.shape(cell);
        Level level = level(shape);
        Shape other = grid.near(cell, draws);
        Level otherLevel = level(other);
        double gain = prior.temper() * (logEvidence(otherLevel) - logEvidence(level));
        boolean accepted = Math.log(draws.uniform()) < gain;
        return accepted ? continuation(other, otherLevel, draws) : continuation(shape, level, draws);
    }

    private SampledPath continuation(Shape shape, Level level, Draws draws) {
        double misfit = prior.misfit() * prior.misfit() * prior.misfitWeight();
        double degrees = Math.max(0.5, level.count - 1 + prior.misfitWeight());
        double sigma = Math.sqrt((level.squares + misfit) / draws.chiSquared(degrees));
        double value = level.value + sigma / Math.sqrt(Math.max(1, level.effective)) * draws.gaussian();
        double noise = noise(level, draws);
        int last = losses.size() - 1;
        return new SampledPath(shape, value, noise, autocorrelation, losses.value(last) - level.value);
    }

    /** What an epoch differs from the curve by, at most twice its estimate: few losses say little of it. */
    private double noise(Level level, Draws draws) {
        double squares = level.squares + LEAST_NOISE * LEAST_NOISE;
        double degrees = Math.max(1, level.count - 1);
        double sigma = Math.sqrt(squares / draws.chiSquared(degrees));
        return roughness * Math.min(sigma, 2 * Math.sqrt(squares / degrees));
    }

    private int best(double[] table) {
        double[] logWeights = logWeights(table);
        int best = 0;
        for (int i = 1; i < logWeights.length; i++) {
            best = logWeights[i] > logWeights[best] ? i : best;
        }
        return best;
    }

    private double[] logWeights(double[] table) {
        double[] logWeights = new double[grid.size()];
        Level level = new Level();
        for (int shape = 0; shape < logWeights.length; shape++) {
            solve(table, shape * losses.size(), level);
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

    private double logEvidence(Level level) {
        double misfit = prior.misfit() * prior.misfit() * prior.misfitWeight();
        return -0.5 * (level.count - 1 + prior.misfitWeight()) * Math.log(level.squares + misfit);
    }

    private double[] residuals(double[] table, int shape) {
        Level level = new Level();
        solve(table, shape * losses.size(), level);
        double[] residuals = new double[losses.size() - from];
        for (int i = from; i < losses.size(); i++) {
            double mean = i < change ? level.before : level.value;
            residuals[i - from] = losses.value(i) - table[shape * losses.size() + i] - mean;
        }
        return residuals;
    }

    private Level level(Shape shape) {
        double[] values = new double[losses.size()];
        for (int i = from; i < values.length; i++) {
            values[i] = shape.at(losses.logRatio(i));
        }
        Level level = new Level();
        solve(values, 0, level);
        return level;
    }

    /** Levels before and after the change by weighted least squares, the jump between them held by its prior. */
    private void solve(double[] values, int offset, Level level) {
        level.clear();
        for (int i = from; i < losses.size(); i++) {
            level.add(losses.value(i) - values[offset + i], weights[i - from], i < change);
        }
        level.solve(prior.dropMedian());
    }

    /** Sums of one weighted fit of a constant, or of two with a jump between them. */
    private static final class Level {
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
