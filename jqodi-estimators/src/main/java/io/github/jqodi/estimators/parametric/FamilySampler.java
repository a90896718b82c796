package io.github.jqodi.estimators.parametric;

/**
 * Sampler of continuations of one fitted family, by sampling importance resampling (Rubin, Using the SIR algorithm to simulate
 * posterior distributions, Bayesian Statistics 3, 1988). Parameters are proposed from a multivariate t around the optimum and
 * resampled systematically by the ratio of the posterior to the proposal, because that of few losses is bent where the proposal
 * is straight.
 */
final class FamilySampler {
    private static final int PROPOSALS_PER_DRAW = 2;

    private final FamilyFit fit;
    private final double autocorrelation;
    private final double lastResidual;
    private final double[][] parameters;

    FamilySampler(FamilyFit fit, int count, Draws draws) {
        this.fit = fit;
        this.autocorrelation = fit.autocorrelation();
        this.lastResidual = fit.lastResidual();
        this.parameters = resampled(count, draws);
    }

    /** Adds one continuation as one path. */
    void walk(int index, EpochGrid grid, RegimeChanges changes, Draws draws, FirstPassages.Builder paths) {
        double degrees = fit.degreesOfFreedom();
        double noise = fit.noise() * Math.min(2, Math.sqrt(degrees / draws.chiSquared(degrees)));
        double fresh = Math.sqrt(1 - autocorrelation * autocorrelation);
        double residual = autocorrelation > 0 ? lastResidual : 0;
        for (int i = 0; i < grid.size(); i++) {
            int steps = grid.step(i);
            residual = Math.pow(autocorrelation, steps) * residual + fresh * noise * draws.leastGaussian(steps);
            int epoch = grid.epoch(i);
            double height = fit.value(epoch, parameters[index]) - fit.floor();
            paths.add(epoch, fit.floor() + height * Math.exp(changes.fallsBy(epoch)) + residual);
        }
        paths.endPath();
    }

    private double[][] resampled(int count, Draws draws) {
        int proposals = PROPOSALS_PER_DRAW * count;
        double[][] proposed = new double[proposals][];
        double[] cumulative = new double[proposals];
        double least = fit.cost(fit.free());
        double sum = 0;
        for (int i = 0; i < proposals; i++) {
            proposed[i] = fit.free();
            double distance = propose(proposed[i], draws);
            sum += Math.exp(logWeight(fit.cost(proposed[i]) - least, distance));
            cumulative[i] = sum;
        }
        double[][] kept = new double[count][];
        int at = 0;
        for (int i = 0; i < count; i++) {
            double mass = sum * (i + 0.5) / count;
            while (cumulative[at] < mass && at < proposals - 1) {
                at++;
            }
            kept[i] = fit.model().parameters(proposed[at]);
        }
        return kept;
    }

    /** Moves the numbers by one draw and returns its squared distance in units of the covariance. */
    private double propose(double[] numbers, Draws draws) {
        double degrees = fit.degreesOfFreedom();
        double tail = Math.sqrt(degrees / draws.chiSquared(degrees));
        double[] normal = new double[numbers.length];
        double distance = 0;
        for (int i = 0; i < normal.length; i++) {
            normal[i] = tail * draws.gaussian();
            distance += normal[i] * normal[i];
        }
        double[] shift = fit.covarianceRoot().operate(normal);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += shift[i];
        }
        return distance;
    }

    /** Logarithm of posterior over proposal, both Student's t with the same degrees of freedom. */
    private double logWeight(double excess, double distance) {
        double degrees = fit.degreesOfFreedom();
        double power = 0.5 * (degrees + fit.model().count());
        double ratio = power * (Math.log1p(distance / degrees) - Math.log1p(Math.max(0, excess) / degrees));
        return Double.isNaN(ratio) ? Double.NEGATIVE_INFINITY : ratio;
    }
}
