package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.parametric.CurveShape.Family;

/**
 * Grid of the shapes the mix averages over: three families, their rates and exponents, each with asymptotes from none to just
 * below the present loss. Immutable.
 */
final class ShapeGrid {
    private static final int EXPONENTS = 20;
    private static final double LEAST_EXPONENT = 0.05;
    private static final double EXPONENT_SPAN = Math.log(3 / LEAST_EXPONENT);
    private static final int RATES = 12;
    private static final double RATE_SPAN = Math.log(100);
    private static final int STEEPNESSES = 8;
    private static final double LEAST_STEEPNESS = 0.4;
    private static final double STEEPNESS_SPAN = Math.log(10);
    private static final double STEEPNESS_SPREAD = 0.6;
    private static final int ASYMPTOTES = 13;
    private static final int SIZE = ASYMPTOTES * (EXPONENTS + 2 * RATES * STEEPNESSES);

    private final double asymptoteFree;
    private final CurveShape[] shapes = new CurveShape[SIZE];
    private final double[] logPriors = new double[SIZE];
    private int size;

    private ShapeGrid(double asymptoteFree) {
        this.asymptoteFree = asymptoteFree;
    }

    static ShapeGrid of(MixPrior.Shapes prior) {
        ShapeGrid grid = new ShapeGrid(prior.asymptoteFree());
        for (int i = 0; i < EXPONENTS; i++) {
            double log = Math.log(LEAST_EXPONENT) + EXPONENT_SPAN * (i + 0.5) / EXPONENTS;
            double z = (log - Math.log(prior.exponent())) / prior.exponentSpread();
            grid.addAsymptotes(Family.POWER, Math.exp(log), 0, -0.5 * z * z - Math.log(EXPONENTS));
        }
        grid.addSigmoids(Family.HILL);
        grid.addSigmoids(Family.WEIBULL);
        return grid;
    }

    int size() {
        return size;
    }

    double logPrior(int shape) {
        return logPriors[shape];
    }

    CurveShape shape(int index) {
        return shapes[index];
    }

    /** A shape from anywhere in the cell of the grid around one, evenly. */
    CurveShape near(int index, Draws draws) {
        CurveShape center = shapes[index];
        boolean power = center.family() == Family.POWER;
        double rate = center.rate();
        double shift = draws.uniform() - 0.5;
        double jittered = power ? rate * Math.exp(EXPONENT_SPAN / EXPONENTS * shift) : rate + RATE_SPAN / RATES * shift;
        double steepness =
                power ? 0 : center.steepness() * Math.exp(STEEPNESS_SPAN / STEEPNESSES * (draws.uniform() - 0.5));
        double asymptote = center.asymptote();
        if (asymptote > 0) {
            asymptote += (draws.uniform() - 0.5) / (ASYMPTOTES - 1);
        }
        return new CurveShape(center.family(), jittered, steepness, asymptote);
    }

    /** The values of every shape at the observed epochs. */
    ShapeTable table(LogLosses losses) {
        int count = losses.size();
        double[] values = new double[size * count];
        double[] heights = new double[count];
        for (int i = 0; i < size; i++) {
            CurveShape shape = shapes[i];
            if (shape.asymptote() == 0) {
                // the first of the shapes that differ in their asymptote alone
                fillLogHeights(shape, losses, heights);
            }
            for (int k = 0; k < count; k++) {
                values[i * count + k] = shape.above(heights[k]);
            }
        }
        return new ShapeTable(this, losses, values);
    }

    private static void fillLogHeights(CurveShape shape, LogLosses losses, double[] heights) {
        for (int k = 0; k < heights.length; k++) {
            heights[k] = shape.logHeight(losses.logRatio(k));
        }
    }

    private void addSigmoids(Family family) {
        for (int i = 0; i < RATES; i++) {
            double logRate = RATE_SPAN * ((i + 0.5) / RATES - 0.5);
            for (int j = 0; j < STEEPNESSES; j++) {
                double log = Math.log(LEAST_STEEPNESS) + STEEPNESS_SPAN * (j + 0.5) / STEEPNESSES;
                double z = log / STEEPNESS_SPREAD;
                addAsymptotes(family, logRate, Math.exp(log), -0.5 * z * z - Math.log(RATES * STEEPNESSES));
            }
        }
    }

    /** No asymptote, and asymptotes at even steps, the more likely the nearer they are to the present loss. */
    private void addAsymptotes(Family family, double rate, double steepness, double logPrior) {
        add(new CurveShape(family, rate, steepness, 0), logPrior + Math.log(asymptoteFree));
        int steps = ASYMPTOTES - 1;
        for (int i = 0; i < steps; i++) {
            double asymptote = (i + 0.5) / steps;
            double share = (1 - asymptoteFree) * 2 * asymptote / steps;
            add(new CurveShape(family, rate, steepness, asymptote), logPrior + Math.log(share));
        }
    }

    private void add(CurveShape shape, double logPrior) {
        shapes[size] = shape;
        logPriors[size++] = logPrior;
    }
}
