package io.github.jqodi.estimators.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import io.github.jqodi.estimators.neural.Examples.Batch;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainedNetworkTest {
    private static final int STEPS = 7;
    private static final int INPUTS = 3;
    private static final int STATE = 5;
    private static final int CONTEXT = 2;

    @BeforeAll
    static void skipWithoutPyTorch() {
        assumeTrue(
                LstmEstimator.missing().isEmpty(),
                () -> "network " + LstmEstimator.missing().orElse(""));
    }

    @Test
    void plainJavaComputesWhatPyTorchComputes() {
        NetworkShape shape = new NetworkShape(INPUTS, STATE, CONTEXT, 6, 4);
        Random random = new Random(5);
        float[][] parameters = new float[shape.parameters().length][];
        for (int p = 0; p < parameters.length; p++) {
            parameters[p] = numbers(shape.parameters()[p][0] * shape.parameters()[p][1], random);
        }
        float[] flat = numbers(STEPS * INPUTS, random);
        float[][] steps = new float[STEPS][];
        for (int i = 0; i < STEPS; i++) {
            steps[i] = Arrays.copyOfRange(flat, i * INPUTS, (i + 1) * INPUTS);
        }
        float[] context = numbers(CONTEXT, random);
        double[] plain = new TrainedNetwork(shape, parameters).outputs(steps, context);
        assertArrayEquals(torch(shape, parameters, flat, context), plain, 1e-5);
    }

    @Test
    void trainingFindsTheQuantilesOfWhatItIsShown() {
        NetworkShape shape = NetworkShape.feedForward(1, 8, QuantileFunction.LEVELS.length);
        Examples examples = random -> {
            float[] inputs = new float[64];
            float[] labels = new float[64];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = (float) (2 * random.nextDouble() - 1);
                labels[i] = (float) (inputs[i] + random.nextGaussian());
            }
            return new Examples.Batch(inputs.length, 0, new float[0], inputs, labels);
        };
        TrainedNetwork network = PinballTraining.train(shape, examples, new TrainingSettings(800, 1e-2, 0, 3));
        for (float input : new float[] {-0.5f, 0.5f}) {
            QuantileFunction line = QuantileFunction.of(network.outputs(new float[0][], new float[] {input}), 0);
            assertEquals(input, line.at(0.5), 0.2);
            assertEquals(input + 1.2816, line.at(0.9), 0.3);
            assertEquals(0.1, line.below(input - 1.2816), 0.05);
            assertEquals(input, line.mean(), 0.2);
        }
    }

    @Test
    void crossedQuantilesAreSorted() {
        double[] outputs = {3, 1, 2, 4, 5, 6, 7, 9, 8};
        QuantileFunction line = QuantileFunction.of(outputs, 0);
        assertEquals(1, line.at(QuantileFunction.LEVELS[0]), 1e-12);
        assertEquals(0, line.below(-1), 0);
        assertEquals(1, line.below(11), 0);
        double before = 0;
        for (double x = -1; x < 11; x += 0.1) {
            assertTrue(line.below(x) >= before);
            before = line.below(x);
        }
    }

    private static double[] torch(NetworkShape shape, float[][] parameters, float[] steps, float[] context) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Batch batch = new Batch(1, STEPS, steps, context, new float[0]);
            float[] outputs = PinballTraining.outputs(shape, parameters, manager, batch);
            double[] wide = new double[outputs.length];
            Arrays.setAll(wide, i -> outputs[i]);
            return wide;
        }
    }

    private static float[] numbers(int count, Random random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
