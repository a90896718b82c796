package io.github.jqodi.estimators.neural;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.numeric.RunningMinimum;
import java.util.List;
import java.util.Random;

/**
 * Training examples from past runs: a batch shows the first epochs of some of them, equally many of each, and asks how far the
 * best loss will have fallen at {@value #GRID} epochs spread evenly up to the horizon. How far it falls by then is the same as
 * which targets are reached by then.
 */
final class PrefixExamples implements Examples {
    /** Epochs ahead that are asked about. */
    static final int GRID = 12;

    private static final int BATCH = 64;
    /** Short prefixes, where most is to be learned, are drawn more often. */
    private static final double EARLY = 1.4;

    private final LstmInputs features;
    private final List<double[]> runs;
    private final List<double[]> lows;

    PrefixExamples(LstmInputs features, List<Curve> history) {
        this.features = features;
        runs = history.stream()
                .map(run -> features.levels(run, features.horizon()))
                .toList();
        lows = runs.stream().map(RunningMinimum::of).toList();
    }

    @Override
    public Batch next(Random random) {
        int most = features.horizon() - 1;
        int epochs = 1 + Math.min(most - 1, (int) (most * Math.pow(random.nextDouble(), EARLY)));
        int count = Math.min(BATCH, runs.size());
        int length = LstmInputs.stepCount(epochs);
        float[] steps = new float[count * length * LstmInputs.STEP_INPUTS];
        float[] context = new float[count * LstmInputs.CONTEXT];
        float[] labels = new float[count * GRID];
        int[] drawn = random.ints(0, runs.size()).distinct().limit(count).toArray();
        for (int i = 0; i < count; i++) {
            double[] run = runs.get(drawn[i]);
            flatten(features.steps(run, epochs), steps, i * length * LstmInputs.STEP_INPUTS);
            System.arraycopy(features.context(run, epochs), 0, context, i * LstmInputs.CONTEXT, LstmInputs.CONTEXT);
            label(lows.get(drawn[i]), epochs, labels, i * GRID);
        }
        return new Batch(count, length, steps, context, labels);
    }

    /** The epoch of a grid point. */
    static int gridEpoch(int point, int epochs, int horizon) {
        return epochs + Math.max(1, (int) Math.rint((point + 1.0) / GRID * (horizon - epochs)));
    }

    private void label(double[] low, int epochs, float[] labels, int from) {
        for (int g = 0; g < GRID; g++) {
            int epoch = gridEpoch(g, epochs, features.horizon());
            double gain = low[epochs - 1] - low[epoch - 1];
            // The root spreads small gains, which are the most frequent.
            labels[from + g] = (float) Math.sqrt(gain / features.gainAfter(epochs));
        }
    }

    private static void flatten(float[][] steps, float[] flat, int from) {
        for (int i = 0; i < steps.length; i++) {
            System.arraycopy(steps[i], 0, flat, from + i * steps[i].length, steps[i].length);
        }
    }
}
