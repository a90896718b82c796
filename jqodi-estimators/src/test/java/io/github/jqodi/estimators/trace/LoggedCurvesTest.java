package io.github.jqodi.estimators.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Curves as tools and people write them, worked out by hand. */
class LoggedCurvesTest {
    private static final CurveColumns USUAL = CurveColumns.DEFAULT;

    @Test
    void aFileWithoutAColumnOfRunsIsOneRunNamedLikeTheFile() throws IOException {
        Observations read = read(USUAL, "/logs/night.2/seed-7.csv", "epoch,loss", "1,0.9", "2,0.7");
        assertEquals(List.of(Curve.ofLosses("seed-7", 0.9, 0.7)), read.curves());
        assertEquals(List.of(), read.notes());
        assertEquals("run", only(USUAL, "epoch,loss", "1,0.9").name());
    }

    @Test
    void columnsHaveTheNamesThatAreGiven() throws IOException {
        CurveColumns columns = USUAL.withRun("trial").withEpoch("it").withLoss("dev err");
        Observations read = read(columns, "x.csv", "it,trial,loss,dev err", "2,a,9,0.5", "1,a,9,0.75", "1,b,9,0.25");
        assertEquals(List.of(Curve.ofLosses("a", 0.75, 0.5), Curve.ofLosses("b", 0.25)), read.curves());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", " "})
    void cellsMayBePartedInOtherWays(String separator) throws IOException {
        Curve curve = only(
                USUAL,
                List.of("# made by hand", "epoch,loss,lr", "1,0.5,1e-3", "2,0.25,1e-3").stream()
                        .map(line -> line.startsWith("#") ? line : line.replace(",", separator))
                        .toArray(String[]::new));
        assertArrayEquals(new double[] {0.5, 0.25}, curve.losses());
    }

    @Test
    void kerasCountsEpochsFromZero() throws IOException {
        Observations read = read(
                USUAL.withLoss("val_loss"),
                "k.csv",
                "epoch,accuracy,loss,val_accuracy,val_loss",
                "0,.1,2.5,.1,2.25",
                "1,.2,2,.2,1.75");
        assertEquals(List.of(Curve.ofLosses("k", 2.25, 1.75)), read.curves());
        assertTrue(read.notes().get(0).startsWith("epochs count from 0"), read.notes()::toString);
        Observations told = read(
                USUAL.withLoss("val_loss").withFirstEpoch(1), "k.csv", "epoch,loss,val_loss", "0,2.5,2.25", "1,2,1.75");
        assertEquals(List.of(Curve.ofLosses("k", 1.75)), told.curves());
    }

    @Test
    void ofSeveralLossesTheOneTakenIsTold() throws IOException {
        Observations read = read(USUAL, "k.csv", "epoch,loss,val_loss", "1,2.5,2.25", "2,2,1.75");
        assertEquals(List.of(Curve.ofLosses("k", 2.5, 2)), read.curves());
        assertEquals(List.of("'loss' is taken for the loss; others are 'val_loss'"), read.notes());
    }

    @Test
    void epochZeroIsBeforeTraining() throws IOException {
        Observations read = read(USUAL, "x.csv", "run,epoch,loss", "a,0,9", "a,1,4", "a,2,3");
        assertEquals(List.of(Curve.ofLosses("a", 4, 3)), read.curves());
        assertTrue(read.notes().get(0).startsWith("epoch 0 is before training"), read.notes()::toString);
        Observations told = read(USUAL.withFirstEpoch(0), "x.csv", "run,epoch,loss", "a,0,9", "a,1,4", "a,2,3");
        assertEquals(List.of(Curve.ofLosses("a", 9, 4, 3)), told.curves());
        assertEquals(
                List.of(Curve.ofLosses("a", 4)),
                read(
                                USUAL,
                                "x.jsonl",
                                "{\"run\":\"a\",\"epoch\":0,\"loss\":9}",
                                "{\"run\":\"a\",\"epoch\":1,\"loss\":4}")
                        .curves());
    }

    /** What is measured until the end of epoch k belongs to k, and the last of it counts. */
    @Test
    void brokenEpochsBelongToTheEpochTheyLieIn() throws IOException {
        Observations read =
                read(USUAL, "x.csv", "epoch,loss", "0.5,9", "1.0,8", "1.25,7", "1.75,6", "2.000000001,5", "3.1,4");
        Curve curve = read.curves().get(0);
        assertArrayEquals(new int[] {1, 2, 4}, curve.epochs());
        assertArrayEquals(new double[] {8, 5, 4}, curve.losses());
        assertEquals(
                List.of("1 run ends within an epoch; what was measured there counts as of the end of that epoch"),
                read.notes());
    }

    @Test
    void stepsBecomeEpochsByTheirUnit() throws IOException {
        Curve curve = only(
                USUAL.withEpoch("step").withUnit(100), "step,loss", "0,9", "50,8", "100,7", "150,6", "200,5", "300,4");
        assertArrayEquals(new int[] {1, 2, 3}, curve.epochs());
        assertArrayEquals(new double[] {7, 5, 4}, curve.losses());
        Curve fromZero =
                only(USUAL.withEpoch("step").withUnit(2).withFirstEpoch(0), "step,loss", "0,9", "1,8", "2,7", "3,6");
        assertArrayEquals(new double[] {8, 6}, fromZero.losses(), "steps 0 and 1 are the first epoch");
    }

    /** Empty where another metric was logged; an epoch with none of its own stays a gap, and is no divergence. */
    @Test
    void lightningLeavesCellsEmpty() throws IOException {
        Observations read = read(
                USUAL.withLoss("val_loss"),
                "version_3/metrics.csv",
                "epoch,step,train_loss,val_loss",
                "0,49,2.5,",
                "0,99,,2.25",
                "1,149,2.0,",
                "1,199,,1.75",
                "2,249,1.5,");
        assertEquals(List.of(Curve.ofLosses("metrics", 2.25, 1.75)), read.curves());
        assertEquals(OptionalInt.empty(), read.curves().get(0).divergedAt());
        Curve train = only(USUAL.withLoss("train_loss"), "epoch,step,train_loss", "0,1,3", "0,2,2.5", "1,3,2");
        assertArrayEquals(new double[] {2.5, 2}, train.losses(), "the last step of an epoch counts");
    }

    /** Validated every other epoch, the first of them is not the first of training. */
    @Test
    void zeroIsSeenInRowsOfOtherMetrics() throws IOException {
        Curve curve = only(
                USUAL.withLoss("val_loss"),
                "epoch,step,train_loss,val_loss",
                "0,9,3,",
                "1,19,2,",
                "1,19,,1",
                "3,39,,0.5");
        assertArrayEquals(new int[] {2, 4}, curve.epochs());
    }

    @Test
    void divergedRunsAreTold() throws IOException {
        Observations read = read(USUAL, "x.csv", "run,epoch,loss", "a,1,2", "a,2,nan", "a,3,nan", "b,1,2", "b,2,1");
        assertEquals(OptionalInt.of(2), read.curves().get(0).divergedAt());
        assertEquals(List.of("1 of 2 runs diverged, as 'a' from epoch 2 on"), read.notes());
    }

    @Test
    void headersMayBePaddedAndRowsRagged() throws IOException {
        Observations read = read(
                USUAL.withLoss("train/box_loss"),
                "r.csv",
                "   epoch,   train/box_loss,   metrics/mAP50(B)",
                "       1,           1.4151,            0.16351",
                "       2,           1.2",
                ",,",
                "       3,           1.1,            0.2,,");
        assertArrayEquals(new double[] {1.4151, 1.2, 1.1}, read.curves().get(0).losses());
        assertEquals(List.of("1 rows have fewer cells than the header; those missing count as empty"), read.notes());
    }

    @Test
    void scalarsOfTensorBoard() throws IOException {
        Observations read = read(
                USUAL, "run_tag-epoch_loss.csv", "Wall time,Step,Value", "1.6e9,0,0.75", "1.6e9,1,0.5", "1.6e9,2,0.25");
        assertEquals(List.of(Curve.ofLosses("run_tag-epoch_loss", 0.75, 0.5, 0.25)), read.curves());
        assertTrue(read.notes().toString().contains("'Step' is taken for epochs"), read.notes()::toString);
        Curve steps = only(USUAL.withUnit(10), "Wall time,Step,Value", "1,0,9", "2,10,8", "3,20,7");
        assertArrayEquals(new double[] {8, 7}, steps.losses());
    }

    @Test
    void severalMetricsMayStandBelowOneAnother() throws IOException {
        Observations read = read(
                USUAL.withLoss("val/loss"),
                "x.csv",
                "run,tag,step,value,wall_time",
                "a,train/loss,1,9,1",
                "a,val/loss,1,8,1",
                "b,val/loss,1,7,1",
                "a,val/loss,2,6,1");
        assertEquals(List.of(Curve.ofLosses("a", 8, 6), Curve.ofLosses("b", 7)), read.curves());
    }

    @Test
    void accuraciesBecomeOneMinusThemselves() throws IOException {
        CurveColumns columns = USUAL.withLoss("acc").withMaximize(true);
        Curve curve = only(columns, "epoch,acc", "1,0.25", "2,0.75");
        assertArrayEquals(new double[] {0.75, 0.25}, curve.losses());
        assertEquals(OptionalInt.of(2), curve.firstAtOrBelow(columns.lossOf(0.75)));
        assertEquals(OptionalInt.empty(), curve.firstAtOrBelow(columns.lossOf(0.76)));
        Observations unsaid = read(USUAL.withLoss("acc"), "x.csv", "epoch,acc", "1,0.25", "2,0.75");
        assertEquals(List.of("the loss rises in 1 of 1 runs; if higher is better, --maximize says so"), unsaid.notes());
    }

    /** A dip that does not last does not count; the epochs that would show whether the last ones last are not there yet. */
    @Test
    void patienceAsksForSeveralEpochsInARow() throws IOException {
        String[] dip = {"epoch,loss", "1,0.9", "2,0.6", "3,0.2", "4,0.55", "5,0.5", "6,0.4", "7,0.38", "8,0.37"};
        assertEquals(OptionalInt.of(3), only(USUAL, dip).firstAtOrBelow(0.45));
        Curve held = only(USUAL.withPatience(2), dip);
        assertEquals(OptionalInt.of(6), held.firstAtOrBelow(0.45));
        assertArrayEquals(new double[] {0.9, 0.6, 0.55, 0.55, 0.5, 0.4, 0.38}, held.losses());
        assertEquals(OptionalInt.of(6), only(USUAL.withPatience(3), dip).firstAtOrBelow(0.45));
        assertEquals(OptionalInt.empty(), only(USUAL.withPatience(4), dip).firstAtOrBelow(0.45));
        assertThrows(TextFormatException.class, () -> only(USUAL.withPatience(9), dip));
    }

    @Test
    void trainerStatesHoldTrainingAndEvaluation() throws IOException {
        String[] state = {
            "{\"best_metric\": null, \"epoch\": 2.0, \"global_step\": 20, \"log_history\": [",
            "{\"epoch\": 0.0, \"loss\": 9.5, \"learning_rate\": 1e-4, \"step\": 4},",
            "{\"epoch\": 1.0, \"loss\": 8.5, \"step\": 10},",
            "{\"epoch\": 1.0, \"eval_loss\": 8.25, \"eval_f1\": 0.5, \"step\": 10},",
            "{\"epoch\": 2.0, \"loss\": NaN, \"step\": 20},",
            "{\"epoch\": 2.0, \"eval_loss\": 8.0, \"eval_f1\": 0.75, \"step\": 20},",
            "{\"epoch\": 2.0, \"train_loss\": 9, \"total_flos\": 1e9, \"step\": 20}",
            "], \"max_steps\": 20, \"trial_params\": {\"a\": [1]}}"
        };
        Observations read = read(USUAL, "out/trainer_state.json", state);
        assertEquals(List.of(Curve.ofLosses("trainer_state", 8.25, 8)), read.curves());
        assertTrue(read.notes().get(0).startsWith("'eval_loss' is taken for the loss"), read.notes()::toString);
        Curve training = only(USUAL.withLoss("loss"), state);
        assertArrayEquals(new double[] {8.5}, training.losses());
        assertEquals(OptionalInt.of(2), training.divergedAt());
        Curve f1 = only(
                USUAL.withLoss("eval_f1").withMaximize(true).withEpoch("step").withUnit(5), state);
        assertArrayEquals(new int[] {2, 4}, f1.epochs());
        assertMessage("metric 'accuracy' is not in this Hugging Face", USUAL.withLoss("accuracy"), state);
        Curve alone =
                only(USUAL, "[{\"epoch\": 1, \"loss\": 3, \"step\": 5}, {\"epoch\": 2, \"loss\": 2, \"step\": 10}]");
        assertArrayEquals(new double[] {3, 2}, alone.losses());
    }

    @Test
    void mlperfCountsSamplesByTheUnit() throws IOException {
        String[] log = {
            "slurm says something",
            "0: :::MLLOG {\"time_ms\": 1000, \"event_type\": \"INTERVAL_START\", \"key\": \"run_start\", \"value\": null, \"metadata\": {\"lineno\": 1}}",
            ":::MLLOG {\"time_ms\": 2000, \"event_type\": \"POINT_IN_TIME\", \"key\": \"train_samples\", \"value\": 1000, \"metadata\": {\"lineno\": 2}}",
            ":::MLLOG {\"time_ms\": 2500, \"event_type\": \"POINT_IN_TIME\", \"key\": \"eval_accuracy\", \"value\": 0.5, \"metadata\": {\"lineno\": 3, \"samples_count\": 1000}}",
            ":::MLLOG {\"time_ms\": 3500, \"event_type\": \"POINT_IN_TIME\", \"key\": \"eval_accuracy\", \"value\": 0.75, \"metadata\": {\"lineno\": 3, \"samples_count\": 2000}}",
            ":::MLLOG {\"time_ms\": 4250, \"event_type\": \"INTERVAL_END\", \"key\": \"run_stop\", \"value\": null, \"metadata\": {\"lineno\": 9, \"status\": \"aborted\"}}"
        };
        Curve curve = only(USUAL.withMaximize(true).withUnit(1000), log);
        assertEquals(Curve.ofLosses("run", 0.5, 0.25), curve);
        TrainingLog read = TrainingLog.read(in(log));
        assertEquals("3.250", read.facts().get("run_seconds"));
        assertEquals("aborted", read.facts().get("status"));
        assertEquals("1000", read.facts().get("train_samples"));
        log[3] = log[3].replace("1000}", "1e9}");
        assertMessage("the unit says how many make an epoch", USUAL.withMaximize(true), log);
    }

    @Test
    void countsStandInTheOrderOfTheLog() throws IOException {
        TrainingLog read = TrainingLog.read(
                in(
                        ":::MLLOG {\"key\": \"eval_loss\", \"value\": 1.5, \"event_type\": \"POINT_IN_TIME\", \"time_ms\": 1, \"metadata\": {\"epoch_num\": 1, \"step_num\": 10, \"samples_count\": 100, \"lr\": 0.1}}"));
        assertEquals(
                List.of("epoch_num", "step_num", "samples_count", "lr"),
                List.copyOf(read.points("eval_loss").get(0).counts().keySet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Episode,Reward~0,16                 | column 'epoch' is missing; the header has 'Episode','Reward'
            epoch,reward~0,16                   | column 'loss' is missing; the header has 'epoch','reward'. Say which one
            epoch,loss~1,0.5~2,0.4~1,0.5        | has epoch 1 twice; two runs in one file
            epoch,loss~1,nan~2,nan              | must hold a finite one after training began; it diverged
            epoch,loss,loss~1,2,3               | column 'loss' appears twice in the header
            epoch,loss~-1,2                     | column epoch: '-1' must be a number from 0
            :::MLLOG {"key": "x"                | is followed by no JSON
            {"log_history": [3]}                | entries of log_history must be objects
            {"log_history": [                   | is no JSON: Unexpected end-of-input: expected close marker for Array (start marker at line 1, column 17)
            """)
    void whatCannotBeMeantIsRefused(String text, String words) {
        assertMessage(words, USUAL, text.split("~"));
    }

    @Test
    void optionsAreChecked() {
        assertThrows(InvalidValueException.class, () -> USUAL.withPatience(0));
        assertThrows(InvalidValueException.class, () -> USUAL.withUnit(0));
        assertThrows(InvalidValueException.class, () -> USUAL.withFirstEpoch(2));
        assertThrows(InvalidValueException.class, () -> USUAL.withLoss(" "));
    }

    private static void assertMessage(String words, CurveColumns columns, String... lines) {
        TextFormatException e = assertThrows(TextFormatException.class, () -> read(columns, "x", lines));
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }

    private static Curve only(CurveColumns columns, String... lines) throws IOException {
        List<Curve> curves = read(columns, "run.csv", lines).curves();
        assertEquals(1, curves.size());
        return curves.get(0);
    }

    private static Observations read(CurveColumns columns, String file, String... lines) throws IOException {
        return CurveReader.observations(in(lines), columns, file);
    }

    private static InputStream in(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
}
