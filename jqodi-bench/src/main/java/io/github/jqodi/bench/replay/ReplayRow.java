package io.github.jqodi.bench.replay;

import java.util.List;

/**
 * Figures of all jobs under one policy.
 *
 * @param policy which
 * @param missPercent of the jobs that did not reach the target before the deadline
 * @param missPercentLow below which the true share is with 2.5 % at most, by Wilson
 * @param missPercentHigh above which likewise
 * @param unfinishedPercent of the jobs that ended without the target
 * @param joulesPerFinishedJob energy of all jobs by the number of those in time
 * @param energyRatioToClairvoyant energy beside that of the clairvoyant of bandwidth, on jobs that both finish in time
 * @param energyRatioHalfWidth half of the 95 % interval of that ratio
 * @param plansPerJob how many plans were made
 * @param movesPerJob how often the server changed
 * @param microsPerDecision time a decision took, the one figure that differs between equal runs
 */
public record ReplayRow(
        PolicyName policy,
        double missPercent,
        double missPercentLow,
        double missPercentHigh,
        double unfinishedPercent,
        double joulesPerFinishedJob,
        double energyRatioToClairvoyant,
        double energyRatioHalfWidth,
        double plansPerJob,
        double movesPerJob,
        double microsPerDecision) {
    private static final double Z = 1.959963984540054;

    static ReplayRow of(PolicyName policy, List<Outcome> own, List<Outcome> reference) {
        int n = own.size();
        long missed = own.stream().filter(outcome -> !outcome.inTime()).count();
        long unfinished = own.stream().filter(outcome -> !outcome.reached()).count();
        double joules = own.stream().mapToDouble(Outcome::joules).sum();
        double p = (double) missed / n;
        double centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n)) / (1 + Z * Z / n);
        double[] ratio = ratio(own, reference);
        double decisions = own.stream().mapToDouble(Outcome::decisions).sum();
        double nanos = own.stream().mapToDouble(Outcome::decisionNanos).sum();
        return new ReplayRow(
                policy,
                100 * p,
                100 * Math.max(0, centre - half),
                100 * Math.min(1, centre + half),
                100.0 * unfinished / n,
                n == missed ? Double.NaN : joules / (n - missed),
                ratio[0],
                ratio[1],
                own.stream().mapToDouble(Outcome::plans).sum() / n,
                own.stream().mapToDouble(Outcome::moves).sum() / n,
                decisions == 0 ? 0 : nanos / decisions / 1000);
    }

    /** Ratio of sums and half of its interval, by the residuals of each job (Cochran, Sampling Techniques, 1977). */
    private static double[] ratio(List<Outcome> own, List<Outcome> reference) {
        double above = 0;
        double below = 0;
        int both = 0;
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).inTime() && reference.get(i).inTime()) {
                above += own.get(i).joules();
                below += reference.get(i).joules();
                both++;
            }
        }
        if (both == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double ratio = above / below;
        double squares = 0;
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).inTime() && reference.get(i).inTime()) {
                double residual = own.get(i).joules() - ratio * reference.get(i).joules();
                squares += residual * residual;
            }
        }
        double deviation = both > 1 ? Math.sqrt(squares / (both - 1)) : 0;
        return new double[] {ratio, Z * deviation * Math.sqrt(both) / below};
    }
}
