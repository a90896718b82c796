package io.github.jqodi.bench.scenario;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import java.util.List;

/**
 * One reading of the paper's costs, with the coefficients that were fitted to its totals under that reading (READINGS 4.3).
 *
 * @param name for people
 * @param coefficients speeds and energies of the testbed
 * @param costs the cost model they were fitted with
 */
record Calibration(String name, Coefficients coefficients, AnalyticCosts costs) {
    /** Weights only; gives every published total and decision, with coefficients that are not physical. */
    static final Calibration LITERAL_RELAXED = new Calibration(
            "literal-relaxed",
            Coefficients.LITERAL_RELAXED,
            AnalyticCosts.PAPER.withBitScaling(new BitScaling.Floor(0.4)));

    /** Weights only, physical. */
    static final Calibration LITERAL_PHYSICAL = new Calibration(
            "literal-physical",
            Coefficients.LITERAL_PHYSICAL,
            AnalyticCosts.PAPER.withBitScaling(new BitScaling.Floor(0.3)));

    /** Weights and 8-bit features, physical. */
    static final Calibration FEATURES_PHYSICAL = new Calibration(
            "features-physical",
            Coefficients.FEATURES_PHYSICAL,
            AnalyticCosts.PAPER
                    .withPayload(Payload.BOTH)
                    .withFeatureBits(8)
                    .withBitScaling(new BitScaling.Floor(0.25)));

    /** Weights and features of the model's own width, physical. */
    static final Calibration FEATURESQ_PHYSICAL = new Calibration(
            "featuresq-physical",
            Coefficients.FEATURESQ_PHYSICAL,
            AnalyticCosts.PAPER.withPayload(Payload.BOTH).withBitScaling(new BitScaling.Floor(0.25)));

    /** All four. */
    static final List<Calibration> ALL =
            List.of(LITERAL_RELAXED, LITERAL_PHYSICAL, FEATURES_PHYSICAL, FEATURESQ_PHYSICAL);

    @Override
    public String toString() {
        return name;
    }
}
