package io.github.jqodi.estimators.neural;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.util.Platform;
import io.github.jqodi.estimators.neural.Examples.Batch;
import java.util.Optional;
import java.util.Random;

/**
 * Training of a network by the pinball loss [1] of the quantiles at {@link QuantileFunction#LEVELS} with decoupled weight decay,
 * AdamW [2]. The only class that touches DJL. Equal settings give equal networks on one machine with one thread.
 *
 * <p>[1] Koenker and Bassett, Regression quantiles, Econometrica, 1978. [2] Loshchilov and Hutter, Decoupled weight decay
 * regularization, ICLR 2019.
 */
final class PinballTraining {
    private static final String ENGINE = "PyTorch";
    /** DJL collects the gradients of one training at a time. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final NetworkShape shape;
    private final NDArray[] parameters;

    private PinballTraining(NetworkShape shape, float[][] numbers, NDManager manager) {
        this.shape = shape;
        int[][] sizes = shape.parameters();
        parameters = new NDArray[sizes.length];
        for (int p = 0; p < sizes.length; p++) {
            parameters[p] = manager.create(numbers[p], new Shape(sizes[p][0], sizes[p][1]));
        }
    }

    /** Why PyTorch cannot be used here; empty if it can. Never downloads anything. */
    static Optional<String> unusable() {
        try {
            Platform platform = Platform.detectPlatform("pytorch");
            if (platform.isPlaceholder()) {
                return Optional.of("no native library for " + platform.getClassifier());
            }
            Engine.getEngine(ENGINE);
            return Optional.empty();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static TrainedNetwork train(NetworkShape shape, Examples examples, TrainingSettings settings) {
        synchronized (ONE_AT_A_TIME) {
            try (NDManager manager = Engine.getEngine(ENGINE).newBaseManager()) {
                Random random = new Random(settings.seed());
                PinballTraining training = new PinballTraining(shape, start(shape, random), manager);
                training.run(manager, examples, settings, random);
                return new TrainedNetwork(shape, training.numbers());
            }
        }
    }

    /** Outputs of a network as PyTorch computes them, for comparison with {@link TrainedNetwork#outputs}. */
    static float[] outputs(NetworkShape shape, float[][] numbers, NDManager manager, Batch batch) {
        return new PinballTraining(shape, numbers, manager)
                .outputs(manager, batch)
                .toFloatArray();
    }

    /** Biases start at 0, weights uniform within one over the root of their inputs. */
    private static float[][] start(NetworkShape shape, Random random) {
        int[][] sizes = shape.parameters();
        float[][] numbers = new float[sizes.length][];
        for (int p = 0; p < sizes.length; p++) {
            double reach = 1 / Math.sqrt(p < shape.firstLayer() ? shape.state() : sizes[p][0]);
            numbers[p] = new float[sizes[p][0] * sizes[p][1]];
            for (int i = 0; i < numbers[p].length && !shape.isBias(p); i++) {
                numbers[p][i] = (float) (reach * (2 * random.nextDouble() - 1));
            }
        }
        return numbers;
    }

    private void run(NDManager manager, Examples examples, TrainingSettings settings, Random random) {
        Optimizer optimizer = Optimizer.adamW()
                .optLearningRateTracker((parameter, update) -> (float) settings.learningRateAt(update))
                .optWeightDecays((float) settings.decay())
                .build();
        for (NDArray parameter : parameters) {
            parameter.setRequiresGradient(true);
        }
        NDArray levels = manager.create(floats(QuantileFunction.LEVELS)).reshape(1, 1, QuantileFunction.LEVELS.length);
        NDArray below = levels.sub(1);
        for (int step = 0; step < settings.steps(); step++) {
            Batch batch = examples.next(random);
            try (NDManager inner = manager.newSubManager();
                    GradientCollector collector = Engine.getEngine(ENGINE).newGradientCollector()) {
                collector.backward(loss(inner, batch, levels, below));
            }
            update(optimizer);
        }
    }

    private void update(Optimizer optimizer) {
        for (int p = 0; p < parameters.length; p++) {
            try (NDArray gradient = parameters[p].getGradient()) {
                optimizer.update(String.valueOf(p), parameters[p], gradient);
                gradient.subi(gradient);
            }
        }
    }

    private NDArray loss(NDManager manager, Batch batch, NDArray levels, NDArray below) {
        int quantiles = QuantileFunction.LEVELS.length;
        int labels = shape.outputs() / quantiles;
        NDArray outputs = outputs(manager, batch).reshape(batch.count(), labels, quantiles);
        NDArray label = manager.create(batch.labels(), new Shape(batch.count(), labels, 1));
        NDArray miss = label.sub(outputs);
        return miss.mul(levels).maximum(miss.mul(below)).mean();
    }

    private NDArray outputs(NDManager manager, Batch batch) {
        NDArray joined = manager.create(batch.context(), new Shape(batch.count(), shape.context()));
        if (shape.hasSequence()) {
            joined = lastState(manager, batch).concat(joined, 1);
        }
        int layer = shape.firstLayer();
        NDArray hidden =
                joined.matMul(parameters[layer]).add(parameters[layer + 1]).tanh();
        return hidden.matMul(parameters[layer + 2])
                .add(parameters[layer + 3])
                .add(joined.matMul(parameters[layer + 4]));
    }

    /**
     * An LSTM in single operations. The fused one of PyTorch 2.7.1 does not give what the definition says for the cell gate on
     * the CPUs it was tried on, and would not agree with {@link TrainedNetwork}.
     */
    private NDArray lastState(NDManager manager, Batch batch) {
        int units = shape.state();
        NDArray steps =
                manager.create(batch.steps(), new Shape((long) batch.count() * batch.length(), shape.stepInputs()));
        NDArray fromInput = steps.matMul(parameters[0]).add(parameters[2]).reshape(batch.count(), batch.length(), -1);
        NDArray state = manager.zeros(new Shape(batch.count(), units));
        NDArray cell = manager.zeros(new Shape(batch.count(), units));
        for (NDArray step : fromInput.split(batch.length(), 1)) {
            NDList gates = step.reshape(batch.count(), shape.gates())
                    .add(state.matMul(parameters[1]))
                    .split(4, 1);
            NDArray kept = sigmoid(gates.get(1)).mul(cell);
            cell = kept.add(sigmoid(gates.get(0)).mul(gates.get(2).tanh()));
            state = sigmoid(gates.get(3)).mul(cell.tanh());
        }
        return state;
    }

    private static NDArray sigmoid(NDArray array) {
        return Activation.sigmoid(array);
    }

    private float[][] numbers() {
        float[][] numbers = new float[parameters.length][];
        for (int p = 0; p < numbers.length; p++) {
            numbers[p] = parameters[p].toFloatArray();
        }
        return numbers;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
