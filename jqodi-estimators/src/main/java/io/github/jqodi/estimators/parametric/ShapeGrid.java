package io.github.jqodi.estimators.parametric;

/**
 * The shapes the mix averages over: three families, their rates and exponents, each with asymptotes from none to just below
 * the present loss. A shape is the logarithm of a curve that is 1 at the last observed epoch:
 * ln(φ + (1 - φ)·g(x)/g(m)), where g is a power law x^-α (pow2, pow3), Hill's 1/(1 + (x/c)^d) (mmf4) or Weibull's
 * exp(-(x/c)^d) (exp3, exp4, Janoschek). Immutable.
 */
final class ShapeGrid {
    static final int POWER = 0;
    static final int HILL = 1;
    static final int WEIBULL = 2;

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
    private static final double EXPONENT_OVERFLOW = 40;

    private final int[] families;
    private final double[] rates;
    private final double[] steepnesses;
    private final double[] asymptotes;
    private final double[] logPriors;
    private int size;

    private ShapeGrid(int capacity) {
        families = new int[capacity];
        rates = new double[capacity];
        steepnesses = new double[capacity];
        asymptotes = new double[capacity];
        logPriors = new double[capacity];
    }

    static ShapeGrid of(MixPrior prior) {
        ShapeGrid grid = new ShapeGrid(ASYMPTOTES * (EXPONENTS + 2 * RATES * STEEPNESSES));
        for (int i = 0; i < EXPONENTS; i++) {
            double log = Math.log(LEAST_EXPONENT) + EXPONENT_SPAN * (i + 0.5) / EXPONENTS;
            double z = (log - Math.log(prior.exponent())) / prior.exponentSpread();
            grid.addAsymptotes(POWER, Math.exp(log), 0, -0.5 * z * z - Math.log(EXPONENTS), prior);
        }
        grid.addSigmoids(HILL, prior);
        grid.addSigmoids(WEIBULL, prior);
        return grid;
    }

    int size() {
        return size;
    }

    double logPrior(int shape) {
        return logPriors[shape];
    }

    Shape shape(int index) {
        return new Shape(families[index], rates[index], steepnesses[index], asymptotes[index]);
    }

    /** A shape from anywhere in the cell of the grid around one, evenly. */
    Shape near(int index, Draws draws) {
        boolean power = families[index] == POWER;
        double rate = rates[index];
        double shift = draws.uniform() - 0.5;
        double jittered = power ? rate * Math.exp(EXPONENT_SPAN / EXPONENTS * shift) : rate + RATE_SPAN / RATES * shift;
        double steepness =
                power ? 0 : steepnesses[index] * Math.exp(STEEPNESS_SPAN / STEEPNESSES * (draws.uniform() - 0.5));
        double asymptote = asymptotes[index];
        if (asymptote > 0) {
            asymptote += (draws.uniform() - 0.5) / (ASYMPTOTES - 1);
        }
        return new Shape(families[index], jittered, steepness, asymptote);
    }

    private void addSigmoids(int family, MixPrior prior) {
        for (int i = 0; i < RATES; i++) {
            double logRate = RATE_SPAN * ((i + 0.5) / RATES - 0.5);
            for (int j = 0; j < STEEPNESSES; j++) {
                double log = Math.log(LEAST_STEEPNESS) + STEEPNESS_SPAN * (j + 0.5) / STEEPNESSES;
                double z = log / STEEPNESS_SPREAD;
                addAsymptotes(family, logRate, Math.exp(log), -0.5 * z * z - Math.log(RATES * STEEPNESSES), prior);
            }
        }
    }

    /** No asymptote, and asymptotes at even steps, the more likely the nearer they are to the present loss. */
    private void addAsymptotes(int family, double rate, double steepness, double logPrior, MixPrior prior) {
        add(family, rate, steepness, 0, logPrior + Math.log(prior.asymptoteFree()));
        int steps = ASYMPTOTES - 1;
        for (int i = 0; i < steps; i++) {
            double asymptote = (i + 0.5) / steps;
            double share = (1 - prior.asymptoteFree()) * 2 * asymptote / steps;
            add(family, rate, steepness, asymptote, logPrior + Math.log(share));
        }
    }

    private void add(int family, double rate, double steepness, double asymptote, double logPrior) {
        families[size] = family;
        rates[size] = rate;
        steepnesses[size] = steepness;
        asymptotes[size] = asymptote;
        logPriors[size++] = logPrior;
    }

    /** The values of every shape at given epochs, row by row. */
    double[] table(LogLosses losses) {
        int count = losses.size();
        double[] table = new double[size * count];
        double[] heights = new double[count];
        for (int shape = 0; shape < size; shape++) {
            if (asymptotes[shape] == 0) {
                // the first of the shapes that differ in their asymptote alone
                fillLogHeights(shape, losses, heights);
            }
            for (int i = 0; i < count; i++) {
                table[shape * count + i] = above(asymptotes[shape], heights[i]);
            }
        }
        return table;
    }

    private void fillLogHeights(int shape, LogLosses losses, double[] heights) {
        for (int i = 0; i < heights.length; i++) {
            heights[i] = logHeight(families[shape], rates[shape], steepnesses[shape], losses.logRatio(i));
        }
    }

    /** ln(g(x)/g(m)) at ln(x/m). */
    private static double logHeight(int family, double rate, double steepness, double logRatio) {
        return switch (family) {
            case POWER -> -rate * logRatio;
            case HILL -> Math.log1p(Math.exp(steepness * rate)) - Math.log1p(Math.exp(steepness * (rate + logRatio)));
            default -> Math.exp(steepness * rate) - Math.exp(steepness * (rate + logRatio));
        };
    }

    /** ln(φ + (1 - φ)·e^height). */
    private static double above(double asymptote, double logHeight) {
        if (asymptote == 0) {
            return logHeight;
        }
        return logHeight > EXPONENT_OVERFLOW
                ? Math.log1p(-asymptote) + logHeight
                : Math.log(asymptote + (1 - asymptote) * Math.exp(logHeight));
    }

    /**
     * One curve shape.
     *
     * @param family one of the three
     * @param rate exponent α of a power law, else ln(m/c)
     * @param steepness d; unused for a power law
     * @param asymptote φ as a share of the present loss above the floor
     */
    record Shape(int family, double rate, double steepness, double asymptote) {
        /** The logarithm of the curve at ln(x/m). */
        double at(double logRatio) {
            return above(asymptote, logHeight(family, rate, steepness, logRatio));
        }
    }
}
