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
        double of(double loss) {
            return loss;
        }
    },
    /** Logarithms; losses below {@value #FLOOR} count as that. */
    LOGARITHMIC {
        @Override
        double[] of(double[] losses) {
            double[] logarithms = new double[losses.length];
            for (int k = 0; k < losses.length; k++) {
                logarithms[k] = of(losses[k]);
            }
            return logarithms;
        }

        @Override
        double of(double loss) {
            return Math.log(Math.max(FLOOR, loss));
        }
    };

    private static final double FLOOR = 1e-9;

    abstract double[] of(double[] losses);

    abstract double of(double loss);
}
