package io.github.jqodi.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EstimateTable.Row;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A target of 0.5, and what tables, estimators and stated losses say of it. */
class EstimateTableTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);
    private static final QuantizedModel OTHER = QuantizedModel.of("m", 4);
    private static final LossEstimate GAMMA = new LossEstimate(0.1, 0.2);
    private static final Trajectory GAINS =
            new Trajectory(new GainSeries(List.of(-0.1), List.of(-0.2)), new GainSeries(List.of(-0.3), List.of(-0.4)));
    private static final Scenario SCENARIO = scenario("fineTuning");

    private static Scenario scenario(String task) {
        return ScenarioJson.parse("""
                        {"format": "jqodi-scenario/1", "name": "s", "task": "TASK", "target": {"deadlineSeconds": 9, "loss": 0.5},
                         "edgeServers": [{"name": "a"}], "bitWidths": [4, 8],
                         "models": [{"name": "m", "loss": 0.9, "cuts": [0]}],
                         "costs": {"kind": "measured", "entries": [
                           {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 10}]},
                         "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}]}
                        """.replace("TASK", task)).scenario();
    }

    private static Row reaching(double loss, int epochs) {
        return Row.of(PAIR, EpochEstimate.of(epochs, epochs)).withReaches(loss);
    }

    private static Optional<EpochEstimate> epochs(Row... rows) {
        return new EstimateTable(List.of(rows)).epochs(SCENARIO, PAIR);
    }

    @Test
    void tablesOfEqualRowsAreEqual() {
        EstimateTable table = new EstimateTable(List.of(reaching(0.3, 9).withLosses(GAMMA, GAINS)));
        EstimateTable same = new EstimateTable(List.of(reaching(0.3, 9).withLosses(GAMMA, GAINS)));
        EstimateTable other = new EstimateTable(List.of(reaching(0.3, 8).withLosses(GAMMA, GAINS)));
        assertEquals(Estimators.of(table), Estimators.of(same));
        assertEquals(Estimators.of(table).hashCode(), Estimators.of(same).hashCode());
        assertNotEquals(Estimators.of(table), Estimators.of(other));
        assertNotEquals(Estimators.of(table).updateGain(), Estimators.of(table).runGain());
        assertNotEquals(table, Estimators.of(table));
    }

    @Test
    void aClaimWithoutALossIsTakenForAnyTarget() {
        EstimateTable table = new EstimateTable(List.of(Row.of(PAIR, EpochEstimate.of(3, 4))));
        assertEquals(Optional.of(EpochEstimate.of(3, 4)), table.epochs(SCENARIO, PAIR));
        assertEquals(Optional.empty(), table.epochs(SCENARIO, OTHER));
        assertSame(Reach.UNSTATED, table.reach(SCENARIO, PAIR));
        assertSame(Reach.UNSTATED, table.reach(SCENARIO, OTHER));
    }

    @Test
    void ofSeveralClaimsTheHighestLossThatSufficesIsTaken() {
        Optional<EpochEstimate> four = Optional.of(EpochEstimate.of(4, 4));
        assertEquals(four, epochs(reaching(0.3, 9), reaching(0.45, 4), reaching(0.6, 2)));
        assertEquals(four, epochs(reaching(0.6, 2), reaching(0.5, 4), reaching(0.3, 9)));
        assertEquals(Optional.empty(), epochs(reaching(0.6, 2), reaching(0.7, 1)));
        assertEquals(
                new Reach.Losses(List.of(0.6, 0.3)),
                new EstimateTable(List.of(reaching(0.6, 2), reaching(0.3, 9))).reach(SCENARIO, PAIR));
    }

    @Test
    void lossesThatAreReachedAreOrderedAsTheMetricSays() {
        Reach losses = new Reach.Losses(List.of(0.3, 0.45, 0.6, 0.7));
        assertEquals(OptionalDouble.of(0.45), losses.taken(Metric.LOSS, 0.5));
        assertEquals(OptionalDouble.of(0.6), losses.next(Metric.LOSS, 0.5));
        assertEquals(OptionalDouble.of(0.45), losses.taken(Metric.LOSS, 0.45));
        assertEquals(OptionalDouble.of(0.6), losses.next(Metric.LOSS, 0.45));
        assertEquals(OptionalDouble.empty(), losses.taken(Metric.LOSS, 0.2));
        assertEquals(OptionalDouble.empty(), losses.next(Metric.LOSS, 0.7));
        assertEquals(OptionalDouble.of(0.6), losses.taken(Metric.ACCURACY, 0.5));
        assertEquals(OptionalDouble.of(0.45), losses.next(Metric.ACCURACY, 0.5));
        Reach falling = new Reach.Losses(List.of(0.7, 0.6, 0.45, 0.3));
        assertEquals(OptionalDouble.of(0.45), falling.taken(Metric.LOSS, 0.5));
        assertEquals(OptionalDouble.of(0.6), falling.next(Metric.LOSS, 0.5));
    }

    @Test
    void whoIsAskedForTheTargetReachesIt() {
        EpochEstimator asked = (scenario, pair) -> Optional.empty();
        assertSame(Reach.ASKED, asked.reach(SCENARIO, PAIR));
        assertEquals(OptionalDouble.of(0.5), Reach.ASKED.taken(Metric.LOSS, 0.5));
        assertEquals(OptionalDouble.empty(), Reach.ASKED.next(Metric.LOSS, 0.5));
        assertEquals(OptionalDouble.empty(), Reach.UNSTATED.taken(Metric.LOSS, 0.5));
        assertEquals(OptionalDouble.empty(), Reach.UNSTATED.next(Metric.LOSS, 0.5));
    }

    @Test
    void estimatesOfAPairAreToldApart() {
        refused(
                "estimates/1 (m at 8 bits that reaches 0.5) appears twice",
                () -> new EstimateTable(List.of(reaching(0.5, 2), reaching(0.5, 3))));
        refused(
                "estimates/1 (m at 8 bits) appears twice",
                () -> new EstimateTable(List.of(Row.ofInference(PAIR, GAMMA), Row.ofInference(PAIR, GAMMA))));
        refused(
                "estimates/1 (m at 8 bits) must say what it reaches just where the other estimates of the pair do. State it in"
                        + " all of them.",
                () -> new EstimateTable(List.of(reaching(0.5, 2), Row.of(PAIR, EpochEstimate.of(3, 3)))));
        refused("reaches (-1.0) must be finite and >= 0", () -> reaching(-1, 2));
    }

    private static void refused(String message, Executable action) {
        String said =
                String.valueOf(assertThrows(InvalidValueException.class, action).getMessage());
        assertEquals(message, said.substring(0, Math.min(said.length(), message.length())), said);
    }

    @Test
    void lossesFollowTheEstimateThatIsTaken() {
        Row row = reaching(0.4, 3).withLosses(GAMMA, GAINS);
        EstimateTable table = new EstimateTable(List.of(reaching(0.6, 2), row));
        Estimators estimators = Estimators.of(table);
        assertEquals(Optional.of(row), table.row(SCENARIO, PAIR));
        assertEquals(Optional.of(GAMMA), estimators.compressionLoss().compressionLoss(SCENARIO, PAIR));
        assertEquals(Optional.of(GAINS.update()), estimators.updateGain().gains(SCENARIO, PAIR, 1));
        assertEquals(Optional.of(GAINS.run()), estimators.runGain().gains(SCENARIO, PAIR, 1));
        assertEquals(List.of(reaching(0.6, 2), row), table.rows());
        assertEquals("table of 1 pair, 1 with losses", table.toString());
        assertEquals("table of 0 pairs, 0 with losses", new EstimateTable(List.of()).toString());
        assertEquals("estimates: table of 1 pair, 1 with losses", estimators.toString());
    }

    /** An inference has no epochs and no target of them: what quantization loses is said anywhere. */
    @Test
    void anInferenceTakesTheLossOfQuantizationWhereverItStands() {
        EstimateTable table = new EstimateTable(
                List.of(reaching(0.7, 2), reaching(0.6, 1).withLosses(GAMMA, GAINS), Row.ofInference(OTHER, GAMMA)));
        Scenario inference = scenario("inference");
        assertEquals(Optional.of(GAMMA), table.compressionLoss(inference, PAIR));
        assertEquals(Optional.of(GAMMA), table.compressionLoss(inference, OTHER));
        assertEquals(Optional.empty(), table.compressionLoss(SCENARIO, PAIR), "none of the claims suffices");
        assertEquals(Optional.empty(), table.compressionLoss(inference, QuantizedModel.of("m", 2)));
        assertEquals(Optional.empty(), table.epochs(SCENARIO, OTHER));
    }

    @Test
    void estimatorsAreChangedOneByOne() {
        EstimateTable table = new EstimateTable(List.of(Row.of(PAIR, EpochEstimate.of(3, 4))));
        Estimators all = Estimators.of(table);
        assertEquals(Optional.of(table), all.table());
        EpochEstimator epochs = (scenario, pair) -> Optional.of(EpochEstimate.never());
        CompressionLossEstimator loss = (scenario, pair) -> Optional.of(GAMMA);
        GainEstimator update = (scenario, pair, count) -> Optional.of(GAINS.update());
        GainEstimator run = (scenario, pair, count) -> Optional.of(GAINS.run());
        Estimators changed = all.withEpochs(epochs).withCompressionLoss(loss).withGains(update, run);
        assertEquals(new Estimators(epochs, loss, update, run), changed);
        assertEquals(Optional.empty(), changed.table());
        assertEquals(Optional.empty(), all.withCompressionLoss(loss).table(), "no longer what the table says");
        assertEquals(Optional.empty(), Estimators.of((EpochEstimator) table).table());
        assertEquals(true, changed.toString().startsWith("estimates: epochs by "), changed::toString);
        Estimators epochsAlone = Estimators.of(epochs);
        assertEquals(Optional.empty(), epochsAlone.compressionLoss().compressionLoss(SCENARIO, PAIR));
        assertEquals(Optional.empty(), epochsAlone.updateGain().gains(SCENARIO, PAIR, 1));
        assertEquals(Optional.empty(), epochsAlone.runGain().gains(SCENARIO, PAIR, 1));
    }

    @Test
    void gainsAfterSomeEpochs() {
        GainSeries gains = new GainSeries(List.of(1.0, 2.0), List.of(3.0, 4.0, 5.0));
        assertEquals(gains, gains.after(0));
        assertEquals(new GainSeries(List.of(2.0), List.of(4.0, 5.0)), gains.after(1));
        assertEquals(new GainSeries(List.of(), List.of(5.0)), gains.after(2));
        assertEquals(new GainSeries(List.of(), List.of()), gains.after(9));
    }

    @Test
    void aNegativeZeroIsAZero() {
        assertEquals(new LossEstimate(0, 0), new LossEstimate(-0.0, -0.0));
        assertNotEquals(new LossEstimate(0.1, 0), new LossEstimate(-0.1, 0));
        assertEquals(List.of(0.1, 0.2), List.of(GAMMA.expected(), GAMMA.robust()));
    }
}
