package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.Curve;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.Pair;

/**
 * Robust fit of one family to one run, with the covariance of its parameters. Immutable.
 *
 * <ol>
 *   <li>Starts come from {@link FamilyStarts}.
 *   <li>Levenberg and Marquardt's method [1] goes down from each; the best end is kept.
 *   <li>Least squares is reweighted for the soft-L1 loss [2] and repeated.
 *   <li>The covariance is that of the Laplace approximation at the optimum [3].
 * </ol>
 *
 * <p>Priors on the free numbers enter as further residuals, so that a run with fewer losses than parameters has a proper
 * posterior.
 *
 * <p>[1] Marquardt, An algorithm for least-squares estimation of nonlinear parameters, Journal of the Society for Industrial
 * and Applied Mathematics, 1963. [2] Holland and Welsch, Robust regression using iteratively reweighted least-squares,
 * Communications in Statistics, 1977. [3] Tierney and Kadane, Accurate approximations for posterior moments and marginal
 * densities, Journal of the American Statistical Association, 1986.
 */
final class FamilyFit {
    private static final int STARTS = 3;
    private static final int REWEIGHTINGS = 3;
    private static final int MAX_EVALUATIONS = 150;
    private static final double TOLERANCE = 1e-8;
    private static final double LINEAR_SPREAD = 4;
    private static final double SHAPE_SPREAD = 1;
    private static final double LEAST_NOISE = 1e-4;
    private static final double LEAST_PRECISION = 1e-3;

    private final CurveFamily family;
    private final FamilyModel model;
    private final double floor;
    private final double scale;
    private final int[] epochs;
    private final double[] losses;
    private final double[] center;
    private double[] weights;
    private double noise;
    private double[] free;
    private final RealMatrix root;

    private FamilyFit(CurveFamily family, Curve observed) {
        this.family = family;
        this.epochs = observed.epochs();
        this.floor = Floor.of(observed);
        this.losses = observed.losses();
        this.scale = scaleOf(observed);
        for (int i = 0; i < losses.length; i++) {
            losses[i] = (losses[i] - floor) / scale;
        }
        this.model = new FamilyModel(family, observed.lastEpoch());
        this.weights = new double[losses.length];
        Arrays.fill(weights, 1);
        List<double[]> starts = FamilyStarts.best(model, epochs, losses, STARTS);
        this.free = starts.get(0);
        this.center = center();
        this.noise = noise(residuals(free));
        this.free = bestOf(starts);
        for (int i = 0; i < REWEIGHTINGS; i++) {
            double[] residuals = residuals(free);
            weights = Residuals.softWeights(residuals, LEAST_NOISE);
            noise = noise(residuals);
            free = optimum(free);
        }
        this.noise = noise(residuals(free));
        this.root = covarianceRoot(free);
    }

    /**
     * Fits a family.
     *
     * @param family which
     * @param observed the run up to now
     * @return the fit, whatever the run looks like; a poor one has a wide covariance and much noise
     */
    static FamilyFit of(CurveFamily family, Curve observed) {
        return new FamilyFit(family, observed);
    }

    /** The family's parameters at the optimum, in the unit of the losses; an asymptote includes the floor. */
    double[] parameters() {
        double[] parameters = model.parameters(free);
        for (int i = 0; i < model.linearCount(); i++) {
            parameters[i] *= scale;
        }
        if (family.hasAsymptote()) {
            parameters[0] += floor;
        }
        return parameters;
    }

    /**
     * The fitted curve.
     *
     * @param epoch {@code > 0}
     * @return its loss
     */
    double value(double epoch) {
        return floor + scale * model.value(epoch, model.parameters(free));
    }

    /** Standard deviation of single epochs around the curve, in the unit of the losses. */
    double noise() {
        return noise * scale;
    }

    /** First-order autocorrelation of the residuals, in [0, 0.95]. */
    double autocorrelation() {
        return Residuals.autocorrelation(residuals(free));
    }

    double[] free() {
        return free.clone();
    }

    /** A matrix whose product with its transpose is the covariance of the free numbers. */
    RealMatrix covarianceRoot() {
        return root;
    }

    /** Sum of the squares of all residuals, priors among them, in units of the noise. */
    double cost(double[] numbers) {
        RealVector residuals = evaluate(new ArrayRealVector(numbers, false)).getFirst();
        return residuals.dotProduct(residuals);
    }

