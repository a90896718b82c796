package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Record of what was seen of the rate of one link: the mean rates of the last {@value #KEPT_SECONDS} seconds, second by second, and
 * sums over all that was seen. Immutable, and restored exactly by its components. A rate of 0 is a link that is down. Where the
 * scenario states rates by epoch, rates are kept as they would be if the link were stated to have its nominal rate in every epoch.
 *
 * @param nominalBitsPerSecond rate the scenario states, the first one above 0 where it states them by epoch
 * @param recent mean rates of whole seconds in bits per second, the oldest first, at most {@value #KEPT_SECONDS}
 * @param partSeconds how much of the next second has been seen, in [0, 1)
 * @param partBits what could be sent in that part
 * @param seconds how long has been seen in all
 * @param bits what could be sent in all that time
 */
public record RateHistory(
        double nominalBitsPerSecond,
        List<Double> recent,
        double partSeconds,
        double partBits,
        double seconds,
        double bits) {
    /** How many seconds are kept one by one. */
    public static final int KEPT_SECONDS = 120;

    /** A lower rate is taken for this part of the nominal one where ratios of rates count. */
    private static final double LOW = 0.01;

    /** A shorter rest of a second is rounding. */
    private static final double INSTANT = 1e-9;

    /**
     * Checks and copies.
     *
     * @param nominalBitsPerSecond rate the scenario states, above 0
     * @param recent mean rates of whole seconds
     * @param partSeconds how much of the next second has been seen
     * @param partBits what could be sent in that part
     * @param seconds how long has been seen in all
     * @param bits what could be sent in all that time
     */
    public RateHistory {
        Check.positive("nominalBitsPerSecond", nominalBitsPerSecond);
        recent = Check.finites("recent", recent);
        for (int i = 0; i < recent.size(); i++) {
            Check.nonNegative("recent/" + i, recent.get(i));
        }
        Check.that(recent.size() <= KEPT_SECONDS, "recent", recent.size(), "must be at most " + KEPT_SECONDS);
        Check.that(partSeconds >= 0 && partSeconds < 1, "partSeconds", partSeconds, "must be from 0 and below 1");
        partBits = Check.nonNegative("partBits", partBits);
        seconds = Check.nonNegative("seconds", seconds);
        bits = Check.nonNegative("bits", bits);
    }

    /**
     * A history of nothing seen yet.
     *
     * @param nominalBitsPerSecond rate the scenario states, above 0
     * @return the history
     */
    public static RateHistory of(double nominalBitsPerSecond) {
        return new RateHistory(nominalBitsPerSecond, List.of(), 0, 0, 0, 0);
    }

    /**
     * This history and what is seen next.
     *
     * @param bitsPerSecond rate, at least 0
     * @param forSeconds for how long, at least 0
     * @return a copy
     */
    public RateHistory seen(double bitsPerSecond, double forSeconds) {
        bitsPerSecond = Check.nonNegative("bitsPerSecond", bitsPerSecond);
        forSeconds = Check.nonNegative("forSeconds", forSeconds);
        Bins bins = new Bins(this);
        bins.fill(bitsPerSecond, forSeconds);
        return new RateHistory(
                nominalBitsPerSecond,
                bins.kept(),
                bins.partSeconds,
                bins.partBits,
                seconds + forSeconds,
                bits + bitsPerSecond * forSeconds);
    }

    /**
     * {@return the mean rate of all that was seen, the nominal one before}
     */
    public double meanBitsPerSecond() {
        return seconds > 0 ? bits / seconds : nominalBitsPerSecond;
    }

    /**
     * The mean rate of all that was seen, drawn to the nominal one as if that had been seen before for some time.
     *
     * @param priorSeconds for how long, above 0
     * @return (priorSeconds · nominal + Σ rate · dt) / (priorSeconds + Σ dt)
     */
    public double shrunkBitsPerSecond(double priorSeconds) {
        Check.positive("priorSeconds", priorSeconds);
        return (priorSeconds * nominalBitsPerSecond + bits) / (priorSeconds + seconds);
    }

    /**
     * The mean rate of what was seen last.
     *
     * @param ofSeconds of how long at most, above 0
     * @return bits per second; the nominal rate where nothing was seen
     */
    public double lastBitsPerSecond(double ofSeconds) {
        Check.positive("ofSeconds", ofSeconds);
        double time = Math.min(ofSeconds, partSeconds);
        double sent = partSeconds > 0 ? partBits * (time / partSeconds) : 0;
        for (int i = recent.size() - 1; i >= 0 && time < ofSeconds; i--) {
            double more = Math.min(1, ofSeconds - time);
            sent += more * recent.get(i);
            time += more;
        }
        return time > 0 ? sent / time : nominalBitsPerSecond;
    }

    /**
     * How long a transfer that begins at any time waits until something gets through: the mean, over the seconds kept, of how long
     * the rate was next to nothing from there on, at most {@value #LOW} of the nominal rate and of the mean of these seconds. A gap
     * that is not over is counted until now, and the second under way is left out.
     *
     * @return seconds, 0 where nothing was seen; O({@value #KEPT_SECONDS})
     */
    public double waitSeconds() {
        double all = 0;
        for (double rate : recent) {
            all += rate;
        }
        double little = LOW * Math.min(nominalBitsPerSecond, all / Math.max(1, recent.size()));
        double sum = 0;
        int gap = 0;
        for (int i = recent.size() - 1; i >= 0; i--) {
            gap = recent.get(i) <= little ? gap + 1 : 0;
            // a transfer begins in the middle of a second on average
            sum += gap > 0 ? gap - 0.5 : 0;
        }
        return recent.isEmpty() ? 0 : sum / recent.size();
    }

    /** Mean rates of stretches of the whole seconds kept, as by {@link #log}; the last one ends with the last second. */
    double[] stretches(int ofSeconds) {
        double[] logs = new double[recent.size() / ofSeconds];
        int from = recent.size() % ofSeconds;
        for (int i = 0; i < logs.length; i++) {
            double sum = 0;
            for (int second = 0; second < ofSeconds; second++) {
                sum += recent.get(from + i * ofSeconds + second);
            }
            logs[i] = log(sum / ofSeconds);
        }
        return logs;
    }

    /** Logarithm of a rate over the nominal one; a rate that is next to nothing counts as {@value #LOW} of that. */
    double log(double bitsPerSecond) {
        return Math.log(Math.max(LOW, bitsPerSecond / nominalBitsPerSecond));
    }

    @Override
    public String toString() {
        return Text.number(meanBitsPerSecond()) + " bit/s in " + Text.number(seconds) + " s";
    }

    /** Whole seconds while they are filled. */
    private static final class Bins {
        private final List<Double> whole;
        private double partSeconds;
        private double partBits;

        Bins(RateHistory before) {
            whole = new ArrayList<>(before.recent);
            partSeconds = before.partSeconds;
            partBits = before.partBits;
        }

        void fill(double rate, double forSeconds) {
            // what lies further back than is kept need not be filled in
            double left = forSeconds > KEPT_SECONDS + 1 ? KEPT_SECONDS + 1 + forSeconds % 1 : forSeconds;
            while (left > 0) {
                double now = Math.min(left, 1 - partSeconds);
                partBits += rate * now;
                partSeconds += now;
                left -= now;
                if (partSeconds > 1 - INSTANT) {
                    whole.add(partBits / partSeconds);
                    partSeconds = 0;
                    partBits = 0;
                }
            }
        }

        List<Double> kept() {
            return whole.subList(Math.max(0, whole.size() - KEPT_SECONDS), whole.size());
        }
    }
}
