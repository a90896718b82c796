package io.github.jqodi.estimators.neural;

import java.util.List;
import java.util.Random;

/** Training examples of a network without a sequence: rows of inputs, each with its labels. */
record TableExamples(List<float[]> inputs, List<float[]> labels) implements Examples {
    private static final int BATCH = 64;

    TableExamples {
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
    }

    @Override
    public Batch next(Random random) {
        int count = Math.min(BATCH, inputs.size());
        int width = inputs.get(0).length;
        int outputs = labels.get(0).length;
        float[] context = new float[count * width];
        float[] label = new float[count * outputs];
        int[] drawn = random.ints(0, inputs.size()).distinct().limit(count).toArray();
        for (int i = 0; i < count; i++) {
            System.arraycopy(inputs.get(drawn[i]), 0, context, i * width, width);
            System.arraycopy(labels.get(drawn[i]), 0, label, i * outputs, outputs);
        }
        return new Batch(count, 0, new float[0], context, label);
    }
}
