package io.github.jqodi.estimators.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimators.loss.PastCompression;
import io.github.jqodi.estimators.loss.PastRun;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A world in which larger models suffer less from few bits and start better: γ = 4·2^(-bits/1.5)·(6/log10 parameters)², a run
 * closes a share of the gap to its floor in each epoch, and the update from the full-precision model another, smaller one.
 */
class LossNetworksTest {
    private static final int EPOCHS = 12;
    private static final int HELD_OUT = 8;
    private static final List<ModelVersion> MODELS = models(40);
    private static final Scenario SCENARIO = Scenario.builder("losses", Target.of(1000, 0.3))
            .edgeServer(EdgeServer.named("server"))
            .bitWidths(2, 4, 8)
            .models(MODELS)
            .build();

    @TempDir
    private Path folder;

    @BeforeAll
    static void skipWithoutPyTorch() {
        assumeTrue(
                LstmEstimator.missing().isEmpty(),
                () -> "networks " + LstmEstimator.missing().orElse(""));
    }

    @Test
    void compressionOfUnseenModelsIsForeseenBetterThanByAConstant() throws IOException {
        List<PastCompression> past = compressions(MODELS.subList(HELD_OUT, MODELS.size()));
        CompressionNetwork network = CompressionNetwork.train(past, MODELS, 1);
        double mean =
                past.stream().mapToDouble(PastCompression::lossChange).average().orElseThrow();
        double error = 0;
        double constantError = 0;
        double noChangeError = 0;
        int covered = 0;
        List<PastCompression> held = compressions(MODELS.subList(0, HELD_OUT));
        for (PastCompression truth : held) {
            LossEstimate belief =
                    network.compressionLoss(SCENARIO, truth.pair()).orElseThrow();
            error += Math.abs(belief.expected() - truth.lossChange());
            constantError += Math.abs(mean - truth.lossChange());
            noChangeError += Math.abs(truth.lossChange());
            covered += truth.lossChange() <= belief.robust() ? 1 : 0;
        }
        assertTrue(error < 0.4 * constantError, error + " against " + constantError);
        assertTrue(error < 0.4 * noChangeError, error + " against " + noChangeError);
        assertTrue(covered >= 0.75 * held.size(), covered + " of " + held.size());
        Path file = folder.resolve("gamma.net");
        network.save(file);
        assertEquals(
                network.compressionLoss(SCENARIO, first(4)),
                CompressionNetwork.load(file).compressionLoss(SCENARIO, first(4)));
        assertEquals(
                network.compressionLoss(SCENARIO, first(4)),
                CompressionNetwork.train(past, MODELS, 1).compressionLoss(SCENARIO, first(4)));
        assertEquals(Optional.of(new LossEstimate(0, 0)), network.compressionLoss(SCENARIO, first(32)));
        assertEquals(Optional.empty(), network.compressionLoss(SCENARIO, first(1)));
    }

    @Test
    void gainsOfUnseenModelsLeadToLossesCloserThanConstantAndLastValue() throws IOException {
        GainNetwork network = GainNetwork.train(runs(MODELS.subList(HELD_OUT, MODELS.size())), MODELS, 1);
        double meanGain = runs(MODELS.subList(HELD_OUT, MODELS.size())).stream()
                .mapToDouble(run -> (run.afterRun().get(EPOCHS - 1) - run.start()) / EPOCHS)
                .average()
                .orElseThrow();
        double error = 0;
        double constantError = 0;
        double lastError = 0;
        int covered = 0;
        List<PastRun> held = runs(MODELS.subList(0, HELD_OUT));
        for (PastRun truth : held) {
            ModelVersion model = model(truth.model());
            double change = truth.start() - model.loss();
            GainSeries update = network.updateGains((s, pair) -> Optional.of(new LossEstimate(change, change)))
                    .gains(SCENARIO, truth.pair(), EPOCHS)
                    .orElseThrow();
            GainSeries run = network.runGains((s, pair) -> Optional.of(new LossEstimate(change, change)))
                    .gains(SCENARIO, truth.pair(), EPOCHS)
                    .orElseThrow();
            double loss = truth.start();
            double robust = truth.start();
            for (int k = 0; k < EPOCHS; k++) {
                loss += update.expected().get(k) + run.expected().get(k);
                robust += update.robust().get(k) + run.robust().get(k);
                error += Math.abs(loss - truth.afterRun().get(k));
                constantError += Math.abs(
                        truth.start() + (k + 1) * meanGain - truth.afterRun().get(k));
                lastError += Math.abs(truth.start() - truth.afterRun().get(k));
                assertTrue(robust >= loss - 0.01, robust + " below " + loss);
            }
            covered += truth.afterRun().get(EPOCHS - 1) <= robust ? 1 : 0;
        }
        assertTrue(error < 0.5 * constantError, error + " against " + constantError);
        assertTrue(error < 0.5 * lastError, error + " against " + lastError);
        assertTrue(covered >= 0.75 * held.size(), covered + " of " + held.size());
        Path file = folder.resolve("gains.net");
        network.save(file);
        GainNetwork loaded = GainNetwork.load(file);
        assertEquals(series(network), series(loaded));
    }

