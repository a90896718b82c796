package io.github.jqodi.estimators.history;

/** The scale on which curves are compared and continued. */
enum Scale {
    /** Losses as they are. */
    PLAIN {
        @Override
        double[] of(double[] losses) {
            return losses;
        }

        @Override
        double back(double value) {
            return value;
        }
    },
    /** Logarithms; losses below {@value #FLOOR} count as that. */
    LOGARITHMIC {
        @Override
        double[] of(double[] losses) {
            double[] logarithms = new double[losses.length];
            for (int k = 0; k < losses.length; k++) {
                logarithms[k] = Math.log(Math.max(FLOOR, losses[k]));
            }
            return logarithms;
        }

        @Override
        double back(double value) {
            return Math.exp(value);
        }
    };

    private static final double FLOOR = 1e-9;

    abstract double[] of(double[] losses);

    abstract double back(double value);
}
