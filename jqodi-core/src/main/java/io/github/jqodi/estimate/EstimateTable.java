package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tabulated beliefs about pairs of a model version and a quantization; this is what a scenario file carries. A pair has one row
 * that is taken for whatever target is asked for, or rows that state the loss they reach: of these the one with the largest
 * that does not exceed the target is taken, of accuracies the smallest that is not below it. Immutable.
 */
public final class EstimateTable implements EpochEstimator, CompressionLossEstimator {
    private final List<Row> rows;
    private final Map<QuantizedModel, List<Row>> byPair = new LinkedHashMap<>();
    private final Map<QuantizedModel, Reach> reached = new LinkedHashMap<>();

    /**
     * Collects rows.
     *
     * @param rows of one pair either one that does not say what it reaches, or any number that reach different losses
     */
    public EstimateTable(List<Row> rows) {
        this.rows = Check.distinct("estimates", rows, row -> new Reached(row.pair(), row.reaches()));
        for (int i = 0; i < this.rows.size(); i++) {
            enter(i, this.rows.get(i));
        }
        byPair.forEach((pair, own) -> reached.put(pair, reachOf(own)));
    }

    private static Reach reachOf(List<Row> own) {
        List<Double> losses =
                own.stream().flatMap(row -> row.reaches().stream().boxed()).toList();
        return losses.isEmpty() ? Reach.UNSTATED : new Reach.Losses(losses);
    }

    /** What tells rows apart. */
    private record Reached(QuantizedModel pair, OptionalDouble reaches) {
        @Override
        public String toString() {
            return pair.label() + (reaches.isPresent() ? " that reaches " + reaches.getAsDouble() : "");
        }
    }

    private void enter(int index, Row row) {
        List<Row> others = byPair.computeIfAbsent(row.pair(), pair -> new ArrayList<>(1));
        Check.that(
                others.isEmpty()
                        || row.reaches().isPresent() == others.get(0).reaches().isPresent(),
                "estimates/" + index,
                row.pair().label(),
                "must say what it reaches just where the other estimates of the pair do",
                "State it in all of them.");
        others.add(row);
    }

    /**
     * {@return the rows in order}
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * The row of a pair that serves its target.
     *
     * @param scenario names the target
     * @param pair model and quantization by name
     * @return the row, empty if the table has none that gets there
     */
    public Optional<Row> row(Scenario scenario, QuantizedModel pair) {
        List<Row> own = byPair.getOrDefault(pair, List.of());
        if (own.isEmpty() || own.get(0).reaches().isEmpty()) {
            return own.isEmpty() ? Optional.empty() : Optional.of(own.get(0));
        }
        OptionalDouble taken = reach(scenario, pair).taken(scenario.metric(), scenario.lossTarget(pair));
        if (taken.isPresent()) {
            for (Row row : own) {
                if (row.reaches().getAsDouble() == taken.getAsDouble()) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
        return row(scenario, pair).flatMap(Row::epochs);
    }

    @Override
    public Reach reach(Scenario scenario, QuantizedModel pair) {
        return reached.getOrDefault(pair, Reach.UNSTATED);
    }

    @Override
    public Optional<LossEstimate> compressionLoss(Scenario scenario, QuantizedModel pair) {
        return scenario.task() == Task.INFERENCE
                ? byPair.getOrDefault(pair, List.of()).stream()
                        .flatMap(row -> row.compressionLoss().stream())
                        .findFirst()
                : row(scenario, pair).flatMap(Row::compressionLoss);
    }

    GainEstimator updateGains() {
        return new Gains(this, true);
    }

    GainEstimator runGains() {
        return new Gains(this, false);
    }

    /** The gains of a table: γ^update or γ^run. */
    private record Gains(EstimateTable table, boolean ofUpdates) implements GainEstimator {
        @Override
        public Optional<GainSeries> gains(Scenario scenario, QuantizedModel pair, int epochs) {
            return table.row(scenario, pair)
                    .flatMap(Row::trajectory)
                    .map(gains -> ofUpdates ? gains.update() : gains.run());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EstimateTable that && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        long followed =
                rows.stream().filter(row -> row.trajectory().isPresent()).count();
        return "table of " + Text.count(byPair.size(), "pair") + ", " + followed + " with losses";
    }

    /**
     * What is believed of one pair (a,q).
     *
     * @param pair model and quantization by name; widths outside Ω serve the full-precision and the 1-bit strategy alone
     * @param epochs K_(a,q); empty where inference is the task, which has none
     * @param reaches the loss that these epochs bring the model below, or the accuracy that they bring it above; empty if it is
     *     not known, and the epochs then are taken for whatever the target is
     * @param compressionLoss γ_(a,q), empty if nothing is believed
     * @param trajectory γ^update and γ^run, empty if nothing is believed
     */
    public record Row(
            QuantizedModel pair,
            Optional<EpochEstimate> epochs,
            OptionalDouble reaches,
            Optional<LossEstimate> compressionLoss,
            Optional<Trajectory> trajectory) {
        /**
         * Checks what is reached.
         *
         * @param pair model and quantization by name
         * @param epochs K_(a,q)
         * @param reaches finite, {@code >= 0} where given
         * @param compressionLoss γ_(a,q)
         * @param trajectory γ^update and γ^run
         */
        public Row {
            Objects.requireNonNull(compressionLoss, "compressionLoss");
            Objects.requireNonNull(epochs, "epochs");
            Objects.requireNonNull(pair, "pair");
            Objects.requireNonNull(reaches, "reaches");
            Objects.requireNonNull(trajectory, "trajectory");
            reaches = Check.nonNegative("reaches", reaches);
        }

        /**
         * A row without losses.
         *
         * @param pair model and quantization by name
         * @param epochs K_(a,q)
         * @return the row
         */
        public static Row of(QuantizedModel pair, EpochEstimate epochs) {
            return new Row(pair, Optional.of(epochs), OptionalDouble.empty(), Optional.empty(), Optional.empty());
        }

        /**
         * What quantizing does to a model that is not trained.
         *
         * @param pair model and quantization by name
         * @param gamma γ_(a,q)
         * @return the row
         */
        public static Row ofInference(QuantizedModel pair, LossEstimate gamma) {
            return new Row(pair, Optional.empty(), OptionalDouble.empty(), Optional.of(gamma), Optional.empty());
        }

        /**
         * The same row with losses.
         *
         * @param gamma γ_(a,q)
         * @param gains γ^update and γ^run
         * @return a copy
         */
        public Row withLosses(LossEstimate gamma, Trajectory gains) {
            return new Row(pair, epochs, reaches, Optional.of(gamma), Optional.of(gains));
        }

        /**
         * The same row for one target alone.
         *
         * @param loss what these epochs bring the model below; an accuracy where the scenario speaks of accuracies
         * @return a copy
         */
        public Row withReaches(double loss) {
            return new Row(pair, epochs, OptionalDouble.of(loss), compressionLoss, trajectory);
        }
    }
}
