package io.github.jqodi.bench.regret;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import io.github.jqodi.estimators.seeds.SeedGroup;
import io.github.jqodi.estimators.seeds.SeedRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * K of pairs from the spread of repeated real runs. Every other configuration, the first among them, is history; of the rest
 * those groups are drawn from that have at least {@value #FEWEST_SEEDS} seeds, all of which reached the target, in
 * {@value #FEWEST_EPOCHS} epochs or more in the mean. Each pair of each draw gets a group of its own: all its K are multiplied by
 * the pair's K_exp over the mean of the group, so that K_exp is the true mean, and rounded. One seed, drawn at random, is how long
 * training really takes; {@value #SHOWN} others, drawn at random, are the past runs that the estimators see. So true K over the
 * mean of past K is, up to rounding, the ratio between real runs. The distribution that K is drawn from is that of the group. Past
 * runs are others' runs, so that nothing had to be run to see them; the run itself shows the losses of a power law, of which
 * nothing is learnt.
 */
final class SeedDraws implements DrawSource {
    private static final int FEWEST_SEEDS = 5;
    private static final double FEWEST_EPOCHS = 5;
    private static final int SHOWN = 4;

    private final List<int[]> groups;
    private final Map<String, Function<SeedGroup, EpochEstimate>> beliefs = new LinkedHashMap<>();

    /**
     * Splits runs into history and groups to draw from, and lets estimators learn from the history.
     *
     * @param runs of several configurations
     * @param estimators learn from history
     */
    SeedDraws(List<SeedRun> runs, List<SeedEstimator> estimators) {
        Set<String> past = everyOther(runs);
        List<SeedGroup> history = new ArrayList<>();
        groups = new ArrayList<>();
        for (SeedGroup group : SeedRun.grouped(runs)) {
            if (past.contains(group.configuration())) {
                history.add(group);
            } else if (usable(group)) {
                groups.add(group.reached());
            }
        }
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("no group has " + FEWEST_SEEDS + " seeds that all reached the target");
        }
        for (SeedEstimator estimator : estimators) {
            SeedEstimator.Fitted fitted = estimator.fit(history);
            beliefs.put(estimator.name(), seen -> fitted.forecast(seen).toEpochEstimate());
        }
        beliefs.put("mean-half-range", seen -> withRobust(seen, mean(seen) + halfRange(seen)));
        beliefs.put("largest-seed", seen -> withRobust(seen, largest(seen)));
        beliefs.put("mean-alone", seen -> withRobust(seen, mean(seen)));
    }

    /** How many groups there are to draw from. */
    int groupCount() {
        return groups.size();
    }

    @Override
    public List<String> estimators() {
        return List.copyOf(beliefs.keySet());
    }

    @Override
    public boolean learns() {
        return false;
    }

    @Override
    public boolean isOfScenario() {
        return false;
    }

    @Override
    public Draw draw(List<TrainedPair> pairs, double correlation, SplittableRandom random) {
        List<int[]> drawn = DrawSource.coupled(pairs.size(), correlation, random, () -> {
            int[] epochs = groups.get(random.nextInt(groups.size())).clone();
            shuffle(epochs, random);
            return epochs;
        });
        List<Integer> truth = new ArrayList<>();
        List<SeedGroup> seen = new ArrayList<>();
        List<EpochEstimate> distribution = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            int[] scaled = scaled(drawn.get(i), pairs.get(i).meanEpochs());
            truth.add(scaled[0]);
            distribution.add(EpochEstimate.samples(scaled, 0));
            seen.add(new SeedGroup(pairs.get(i).pair().label(), "target", shown(scaled), 0));
        }
        return new Draw(
                truth,
                Optional.of(distribution),
                List.of(),
                beliefs.values().stream()
                        .map(belief -> Belief.of(seen.stream().map(belief).toList()))
                        .toList());
    }

    private static int[] scaled(int[] epochs, int meanEpochs) {
        double scale = meanEpochs / Arrays.stream(epochs).average().orElseThrow();
        return Arrays.stream(epochs)
                .map(k -> (int) Math.max(1, Math.rint(scale * k)))
                .toArray();
    }

    private static int[] shown(int[] epochs) {
        return Arrays.copyOfRange(epochs, 1, 1 + SHOWN);
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    private static boolean usable(SeedGroup group) {
        return group.neverCount() == 0 && group.size() >= FEWEST_SEEDS && mean(group) >= FEWEST_EPOCHS;
    }

    private static Set<String> everyOther(List<SeedRun> runs) {
        List<String> names =
                runs.stream().map(SeedRun::configuration).distinct().toList();
        Set<String> past = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i += 2) {
            past.add(names.get(i));
        }
        return past;
    }

    /** K_exp is the mean, rounded; K_rob is rounded up and never below it. */
    private static EpochEstimate withRobust(SeedGroup seen, double robust) {
        int expected = (int) Math.max(1, Math.rint(mean(seen)));
        return EpochEstimate.of(expected, Math.max(expected, (int) Math.ceil(robust)));
    }

    private static double mean(SeedGroup group) {
        return Arrays.stream(group.reached()).average().orElse(0);
    }

    private static double halfRange(SeedGroup group) {
        return 0.5 * (largest(group) - Arrays.stream(group.reached()).min().orElse(0));
    }

    private static int largest(SeedGroup group) {
        return Arrays.stream(group.reached()).max().orElse(0);
    }
}
