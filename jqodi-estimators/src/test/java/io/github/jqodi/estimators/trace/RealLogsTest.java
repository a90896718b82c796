package io.github.jqodi.estimators.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.trace.CurveReader.Observations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Training logs of others: what is known of each file is found, and what could mislead a reader is noticed. */
class RealLogsTest {
    @BeforeEach
    void skipWithoutData() {
        assumeTrue(!System.getProperty("jqodi.data", "").isEmpty(), "no public measurements: set -Djqodi.data");
    }

    private static final CurveColumns USUAL = CurveColumns.DEFAULT;

    @Test
    void trainerStateOfASummarizer() throws IOException {
        String file = "hf_trainer_state_mt5.json";
        TrainingLog log = log(file);
        assertEquals("7000", log.facts().get("global_step"));
        assertEquals("2.231362160654889", log.facts().get("epoch"));
        assertEquals("null", log.facts().getOrDefault("best_metric", "null"));
        assertEquals("1.1369864260614144e+17", log.facts().get("total_flos"));
        assertEquals(700, log.points("loss").size());
        assertEquals(70, log.points("eval_loss").size());
        assertEquals(770, log.keys().get("step"));
        assertEquals(List.of(), log.points("train_loss"), "there is no summary");
        assertPoint(10, 25.5062, first(log, "loss"));
        assertPoint(7000, 2.2437, last(log, "loss"));
        assertPoint(7000, 2.065276861190796, last(log, "eval_loss"));
        assertPoint(7000, 0.3435348659067965, last(log, "eval_rouge1"));
        Observations read = read(file, USUAL);
        assertEquals("hf_trainer_state_mt5", read.curves().get(0).name());
        assertArrayEquals(new int[] {1, 2, 3}, read.curves().get(0).epochs());
        assertEquals(2.065276861190796, read.curves().get(0).loss(2));
        assertTrue(read.notes().toString().contains("'eval_loss' is taken for the loss"), read.notes()::toString);
        assertTrue(read.notes().toString().contains("ends within an epoch"), read.notes()::toString);
        Curve rouge = read(
                        file,
                        USUAL.withLoss("eval_rouge1")
                                .withMaximize(true)
                                .withEpoch("step")
                                .withUnit(100))
                .curves()
                .get(0);
        assertEquals(70, rouge.size());
        assertEquals(1 - 0.3435348659067965, rouge.loss(69));
    }

    @Test
    void lightningThatDivergedIsNoCurve() throws IOException {
        for (String loss : List.of("train_disc_loss", "train_gen_loss")) {
            TextFormatException e = assertThrows(
                    TextFormatException.class, () -> read("lightning_genrisk_v0_nan.csv", USUAL.withLoss(loss)));
            assertTrue(String.valueOf(e.getMessage()).contains("it diverged"), e.getMessage());
        }
    }

    @Test
    void lightningHasFourRowsAnEpoch() throws IOException {
        Observations read = read("lightning_genrisk_v10.csv", USUAL.withLoss("train_gen_loss"));
        Curve curve = read.curves().get(0);
        assertEquals(80, curve.size());
        assertTrue(curve.isRegular());
        assertEquals(-0.4484630823135376, curve.loss(0), "the last of the first four rows");
        assertEquals(-0.07218067348003387, curve.loss(79));
        assertTrue(read.notes().toString().contains("epochs count from 0"), read.notes()::toString);
        Curve steps = read(
                        "lightning_genrisk_v10.csv",
                        USUAL.withLoss("train_disc_loss").withEpoch("step"))
                .curves()
                .get(0);
        assertEquals(320, steps.size());
        assertEquals(-0.12300229072570801, steps.loss(0));
        assertEquals(0.0035498887300491333, steps.loss(319));
        TextFormatException e = assertThrows(TextFormatException.class, () -> read("lightning_genrisk_v10.csv", USUAL));
        assertTrue(String.valueOf(e.getMessage()).contains("'train_disc_loss','train_gen_loss'"), e.getMessage());
    }