    @Test
    void whatCannotBeTrainedOnIsRefused() {
        assertThrows(InvalidValueException.class, () -> CompressionNetwork.train(List.of(), MODELS, 1));
        assertThrows(InvalidValueException.class, () -> GainNetwork.train(List.of(), MODELS, 1));
        List<PastCompression> past = compressions(MODELS);
        InvalidValueException e = assertThrows(
                InvalidValueException.class, () -> CompressionNetwork.train(past, MODELS.subList(0, 2), 1));
        assertEquals("models", e.field());
    }

    @Test
    void withoutCompressionLossThereAreNoGains() {
        GainNetwork network = GainNetwork.train(runs(MODELS.subList(0, 4)), MODELS, 1);
        assertEquals(
                Optional.empty(),
                network.runGains((s, pair) -> Optional.empty()).gains(SCENARIO, first(4), 3));
    }

    private static QuantizedModel first(int bits) {
        return QuantizedModel.of(MODELS.get(0).name(), bits);
    }

    private static List<GainSeries> series(GainNetwork network) {
        return List.of(
                network.updateGains((s, pair) -> Optional.of(new LossEstimate(0.2, 0.3)))
                        .gains(SCENARIO, first(4), 20)
                        .orElseThrow(),
                network.runGains((s, pair) -> Optional.of(new LossEstimate(0.2, 0.3)))
                        .gains(SCENARIO, first(4), 20)
                        .orElseThrow());
    }

    private static List<ModelVersion> models(int count) {
        Random random = new Random(11);
        List<ModelVersion> models = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double size = 5 + 3 * random.nextDouble();
            Layer layer = new Layer("layer", Math.pow(10, size + 2), Math.pow(10, size), 100);
            models.add(ModelVersion.of("m" + i, 1 - 0.1 * size, List.of(layer, layer)));
        }
        return models;
    }

    private static ModelVersion model(String name) {
        return MODELS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double gamma(ModelVersion model, int bits) {
        double size = Math.log10(model.layers().get(0).parameters());
        return 4 * Math.pow(2, -bits / 1.5) * Math.pow(6 / size, 2);
    }

    private static List<PastCompression> compressions(List<ModelVersion> models) {
        Random random = new Random(12);
        List<PastCompression> past = new ArrayList<>();
        for (ModelVersion model : models) {
            for (int bits : new int[] {2, 3, 4, 6, 8}) {
                double change = gamma(model, bits) * (1 + 0.1 * random.nextGaussian());
                past.add(new PastCompression(model.name(), Quantization.of(bits), change));
            }
        }
        return past;
    }

    private static List<PastRun> runs(List<ModelVersion> models) {
        Random random = new Random(13);
        List<PastRun> runs = new ArrayList<>();
        for (ModelVersion model : models) {
            for (int bits : new int[] {2, 4, 8}) {
                double floor = 0.8 * model.loss();
                double start = model.loss() + gamma(model, bits);
                double loss = start;
                List<Double> updated = new ArrayList<>();
                List<Double> after = new ArrayList<>();
                for (int k = 0; k < EPOCHS; k++) {
                    loss -= 0.1 * (loss - floor) * (1 + 0.2 * random.nextGaussian());
                    updated.add(loss);
                    loss -= 0.25 * (loss - floor) * (1 + 0.2 * random.nextGaussian());
                    after.add(loss);
                }
                runs.add(new PastRun(model.name(), Quantization.of(bits), start, updated, after));
            }
        }
        return runs;
    }
}
