package io.github.jqodi.estimators.numeric;

/** Unit of steps below what a run reached, for targets that it did not reach. */
public final class LossScale {
    /** Of what a run fell by. */
    private static final double NEXT_TO_NOTHING = 1e-9;

    private LossScale() {}

    /**
     * The least loss, or what the run fell by where that is 0 or next to it.
     *
     * @param first loss of the first epoch
     * @param least loss of all
     * @return what a share of it below the least loss is a target below all that was reached; above 0
     */
    public static double of(double first, double least) {
        double fall = first - least;
        double scale = Math.abs(least) > NEXT_TO_NOTHING * fall ? Math.abs(least) : fall;
        return scale > 0 ? scale : 1;
    }
}
