package io.github.jqodi.estimators.summary;

import java.util.List;
import java.util.Locale;

/**
 * Multiply-adds of a module for one sample, from its parameters and the shape of its output: a weight works once at each position.
 * Biases count as one multiply-add each, as the tools count them; normalisation, embeddings and activations as none.
 */
final class ModuleWork {
    private static final List<String> WITHOUT = List.of("norm", "embedding", "relu", "softmax", "dropout", "pool");
    private static final List<String> RECURRENT = List.of("lstm", "gru", "rnn");

    private ModuleWork() {}

    static double macs(ModuleRow row, double parameters, long batch) {
        return isWithout(row.type()) ? 0 : parameters * positions(row, batch);
    }

    static boolean isWithout(String type) {
        return says(type, WITHOUT);
    }

    /** Elements of the output of one sample. */
    static double outputElements(ModuleRow row, long batch) {
        return product(row.outputShape(), 0) / (isBatched(row.outputShape(), batch) ? batch : 1);
    }

    /** Positions at which the weights work: of a map its height and width, of a sequence its length, of windows those of all. */
    private static double positions(ModuleRow row, long batch) {
        List<Long> shape = row.outputShape();
        if (shape.size() < 2) {
            return 1;
        }
        boolean batched = isBatched(shape, batch);
        if (says(row.type(), List.of("linear")) || says(row.type(), RECURRENT) || !isMap(row)) {
            double all = product(shape, 0) / shape.get(shape.size() - 1);
            return batched || says(row.type(), RECURRENT) ? all / batch : all;
        }
        return product(shape, 2) * (batched ? shape.get(0) / batch : 1);
    }

    private static boolean isMap(ModuleRow row) {
        return says(row.type(), List.of("conv")) || row.outputShape().size() >= 4;
    }

    /** Whether the first axis is the batch, or parts of its samples, as the windows of one after those of another. */
    private static boolean isBatched(List<Long> shape, long batch) {
        return shape.size() > 1 && shape.get(0) % batch == 0;
    }

    private static boolean says(String type, List<String> parts) {
        String lower = type.toLowerCase(Locale.ROOT);
        return parts.stream().anyMatch(lower::contains);
    }

    private static double product(List<Long> shape, int from) {
        double product = shape.isEmpty() ? 0 : 1;
        for (int i = from; i < shape.size(); i++) {
            product *= shape.get(i);
        }
        return product;
    }
}
