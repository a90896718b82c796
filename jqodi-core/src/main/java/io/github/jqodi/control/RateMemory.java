package io.github.jqodi.control;

/**
 * Memory of links: how long their rates last before they are others. A rate that lasts for τ seconds on average and is then any
 * other is correlated with itself {@value #STRETCH_SECONDS} s later by exp(-{@value #STRETCH_SECONDS}/τ); what is seen of that, of
 * the logarithms of stretches so long around what is believed of their mean, is averaged over all links with what is believed
 * before, which counts as {@value #PRIOR_PAIRS} pairs of stretches.
 */
final class RateMemory {
    private static final int STRETCH_SECONDS = 5;
    /** How long rates are believed to last before any are seen. */
    static final double PRIOR_SECONDS = 40;

    private static final int PRIOR_PAIRS = 5;

    private static final double MIN_SECONDS = 5;
    private static final double MAX_SECONDS = 300;
    /** Answers are rounded to this part of a factor e, so that small news keep what was worked out. */
    private static final double PARTS = 8;

    private double pairs = PRIOR_PAIRS;
    private double correlation = PRIOR_PAIRS * Math.exp(-STRETCH_SECONDS / PRIOR_SECONDS);

    /**
     * Looks at a link.
     *
     * @param history what was seen of it
     * @param mean of the logarithm of bits per second, as it is believed
     */
    void add(RateHistory history, double mean) {
        double[] logs = history.stretches(STRETCH_SECONDS);
        double apart = mean - Math.log(history.nominalBitsPerSecond());
        double together = 0;
        double square = 0;
        for (int i = 1; i < logs.length; i++) {
            double before = logs[i - 1] - apart;
            double after = logs[i] - apart;
            together += before * after;
            square += (before * before + after * after) / 2;
        }
        if (square > 0) {
            pairs += logs.length - 1;
            correlation += (logs.length - 1) * Math.max(0, together / square);
        }
    }

    /** How long rates last on average. */
    double seconds() {
        double seconds = -STRETCH_SECONDS / Math.log(correlation / pairs);
        double bounded = Math.max(MIN_SECONDS, Math.min(MAX_SECONDS, seconds));
        return Math.exp(Math.round(PARTS * Math.log(bounded)) / PARTS);
    }
}