    @Test
    void mlperfOfTheFirstYears() throws IOException {
        String file = "mlperf_v05_google_ssd_result_0.txt";
        TrainingLog log = log(file);
        assertEquals(
                140, log.keys().values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(33, log.keys().size());
        assertEquals(7, log.keys().get("input_order"));
        assertEquals(3, log.points("eval_accuracy").size());
        assertEquals("ssd", log.facts().get("benchmark"));
        assertEquals("success", log.facts().get("status"));
        assertEquals("0.212", log.facts().get("eval_target"));
        assertEquals(5803.755496337891, Double.parseDouble(log.facts().get("run_seconds")), 1e-3);
        Observations read = read(file, USUAL.withMaximize(true));
        Curve curve = read.curves().get(0);
        assertArrayEquals(new int[] {32, 42, 48}, curve.epochs());
        assertEquals(1 - 0.21226517925385488, curve.loss(2));
        assertEquals(
                OptionalInt.of(48),
                curve.firstAtOrBelow(USUAL.withMaximize(true).lossOf(0.2123) + 1e-4));
        assertTrue(read(file, USUAL).notes().toString().contains("--maximize"), "an accuracy is no loss");
    }

    @Test
    void mlperfOfNow() throws IOException {
        String file = "mlperf_v51_giga_retinanet_result_0.txt";
        TrainingLog log = log(file);
        assertEquals(
                140, log.keys().values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(31, log.keys().size());
        assertEquals(89, log.keys().get("weights_initialization"));
        assertEquals(5, log.keys().get("epoch_start"));
        assertEquals(4, log.points("eval_accuracy").size());
        assertEquals("retinanet", log.facts().get("submission_benchmark"));
        assertEquals("GigaComputing", log.facts().get("submission_org"));
        assertEquals("1729311830", log.facts().get("seed"));
        assertEquals("256", log.facts().get("global_batch_size"));
        assertEquals("success", log.facts().get("status"));
        assertEquals(1316.1, Double.parseDouble(log.facts().get("run_seconds")), 1e-9);
        Curve curve = read(file, USUAL.withMaximize(true)).curves().get(0);
        assertArrayEquals(new int[] {1, 2, 3, 4}, curve.epochs());
        assertEquals(1 - 0.3490373550265044, curve.loss(3));
    }

    @Test
    void rewardsAreNoLoss() throws IOException {
        String file = "rl_rewards_training_log.csv";
        assertThrows(TextFormatException.class, () -> read(file, USUAL));
        TextFormatException e = assertThrows(TextFormatException.class, () -> read(file, USUAL.withEpoch("Episode")));
        assertTrue(String.valueOf(e.getMessage()).contains("column 'loss' is missing"), e.getMessage());
        Curve asked = read(
                        file,
                        USUAL.withEpoch("Episode").withLoss("Env_2_Reward").withMaximize(true))
                .curves()
                .get(0);
        assertEquals(100, asked.size());
        assertEquals(1 + 89.83493300721256, asked.loss(0));
        assertEquals(1 + 104.65076744825629, asked.loss(99));
    }

    @Test
    void ultralyticsPadsItsHeader() throws IOException {
        String file = "ultralytics_yolov10_results.csv";
        Curve curve = read(file, USUAL.withLoss("metrics/mAP50(B)").withMaximize(true))
                .curves()
                .get(0);
        assertEquals(15, curve.size());
        assertEquals(1, curve.epoch(0));
        assertEquals(1 - 0.16351, curve.loss(0));
        assertEquals(1 - 0.94524, curve.loss(14));
        assertEquals(
                0.73023,
                read(file, USUAL.withLoss("train/box_om")).curves().get(0).loss(14));
        assertEquals(
                0.77406,
                read(file, USUAL.withLoss("train/box_oo")).curves().get(0).loss(14));
        TextFormatException e = assertThrows(TextFormatException.class, () -> read(file, USUAL));
        assertTrue(String.valueOf(e.getMessage()).contains("'val/box_om'"), e.getMessage());
    }

    private static void assertPoint(double step, double value, LogPoint point) {
        assertEquals(step, point.count("step").getAsDouble());
        assertEquals(value, point.value());
    }

    private static LogPoint first(TrainingLog log, String metric) {
        return log.points(metric).get(0);
    }

    private static LogPoint last(TrainingLog log, String metric) {
        return log.points(metric).get(log.points(metric).size() - 1);
    }

    private static TrainingLog log(String name) throws IOException {
        return TrainingLog.read(open(name));
    }

    private static Observations read(String name, CurveColumns columns) throws IOException {
        return CurveReader.observations(open(name), columns, name);
    }

    private static InputStream open(String name) throws IOException {
        String data = System.getProperty("jqodi.data", "");
        Path file = Path.of(data, "inputs", "training", name);
        assumeTrue(!data.isEmpty() && Files.exists(file), "real inputs are not there");
        return Files.newInputStream(file);
    }
}
