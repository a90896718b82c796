package io.github.jqodi.bench.replay;

import io.github.jqodi.bench.scenario.DeadlineSpan;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Candidate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * The {@link DeadlineSpan} of one job, at the rates it will meet and with servers undisturbed: K_rob epochs of the pair that can be
 * fastest, and K_rob epochs of least energy of the pair of least mean energy.
 */
final class JobDeadlineSpan {
    private JobDeadlineSpan() {}

    static DeadlineSpan of(ReplayWorld world, ToDoubleFunction<String> offsets) {
        double fastest = world.candidates().stream()
                .mapToDouble(candidate -> fastest(world, offsets, candidate))
                .min()
                .orElseThrow();
        Candidate cheapest = world.candidates().stream()
                .min(Comparator.comparingDouble(candidate -> leastJoules(world, candidate)))
                .orElseThrow();
        return new DeadlineSpan(fastest, frugal(world, offsets, cheapest));
    }

    /** A later begin never ends earlier, so what is fastest in each epoch is fastest in all. */
    private static double fastest(ReplayWorld world, ToDoubleFunction<String> offsets, Candidate candidate) {
        double seconds = candidate.setup().seconds();
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            double best = Double.POSITIVE_INFINITY;
            for (Action action : candidate.actions()) {
                best = Math.min(best, end(world, offsets, candidate, action, k, seconds));
            }
            seconds = best;
        }
        return seconds;
    }

    private static double frugal(ReplayWorld world, ToDoubleFunction<String> offsets, Candidate candidate) {
        double seconds = candidate.setup().seconds();
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            double least = leastJoules(world, candidate, k);
            double best = Double.POSITIVE_INFINITY;
            for (Action action : candidate.actions()) {
                if (joules(world, candidate, action, k) <= least) {
                    best = Math.min(best, end(world, offsets, candidate, action, k, seconds));
                }
            }
            seconds = best;
        }
        return seconds;
    }

    private static double end(
            ReplayWorld world,
            ToDoubleFunction<String> offsets,
            Candidate candidate,
            Action action,
            int epoch,
            double start) {
        String server = action.server().name();
        return world.profile(candidate.pair(), action, epoch)
                .map(profile -> profile.end(world.trace(server), offsets.applyAsDouble(server), start, 1))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Mean energy until the target or the end of K_rob epochs, at the mean rates. */
    private static double leastJoules(ReplayWorld world, Candidate candidate) {
        double[] weights = candidate.epochs().survivals(candidate.robustEpochs());
        double joules = candidate.setup().joules();
        for (int k = 1; k <= weights.length; k++) {
            joules += weights[k - 1] * leastJoules(world, candidate, k);
        }
        return joules;
    }

    private static double leastJoules(ReplayWorld world, Candidate candidate, int epoch) {
        double[] all = candidate.actions().stream()
                .mapToDouble(action -> joules(world, candidate, action, epoch))
                .toArray();
        return Arrays.stream(all).min().orElse(Double.POSITIVE_INFINITY);
    }

    private static double joules(ReplayWorld world, Candidate candidate, Action action, int epoch) {
        double mean = world.trace(action.server().name()).meanBitsPerSecond();
        return world.profile(candidate.pair(), action, epoch)
                .map(profile -> profile.joules((profile.downBits() + profile.upBits()) / mean))
                .orElse(Double.POSITIVE_INFINITY);
    }
}
