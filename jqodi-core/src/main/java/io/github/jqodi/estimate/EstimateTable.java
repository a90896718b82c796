package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tabulated beliefs, one row for each model version and bit-width; this is what a scenario file carries. Immutable. */
public final class EstimateTable implements EpochEstimator, CompressionLossEstimator {
    private final List<Row> rows;
    private final Map<Key, Row> byKey = new LinkedHashMap<>();

    /**
     * Collects rows.
     *
     * @param rows at most one for each model and bit-width
     */
    public EstimateTable(List<Row> rows) {
        this.rows = Check.distinct("estimates", rows, row -> row.model() + " at " + row.bits() + " bits");
        rows.forEach(row -> byKey.put(new Key(row.model(), row.bits()), row));
    }

    /**
     * {@return the rows in order}
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * The row of a pair.
     *
     * @param model name of the version
     * @param bits π_q
     * @return the row, empty if the table has none
     */
    public Optional<Row> row(String model, int bits) {
        return Optional.ofNullable(byKey.get(new Key(model, bits)));
    }

    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, ModelVersion model, int bits) {
        return row(model.name(), bits).map(Row::epochs);
    }

    @Override
    public Optional<LossEstimate> compressionLoss(Scenario scenario, ModelVersion model, int bits) {
        return row(model.name(), bits).flatMap(Row::compressionLoss);
    }

    GainEstimator updateGains() {
        return (scenario, model, bits, epochs) ->
                row(model.name(), bits).flatMap(Row::trajectory).map(Trajectory::update);
    }

    GainEstimator runGains() {
        return (scenario, model, bits, epochs) ->
                row(model.name(), bits).flatMap(Row::trajectory).map(Trajectory::run);
    }

    private record Key(String model, int bits) {}

    /**
     * What is believed of one pair (a,q).
     *
     * @param model name of the version
     * @param bits π_q; widths outside Ω serve the full-precision and the 1-bit strategy alone
     * @param epochs K_(a,q)
     * @param compressionLoss γ_(a,q), empty if nothing is believed
     * @param trajectory γ^update and γ^run, empty if nothing is believed
     */
    public record Row(
            String model,
            int bits,
            EpochEstimate epochs,
            Optional<LossEstimate> compressionLoss,
            Optional<Trajectory> trajectory) {
        /**
         * Checks name and width.
         *
         * @param model not blank
         * @param bits from 1 to 32
         * @param epochs belief about K
         * @param compressionLoss belief about γ
         * @param trajectory belief about the gains
         */
        public Row {
            Check.name("model", model);
            Check.between("bits", bits, 1, 32);
        }

        /**
         * A row without losses.
         *
         * @param model name of the version
         * @param bits π_q
         * @param epochs K_(a,q)
         * @return the row
         */
        public static Row of(String model, int bits, EpochEstimate epochs) {
            return new Row(model, bits, epochs, Optional.empty(), Optional.empty());
        }

        /**
         * The same row with losses.
         *
         * @param gamma γ_(a,q)
         * @param gains γ^update and γ^run
         * @return a copy
         */
        public Row withLosses(LossEstimate gamma, Trajectory gains) {
            return new Row(model, bits, epochs, Optional.of(gamma), Optional.of(gains));
        }
    }
}
