package io.github.jqodi.estimate;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tabulated beliefs, one row for each pair of a model version and a quantization; this is what a scenario file carries. Immutable. */
public final class EstimateTable implements EpochEstimator, CompressionLossEstimator {
    private final List<Row> rows;
    private final Map<QuantizedModel, Row> byPair = new LinkedHashMap<>();
    private final GainEstimator updateGains =
            (scenario, pair, epochs) -> trajectory(pair).map(Trajectory::update);
    private final GainEstimator runGains =
            (scenario, pair, epochs) -> trajectory(pair).map(Trajectory::run);

    /**
     * Collects rows.
     *
     * @param rows at most one for each pair
     */
    public EstimateTable(List<Row> rows) {
        this.rows = Check.distinct("estimates", rows, Row::pair);
        rows.forEach(row -> byPair.put(row.pair(), row));
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
     * @param pair model and quantization by name
     * @return the row, empty if the table has none
     */
    public Optional<Row> row(QuantizedModel pair) {
        return Optional.ofNullable(byPair.get(pair));
    }

    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
        return row(pair).map(Row::epochs);
    }

    @Override
    public Optional<LossEstimate> compressionLoss(Scenario scenario, QuantizedModel pair) {
        return row(pair).flatMap(Row::compressionLoss);
    }

    private Optional<Trajectory> trajectory(QuantizedModel pair) {
        return row(pair).flatMap(Row::trajectory);
    }

    GainEstimator updateGains() {
        return updateGains;
    }

    GainEstimator runGains() {
        return runGains;
    }

    @Override
    public String toString() {
        long followed =
                rows.stream().filter(row -> row.trajectory().isPresent()).count();
        return "table of " + Text.count(rows.size(), "pair") + ", " + followed + " with losses";
    }

    /**
     * What is believed of one pair (a,q).
     *
     * @param pair model and quantization by name; widths outside Ω serve the full-precision and the 1-bit strategy alone
     * @param epochs K_(a,q)
     * @param compressionLoss γ_(a,q), empty if nothing is believed
     * @param trajectory γ^update and γ^run, empty if nothing is believed
     */
    public record Row(
            QuantizedModel pair,
            EpochEstimate epochs,
            Optional<LossEstimate> compressionLoss,
            Optional<Trajectory> trajectory) {
        /**
         * A row without losses.
         *
         * @param pair model and quantization by name
         * @param epochs K_(a,q)
         * @return the row
         */
        public static Row of(QuantizedModel pair, EpochEstimate epochs) {
            return new Row(pair, epochs, Optional.empty(), Optional.empty());
        }

        /**
         * The same row with losses.
         *
         * @param gamma γ_(a,q)
         * @param gains γ^update and γ^run
         * @return a copy
         */
        public Row withLosses(LossEstimate gamma, Trajectory gains) {
            return new Row(pair, epochs, Optional.of(gamma), Optional.of(gains));
        }
    }
}
