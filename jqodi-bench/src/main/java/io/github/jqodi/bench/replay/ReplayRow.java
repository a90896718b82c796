package io.github.jqodi.bench.replay;

import io.github.jqodi.bench.report.Percent;
import io.github.jqodi.bench.report.Ratio;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Row of a replay: the outcomes of all jobs under one policy.
 *
 * @param policy which
 * @param missPercent of the jobs that did not reach the target before the deadline
 * @param missPercentLow below which the true share is with 2.5 % at most, by Wilson
 * @param missPercentHigh above which likewise
 * @param unfinishedPercent of the jobs that ended without the target
 * @param joulesPerFinishedJob energy of all jobs by the number of those in time
 * @param joulesHalfWidth half of the 95 % interval of that energy, by the residuals of each job
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
        double joulesHalfWidth,
        double energyRatioToClairvoyant,
        double energyRatioHalfWidth,
        double plansPerJob,
        double movesPerJob,
        double microsPerDecision) {
    static ReplayRow of(PolicyName policy, List<Outcome> own, List<Outcome> reference) {
        int n = own.size();
        long missed = own.stream().filter(outcome -> !outcome.inTime()).count();
        long unfinished = own.stream().filter(outcome -> !outcome.reached()).count();
        double joules = own.stream().mapToDouble(Outcome::joules).sum();
        Percent misses = Percent.of(missed, n);
        Ratio ratio = ratio(own, reference);
        double decisions = own.stream().mapToDouble(Outcome::decisions).sum();
        double nanos = own.stream().mapToDouble(Outcome::decisionNanos).sum();
        return new ReplayRow(
                policy,
                misses.value(),
                misses.low(),
                misses.high(),
                100.0 * unfinished / n,
                n == missed ? Double.NaN : joules / (n - missed),
                perFinished(own).halfWidth(),
                ratio.value(),
                ratio.halfWidth(),
                own.stream().mapToDouble(Outcome::plans).sum() / n,
                own.stream().mapToDouble(Outcome::moves).sum() / n,
                decisions == 0 ? 0 : nanos / decisions / 1000);
    }

    /** Of the energy of all jobs to the number of those in time. */
    private static Ratio perFinished(List<Outcome> own) {
        return Ratio.of(
                own.stream().mapToDouble(Outcome::joules).toArray(),
                own.stream().mapToDouble(outcome -> outcome.inTime() ? 1 : 0).toArray());
    }

    /** Of energies on jobs in time under both. */
    private static Ratio ratio(List<Outcome> own, List<Outcome> reference) {
        int[] both = IntStream.range(0, own.size())
                .filter(i -> own.get(i).inTime() && reference.get(i).inTime())
                .toArray();
        return Ratio.of(
                Arrays.stream(both).mapToDouble(i -> own.get(i).joules()).toArray(),
                Arrays.stream(both).mapToDouble(i -> reference.get(i).joules()).toArray());
    }
}
