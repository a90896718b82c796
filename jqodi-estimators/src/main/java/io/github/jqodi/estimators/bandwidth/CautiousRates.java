package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.Check;
import io.github.jqodi.control.LogRate;
import io.github.jqodi.control.RateForecast;
import io.github.jqodi.control.RateHistory;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts that a link likely keeps, beside those of {@link io.github.jqodi.control.RateForecasts} that are right in the mean.
 * They look at how the means of stretches as long as the one asked for were spread in the seconds kept; longer stretches
 * are steadier.
 */
public final class CautiousRates {
    /** At least so many stretches are looked at, though they overlap. */
    private static final int FEWEST_STRETCHES = 4;

    private CautiousRates() {}

    /**
     * The rate that a share of the stretches seen stayed below, gaps included, for which nothing waits besides.
     *
     * @param share in [0, 1]; 0.1 is kept in nine of ten
     * @return the forecast; the mean where fewer than two seconds were seen
     */
    public static RateForecast quantile(double share) {
        Check.that(share >= 0 && share <= 1, "share", share, "must be in [0, 1]");
        return (history, fromSeconds, toSeconds) -> {
            double[] means = means(history, toSeconds - fromSeconds);
            Arrays.sort(means);
            return means.length == 0
                    ? history.meanBitsPerSecond()
                    : means[(int) Math.min(means.length - 1, Math.floor(share * means.length))];
        };
    }

    /**
     * A point forecast less so many standard deviations of the means of stretches seen; epochs wait for gaps as it says. Its
     * belief is lowered by the same factor and stays as uncertain as it is.
     *
     * @param point what is likely, such as {@link io.github.jqodi.control.RateForecasts#TWO_TIME_SCALES}
     * @param deviations how many, at least 0
     * @return the forecast, at least 0
     */
    public static RateForecast below(RateForecast point, double deviations) {
        Check.nonNegative("deviations", deviations);
        return new Below(point, deviations);
    }

    private record Below(RateForecast point, double deviations) implements RateForecast {
        @Override
        public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
            double deviation = deviation(means(history, toSeconds - fromSeconds));
            return Math.max(0, point.bitsPerSecond(history, fromSeconds, toSeconds) - deviations * deviation);
        }

        @Override
        public LogRate belief(RateHistory history, double fromSeconds, double toSeconds) {
            LogRate belief = point.belief(history, fromSeconds, toSeconds);
            double rate = point.bitsPerSecond(history, fromSeconds, toSeconds);
            double left = bitsPerSecond(history, fromSeconds, toSeconds) / rate;
            return rate > 0 ? new LogRate(belief.mean() + Math.log(left), belief.deviation()) : belief;
        }

        @Override
        public double waitSeconds(RateHistory history) {
            return point.waitSeconds(history);
        }
    }

    /** Of all stretches of whole seconds in those kept. */
    private static double[] means(RateHistory history, double seconds) {
        List<Double> recent = history.recent();
        int longest = Math.max(1, recent.size() - FEWEST_STRETCHES + 1);
        int length = (int) Math.max(1, Math.min(longest, Math.round(seconds)));
        double[] means = new double[recent.size() < 2 ? 0 : recent.size() - length + 1];
        double sum = 0;
        for (int i = 0; i < recent.size() && means.length > 0; i++) {
            sum += recent.get(i) - (i >= length ? recent.get(i - length) : 0);
            if (i >= length - 1) {
                means[i - length + 1] = Math.max(0, sum / length);
            }
        }
        return means;
    }

    private static double deviation(double[] means) {
        double mean = Arrays.stream(means).average().orElse(0);
        double squares =
                Arrays.stream(means).map(each -> (each - mean) * (each - mean)).sum();
        return means.length < 2 ? 0 : Math.sqrt(squares / (means.length - 1));
    }
}
