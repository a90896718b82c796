package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import java.util.List;

/**
 * Fall of the log loss at a known drop of the learning rate, lognormal: that of schedules in general, or what past runs did at
 * theirs. A fall is by how much the losses after a drop lie below the trend of those before it; falls of past runs are pooled, and
 * drawn towards the general one the more the fewer they are. With few of them the spread is wider, as they say less of the next
 * one.
 *
 * @param median of the fall of ln loss
 * @param spread standard deviation of the logarithm of that
 */
public record FallAtDrops(double median, double spread) {
    /** Where no past run dropped: drops are scheduled for small falls as well as for large ones. */
    public static final FallAtDrops GENERAL = new FallAtDrops(0.2, 0.5);

    /** Standard deviation of ln fall between schedules. */
    private static final double BETWEEN = 0.7;
    /** The same between runs of one schedule, before any was seen. */
    private static final double WITHIN = 0.25;
    /** That counts as so many runs. */
    private static final double WITHIN_RUNS = 4;

    /**
     * Checks both.
     *
     * @param median {@code > 0}
     * @param spread {@code > 0}
     */
    public FallAtDrops {
        Check.positive("median", median);
        Check.positive("spread", spread);
    }

    /**
     * What past runs say.
     *
     * @param past complete runs; those that name no drops, diverge, or have losses at or below 0 are passed over, and drops with
     *     fewer than three losses in the half before them, as those before epoch 6, or none after
     * @return normal-normal posterior prediction of a further ln fall; {@link #GENERAL} where no fall was seen
     */
    public static FallAtDrops of(List<Curve> past) {
        double[] falls = past.stream().flatMapToDouble(SeenDrops::logFalls).toArray();
        if (falls.length == 0) {
            return GENERAL;
        }
        double mean = 0;
        for (double fall : falls) {
            mean += fall / falls.length;
        }
        double squares = WITHIN_RUNS * WITHIN * WITHIN;
        for (double fall : falls) {
            squares += (fall - mean) * (fall - mean);
        }
        double within = squares / (WITHIN_RUNS + falls.length - 1);
        double between = BETWEEN * BETWEEN;
        double trust = between / (between + within / falls.length);
        double general = Math.log(GENERAL.median);
        return new FallAtDrops(
                Math.exp(general + trust * (mean - general)), Math.sqrt(within + trust * within / falls.length));
    }
}