    double floor() {
        return floor;
    }

    /** The curve of other free numbers. */
    double value(double epoch, double[] parameters) {
        return floor + scale * model.value(epoch, parameters);
    }

    FamilyModel model() {
        return model;
    }

    /** Losses beyond the parameters, at least 3: what the noise is known by. */
    double degreesOfFreedom() {
        return Math.max(3, losses.length - model.count());
    }

    double lastResidual() {
        double[] residuals = residuals(free);
        return residuals[residuals.length - 1] * scale;
    }

    /** The largest loss above the floor. */
    private static double scaleOf(Curve observed) {
        double most = Arrays.stream(observed.losses()).max().orElse(0) - Floor.of(observed);
        return most > 0 ? most : 1;
    }

    private double[] center() {
        double[] center = new double[model.count()];
        center[0] = Math.log(Math.max(LEAST_NOISE, losses[losses.length - 1] / 2));
        center[model.linearCount() - 1] = free[model.linearCount() - 1];
        return center;
    }

    private double noise(double[] residuals) {
        double squares = LEAST_NOISE * LEAST_NOISE;
        for (int i = 0; i < residuals.length; i++) {
            squares += weights[i] * residuals[i] * residuals[i];
        }
        return Math.sqrt(squares / Math.max(1, residuals.length - model.count()));
    }

    private double[] residuals(double[] numbers) {
        double[] parameters = model.parameters(numbers);
        double[] residuals = new double[losses.length];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = losses[i] - model.value(epochs[i], parameters);
        }
        return residuals;
    }

    private double[] bestOf(List<double[]> starts) {
        double[] best = starts.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (double[] start : starts) {
            double[] end = optimum(start);
            double cost = evaluate(new ArrayRealVector(end)).getFirst().getNorm();
            if (cost < least) {
                least = cost;
                best = end;
            }
        }
        return best;
    }

    private double[] optimum(double[] start) {
        try {
            Optimum optimum = new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(TOLERANCE)
                    .withParameterRelativeTolerance(TOLERANCE)
                    .optimize(new LeastSquaresBuilder()
                            .start(start)
                            .model(this::evaluate)
                            .target(new double[losses.length + start.length])
                            .maxEvaluations(MAX_EVALUATIONS)
                            .maxIterations(MAX_EVALUATIONS)
                            .build());
            return optimum.getPoint().toArray();
        } catch (MathIllegalStateException noConvergence) {
            return start;
        }
    }

    /** Weighted residuals in units of the noise, then those of the priors, with their derivatives. */
    private Pair<RealVector, RealMatrix> evaluate(RealVector point) {
        double[] numbers = point.toArray();
        double[] parameters = model.parameters(numbers);
        int n = losses.length;
        double[] values = new double[n + numbers.length];
        double[][] jacobian = new double[values.length][];
        for (int i = 0; i < n; i++) {
            double factor = Math.sqrt(weights[i]) / noise;
            values[i] = factor * (model.value(epochs[i], parameters) - losses[i]);
            jacobian[i] = model.gradient(epochs[i], numbers, parameters);
            for (int j = 0; j < numbers.length; j++) {
                jacobian[i][j] *= factor;
            }
        }
        for (int j = 0; j < numbers.length; j++) {
            double spread = j < model.linearCount() ? LINEAR_SPREAD : SHAPE_SPREAD;
            values[n + j] = (numbers[j] - center[j]) / spread;
            jacobian[n + j] = new double[numbers.length];
            jacobian[n + j][j] = 1 / spread;
        }
        return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
    }

    /** V·Λ^-½ of the information JᵀJ, which the priors keep regular; the covariance is its product with its transpose. */
    private RealMatrix covarianceRoot(double[] numbers) {
        RealMatrix jacobian = evaluate(new ArrayRealVector(numbers)).getSecond();
        EigenDecomposition information =
                new EigenDecomposition(jacobian.transpose().multiply(jacobian));
        double[] eigenvalues = information.getRealEigenvalues();
        RealMatrix root = information.getV();
        for (int j = 0; j < eigenvalues.length; j++) {
            root.setColumnVector(
                    j, root.getColumnVector(j).mapDivideToSelf(Math.sqrt(Math.max(LEAST_PRECISION, eigenvalues[j]))));
        }
        return root;
    }
}
