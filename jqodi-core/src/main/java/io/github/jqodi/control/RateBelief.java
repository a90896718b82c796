package io.github.jqodi.control;

import java.util.Arrays;

/**
 * Belief about a link's rate, as the logarithm of that over the nominal one: what was seen, in stretches of
 * {@value #STRETCH_SECONDS} s, beside the nominal rate, which counts like {@value #NOMINAL_WORTH} times the time that rates last on
 * this link ({@link RateMemory}), at most like {@value RateHistory#KEPT_SECONDS} s. Where rates last long, all that was seen may be
 * one regime, and what is stated another one; where they change every few seconds, minutes of them say more than any statement.
 *
 * @param mean of the logarithm
 * @param deviation standard deviation, stretches and nominal rate taken together
 */
record RateBelief(double mean, double deviation) {
    /** Of rates whose spread is looked at: about an epoch, within which they even out. */
    private static final int STRETCH_SECONDS = 10;
    /** Of the time that rates last. */
    private static final double NOMINAL_WORTH = 1.5;
    /** The same where nothing is known of that time. */
    private static final double NOMINAL_SECONDS = NOMINAL_WORTH * RateMemory.PRIOR_SECONDS;

    /** From what was seen of a link. */
    static RateBelief of(RateHistory history) {
        double[] logs = history.stretches(STRETCH_SECONDS);
        double lasting = lastingSeconds(history, mean(logs, NOMINAL_SECONDS));
        double worth = Math.min(RateHistory.KEPT_SECONDS, NOMINAL_WORTH * lasting);
        double mean = mean(logs, worth);
        double square = Arrays.stream(logs).map(log -> log * log).sum();
        double variance = square * share(logs, worth) - mean * mean;
        return new RateBelief(mean, Math.sqrt(Math.max(0, variance)));
    }

    private static double lastingSeconds(RateHistory history, double mean) {
        RateMemory memory = new RateMemory();
        memory.add(history, mean + Math.log(history.nominalBitsPerSecond()));
        return memory.seconds();
    }

    private static double mean(double[] logs, double nominalSeconds) {
        return Arrays.stream(logs).sum() * share(logs, nominalSeconds);
    }

    /** Of one stretch in all that is taken together. */
    private static double share(double[] logs, double nominalSeconds) {
        return STRETCH_SECONDS / (nominalSeconds + STRETCH_SECONDS * logs.length);
    }
}
