package io.github.jqodi.bench.examples;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Example: an estimator of the caller's own, which remembers how many epochs finished jobs took and expects the next ones to be
 * drawn from the same. Planning asks it from several threads while jobs go on to finish; each answer is of one moment.
 */
final class FinishedJobs implements EpochEstimator {
    /** Fewer jobs say nothing. */
    private static final int FEWEST = 3;

    private final Map<QuantizedModel, Tally> tallies = new ConcurrentHashMap<>();

    /** Makes an estimator that remembers nothing yet. */
    FinishedJobs() {}

    /** What is known of one quantized model; never changed. */
    private record Tally(List<Integer> reached, int gaveUp) {
        Tally and(Tally other) {
            return new Tally(
                    Stream.concat(reached.stream(), other.reached.stream()).toList(), gaveUp + other.gaveUp);
        }

        int jobs() {
            return reached.size() + gaveUp;
        }
    }

    /**
     * A job reached its target.
     *
     * @param pair what was trained
     * @param epochs how many it took
     */
    public void reached(QuantizedModel pair, int epochs) {
        tallies.merge(pair, new Tally(List.of(epochs), 0), Tally::and);
    }

    /**
     * A job was given up.
     *
     * @param pair what was trained
     */
    public void gaveUp(QuantizedModel pair) {
        tallies.merge(pair, new Tally(List.of(), 1), Tally::and);
    }

    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
        return Optional.ofNullable(tallies.get(pair))
                .filter(tally -> tally.jobs() >= FEWEST)
                .map(FinishedJobs::estimate);
    }

    private static EpochEstimate estimate(Tally tally) {
        int[] epochs = tally.reached.stream().mapToInt(Integer::intValue).toArray();
        return EpochEstimate.samples(epochs, tally.gaveUp);
    }
}
