package io.github.jqodi.bench.report;

/**
 * Ratio of two sums over the same jobs and half of its 95 % interval, by the residuals of each job (Cochran, Sampling
 * Techniques, 1977).
 *
 * @param value of the first sum over the second; NaN where there is none
 * @param halfWidth half of its interval
 */
public record Ratio(double value, double halfWidth) {
    private static final double Z = 1.959963984540054;

    /**
     * The ratio of sums.
     *
     * @param above one number a job
     * @param below one number a job
     * @return the ratio; NaN where the second sum is 0
     */
    public static Ratio of(double[] above, double[] below) {
        double sum = 0;
        double over = 0;
        for (int i = 0; i < above.length; i++) {
            sum += above[i];
            over += below[i];
        }
        if (over == 0) {
            return new Ratio(Double.NaN, Double.NaN);
        }
        double ratio = sum / over;
        double squares = 0;
        for (int i = 0; i < above.length; i++) {
            double residual = above[i] - ratio * below[i];
            squares += residual * residual;
        }
        int n = above.length;
        double deviation = n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
        return new Ratio(ratio, Z * deviation * Math.sqrt(n) / Math.abs(over));
    }
}
