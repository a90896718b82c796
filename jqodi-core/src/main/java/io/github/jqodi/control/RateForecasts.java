package io.github.jqodi.control;

import java.util.List;

/**
 * Ready-made forecasts of link rates: from what the scenario states to what was seen, and how long it lasts. All but
 * {@link #NOMINAL} and {@link #TWO_TIME_SCALES} take the nominal rate only where nothing was seen.
 */
public enum RateForecasts implements RateForecast {
    /** The rate the scenario states, whatever was seen. */
    NOMINAL {
        @Override
        public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
            return history.nominalBitsPerSecond();
        }
    },
    /** The mean rate of the last second seen. */
    LAST {
        @Override
        public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
            return history.lastBitsPerSecond(1);
        }
    },
    /** The mean rate of all that was seen. */
    MEAN {
        @Override
        public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
            return history.meanBitsPerSecond();
        }
    },
    /** The seconds kept, played again from the oldest, over and over; the mean rate of those that fall into the stretch. */
    REPLAYED {
        @Override
        public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
            List<Double> recent = history.recent();
            return recent.isEmpty() ? history.meanBitsPerSecond() : replayed(recent, fromSeconds, toSeconds);
        }
    },
    /**
     * For the next epoch an autoregression of order 1 of the logarithm of the rate: from that of the last second back to the mean
     * logarithm of the run, as fast as those of neighbouring seconds forget each other, so that a short burst does not count for
     * the whole run. Beyond it the mean of the run, drawn to the nominal rate as if that had been seen for a minute: m = (60 s ·
     * nominal + Σ rate · dt) / (60 s + elapsed). Belief in later rates, and the mean logarithm, are from the logarithms of what was
     * seen in stretches of ten seconds and of the nominal rate, which counts the more the longer rates last: as much as one and a
     * half such times. The two transfers of an epoch, down and up, each wait for gaps as transfers did until now
     * ({@link RateHistory#waitSeconds()}).
     */
    TWO_TIME_SCALES {
        @Override
        public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
            return fromSeconds > 0 ? history.shrunkBitsPerSecond(PRIOR_SECONDS) : soon(history, toSeconds);
        }

        @Override
        public LogRate belief(RateHistory history, double fromSeconds, double toSeconds) {
            RateBelief seen = RateBelief.of(history);
            return new LogRate(Math.log(history.nominalBitsPerSecond()) + seen.mean(), seen.deviation());
        }

        @Override
        public double waitSeconds(RateHistory history) {
            return TRANSFERS * history.waitSeconds();
        }
    };

    private static final double PRIOR_SECONDS = 60;
    /** Of an epoch over a device link: down and up. */
    private static final int TRANSFERS = 2;

    /** Persistence from one second to the next that is believed before anything is seen, and how many pairs that is worth. */
    private static final double PRIOR_PERSISTENCE = 0.9;

    private static final int PRIOR_PAIRS = 10;

    private static double replayed(List<Double> recent, double fromSeconds, double toSeconds) {
        // of sums that rounding may have brought out of order
        double bits = Math.max(0, bitsUntil(recent, toSeconds) - bitsUntil(recent, fromSeconds));
        return bits / (toSeconds - fromSeconds);
    }

    /** What can be sent in some seconds from now if the seconds kept come again and again. */
    private static double bitsUntil(List<Double> recent, double seconds) {
        double round = 0;
        double part = 0;
        double rest = seconds % recent.size();
        for (int i = 0; i < recent.size(); i++) {
            round += recent.get(i);
            part += recent.get(i) * Math.min(1, Math.max(0, rest - i));
        }
        return Math.floor(seconds / recent.size()) * round + part;
    }

    private static double soon(RateHistory history, double toSeconds) {
        double mean = RateBelief.of(history).mean();
        double level = history.log(history.lastBitsPerSecond(1));
        double apart = (level - mean) * meanPower(persistence(history.stretches(1), mean), toSeconds);
        return history.nominalBitsPerSecond() * Math.exp(mean + apart);
    }

    /**
     * How much of a second's distance from the mean is left in the next, in [0, 1]. Seen from the mean of the run, so that a
     * stretch of low rates is a slow change and no noise around its own level.
     */
    private static double persistence(double[] logs, double mean) {
        double together = 0;
        double square = 0;
        for (int i = 1; i < logs.length; i++) {
            double before = logs[i - 1] - mean;
            together += before * (logs[i] - mean);
            square += before * before;
        }
        if (square == 0) {
            return PRIOR_PERSISTENCE;
        }
        int pairs = logs.length - 1;
        double seen = Math.min(1, Math.max(0, together / square));
        return (PRIOR_PAIRS * PRIOR_PERSISTENCE + pairs * seen) / (PRIOR_PAIRS + pairs);
    }

    /** Mean of φ^h over h from 0 to some seconds. */
    private static double meanPower(double phi, double seconds) {
        if (phi <= 0) {
            return 0;
        }
        double exponent = seconds * Math.log(phi);
        return exponent == 0 ? 1 : Math.expm1(exponent) / exponent;
    }
}
