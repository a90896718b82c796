package io.github.jqodi.bench.report;

/**
 * Share of jobs in per cent, with its 95 % interval by Wilson.
 *
 * @param value the share
 * @param low below which the true share is with 2.5 % at most
 * @param high above which likewise
 */
public record Percent(double value, double low, double high) {
    private static final double Z = 1.959963984540054;

    /**
     * The share of some jobs.
     *
     * @param count how many
     * @param of how many in all, at least 1
     * @return the share
     */
    public static Percent of(long count, int of) {
        double p = (double) count / of;
        double centre = (p + Z * Z / (2 * of)) / (1 + Z * Z / of);
        double half = Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
        double low = count == 0 ? 0 : Math.max(0, centre - half);
        double high = count == of ? 1 : Math.min(1, centre + half);
        return new Percent(100 * p, 100 * low, 100 * high);
    }
}
