package io.github.jqodi.estimators.parametric;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.Locale;

/**
 * Families of learning curves: y(x) = a + b·g(x), x the epoch, a the asymptote, b &gt; 0 the height above it, g falling.
 * Parameters are given in the order a (unless there is none), b, then those of g. Names and formulas follow Viering and Loog,
 * The shape of learning curves: a review, IEEE Transactions on Pattern Analysis and Machine Intelligence, 2022, and Domhan,
 * Springenberg and Hutter, Speeding up automatic hyperparameter optimization of deep neural networks by extrapolation of learning
 * curves, IJCAI 2015.
 */
enum CurveFamily {
    /** b·x^-c, a power law that falls to 0. */
    POW2(false, ShapeParameter.EXPONENT) {
        @Override
        double shape(double x, double c, double d) {
            return Math.pow(x, -c);
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            out[at] = -Math.log(x) * shape(x, c, d);
        }
    },
    /** a + b·x^-c, a power law with asymptote. */
    POW3(true, ShapeParameter.EXPONENT) {
        @Override
        double shape(double x, double c, double d) {
            return POW2.shape(x, c, d);
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            POW2.shapeGradient(x, c, d, out, at);
        }
    },
    /** a + b·(x + d)^-c, a power law that starts d epochs earlier. */
    POW4(true, ShapeParameter.EXPONENT, ShapeParameter.TIME) {
        @Override
        double shape(double x, double c, double d) {
            return Math.pow(x + d, -c);
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            double g = shape(x, c, d);
            out[at] = -Math.log(x + d) * g;
            out[at + 1] = -c * g / (x + d);
        }
    },
    /** a + b·exp(-c·x), exponential. */
    EXP3(true, ShapeParameter.RATE) {
        @Override
        double shape(double x, double c, double d) {
            return Math.exp(-c * x);
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            out[at] = -x * shape(x, c, d);
        }
    },
    /** a + b·exp(-c·x^d), stretched exponential. */
    EXP4(true, ShapeParameter.RATE, ShapeParameter.STEEPNESS) {
        @Override
        double shape(double x, double c, double d) {
            return Math.exp(-c * Math.pow(x, d));
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            double power = Math.pow(x, d);
            double g = Math.exp(-c * power);
            out[at] = -power * g;
            out[at + 1] = -c * power * Math.log(x) * g;
        }
    },
    /** a + b/(1 + (c·x)^d), Morgan, Mercer and Flodin's, also Hill's. */
    MMF4(true, ShapeParameter.RATE, ShapeParameter.STEEPNESS) {
        @Override
        double shape(double x, double c, double d) {
            return 1 / (1 + Math.pow(c * x, d));
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            double power = Math.pow(c * x, d);
            double slope = -power / ((1 + power) * (1 + power));
            out[at] = slope * d / c;
            out[at + 1] = slope * Math.log(c * x);
        }
    },
    /** a + b·exp(-(x/c)^d), Weibull's: the curves of {@link #EXP4} with a time c in the place of a rate. */
    WEIBULL(true, ShapeParameter.TIME, ShapeParameter.STEEPNESS) {
        @Override
        double shape(double x, double c, double d) {
            return Math.exp(-Math.pow(x / c, d));
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            double power = Math.pow(x / c, d);
            double g = Math.exp(-power);
            out[at] = power * d / c * g;
            out[at + 1] = -power * Math.log(x / c) * g;
        }
    },
    /** a + b·exp(-c·(x^d - 1)), Janoschek's: the curves of {@link #EXP4} with b the height at the first epoch. */
    JANOSCHEK(true, ShapeParameter.RATE, ShapeParameter.STEEPNESS) {
        @Override
        double shape(double x, double c, double d) {
            return Math.exp(-c * (Math.pow(x, d) - 1));
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {
            double power = Math.pow(x, d);
            double g = Math.exp(-c * (power - 1));
            out[at] = -(power - 1) * g;
            out[at + 1] = -c * power * Math.log(x) * g;
        }
    },
    /** a + b/ln(x + 1), inverse logarithm. */
    ILOG2(true) {
        @Override
        double shape(double x, double c, double d) {
            return 1 / Math.log(x + 1);
        }

        @Override
        void shapeGradient(double x, double c, double d, double[] out, int at) {}
    };

    private final boolean asymptote;
    private final int shapes;
    private final ShapeParameter first;
    private final ShapeParameter second;

    CurveFamily(boolean asymptote, ShapeParameter... bounds) {
        this.asymptote = asymptote;
        this.shapes = bounds.length;
        this.first = shapes > 0 ? bounds[0] : ShapeParameter.EXPONENT;
        this.second = shapes > 1 ? bounds[1] : ShapeParameter.EXPONENT;
    }

    /** g at an epoch; unused parameters are 0. */
    abstract double shape(double x, double c, double d);

    /** The derivatives of g by its parameters, written from {@code out[at]} on. */
    abstract void shapeGradient(double x, double c, double d, double[] out, int at);

    /** The name by which it is asked for. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has an asymptote a. */
    boolean hasAsymptote() {
        return asymptote;
    }

    /** How many parameters it has. */
    int parameterCount() {
        return (asymptote ? 2 : 1) + shapes;
    }

    /**
     * The curve at an epoch.
     *
     * @param epoch x, {@code > 0}
     * @param parameters in the order of the family
     * @return y(x)
     */
    double value(double epoch, double... parameters) {
        checkCount(parameters.length);
        double height = parameters[asymptote ? 1 : 0] * shape(epoch, first(parameters), second(parameters));
        return asymptote ? parameters[0] + height : height;
    }

    /**
     * The derivatives of the curve by its parameters.
     *
     * @param epoch x, {@code > 0}
     * @param parameters in the order of the family
     * @return ∂y/∂p of each parameter, in the same order
     */
    double[] gradient(double epoch, double... parameters) {
        checkCount(parameters.length);
        double[] gradient = new double[parameters.length];
        int height = asymptote ? 1 : 0;
        gradient[0] = 1;
        gradient[height] = shape(epoch, first(parameters), second(parameters));
        shapeGradient(epoch, first(parameters), second(parameters), gradient, height + 1);
        for (int i = height + 1; i < gradient.length; i++) {
            gradient[i] *= parameters[height];
        }
        return gradient;
    }

    /** The bounds of the parameters of g. */
    List<ShapeParameter> bounds() {
        return List.of(first, second).subList(0, shapes);
    }

    private double first(double[] parameters) {
        return shapes == 0 ? 0 : parameters[asymptote ? 2 : 1];
    }

    private double second(double[] parameters) {
        return shapes < 2 ? 0 : parameters[parameters.length - 1];
    }

    private void checkCount(int count) {
        Check.that(
                count == parameterCount(),
                "parameters",
                count + " numbers",
                "must be " + parameterCount() + " for " + label());
    }
}
