package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.numeric.RunningMinimum;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inputs of the LSTM from a run that has begun. Losses, or their logarithms where all past ones are above 0, are taken relative to
 * the best so far and divided by what past runs gained from the same epoch on, so that runs of any level and stage look
 * alike. Immutable.
 */
final class LstmInputs {
    /** Numbers in each step. */
    static final int STEP_INPUTS = 4;
    /** Numbers besides the steps. */
    static final int CONTEXT = 7;

    private static final int MOST_STEPS = 32;
    private static final int MOST_HORIZON = 1 << 20;

    private final boolean logarithmic;
    private final double mean;
    private final double deviation;
    /** What past runs gained in the mean after m epochs up to the last; entry m - 1. */
    private final float[] gains;

    private LstmInputs(boolean logarithmic, double mean, double deviation, float[] gains) {
        this.logarithmic = logarithmic;
        this.mean = mean;
        this.deviation = deviation;
        this.gains = gains;
    }

    /** Learns the scales from complete runs, which are cut to a horizon. */
    static LstmInputs of(List<Curve> runs, int horizon) {
        boolean logarithmic = runs.stream().allMatch(run -> run.minimum() > 0);
        LstmInputs plain = new LstmInputs(logarithmic, 0, 1, new float[horizon]);
        List<double[]> levels =
                runs.stream().map(run -> plain.levels(run, horizon)).toList();
        double sum = 0;
        double squares = 0;
        for (double[] run : levels) {
            for (double level : run) {
                sum += level;
                squares += level * level;
            }
        }
        double count = (double) horizon * levels.size();
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        return new LstmInputs(logarithmic, mean, deviation > 0 ? deviation : 1, meanGains(levels, horizon, deviation));
    }

    private static float[] meanGains(List<double[]> levels, int horizon, double deviation) {
        float[] gains = new float[horizon];
        for (double[] run : levels) {
            double[] low = RunningMinimum.of(run);
            for (int m = 1; m <= horizon; m++) {
                gains[m - 1] += (float) ((low[m - 1] - low[horizon - 1]) / levels.size());
            }
        }
        double least = deviation > 0 ? 1e-3 * deviation : 1e-3;
        for (int m = 0; m < horizon; m++) {
            gains[m] = (float) Math.max(least, gains[m]);
        }
        return gains;
    }

    int horizon() {
        return gains.length;
    }

    /** Whether a loss can be brought onto the scale. */
    boolean accepts(double loss) {
        return !logarithmic || loss > 0;
    }

    double level(double loss) {
        return logarithmic ? StrictMath.log(loss) : loss;
    }

    /** The unit of what is gained after an epoch. */
    double gainAfter(int epoch) {
        return gains[epoch - 1];
    }

    /** Levels of epochs 1 to the last one, at most the horizon. */
    double[] levels(Curve run, int most) {
        double[] losses = run.everyEpoch();
        double[] levels = new double[Math.min(most, losses.length)];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = level(losses[k]);
        }
        return levels;
    }

    /** The steps of a prefix: at most {@value #MOST_STEPS}, evenly spaced, the last epoch among them. */
    float[][] steps(double[] levels, int epochs) {
        int count = stepCount(epochs);
        double best = least(levels, epochs);
        double unit = gainAfter(epochs);
        List<float[]> steps = new ArrayList<>();
        double before = levels[0];
        for (int i = 1; i <= count; i++) {
            int epoch = (int) ((long) i * epochs / count);
            double level = levels[epoch - 1];
            steps.add(new float[] {
                squashed((level - best) / unit),
                squashed(4 * (level - before) / unit),
                squashed((level - mean) / deviation),
                (float) epoch / horizon()
            });
            before = level;
        }
        return steps.toArray(float[][]::new);
    }

    static int stepCount(int epochs) {
        return Math.min(epochs, MOST_STEPS);
    }

    /** The context of a prefix. */
    float[] context(double[] levels, int epochs) {
        double best = least(levels, epochs);
        double unit = gainAfter(epochs);
        double ahead = horizon() - epochs;
        int quarter = Math.max(1, epochs / 4);
        double last = mean(levels, epochs - quarter, epochs);
        double third = mean(levels, Math.max(0, epochs - 2 * quarter), Math.max(1, epochs - quarter));
        double first = mean(levels, Math.max(0, epochs - 4 * quarter), Math.max(1, epochs - 3 * quarter));
        return new float[] {
            (float) epochs / horizon(),
            (float) StrictMath.log(epochs / (double) horizon()),
            squashed((best - mean) / deviation),
            squashed((levels[epochs - 1] - best) / unit),
            squashed((third - last) / quarter * ahead / unit),
            squashed((first - last) / (3.0 * quarter) * ahead / unit),
            squashed(4 * roughness(levels, epochs) / unit)
        };
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(logarithmic);
        out.writeDouble(mean);
        out.writeDouble(deviation);
        out.writeInt(gains.length);
        for (float gain : gains) {
            out.writeFloat(gain);
        }
    }

    static LstmInputs read(SavedNumbers in) throws IOException {
        boolean logarithmic = in.bool();
        double mean = Check.finite("mean", in.number());
        double deviation = Check.positive("deviation", in.number());
        float[] gains = in.floats("gains", Check.between("horizon", in.integer(), 1, MOST_HORIZON));
        for (float gain : gains) {
            Check.positive("gains", gain);
        }
        return new LstmInputs(logarithmic, mean, deviation, gains);
    }

    /** Mean size of second differences over the last half, which a smooth curve has little of. */
    private static double roughness(double[] levels, int epochs) {
        int from = Math.max(2, epochs / 2);
        double sum = 0;
        for (int k = from; k < epochs; k++) {
            sum += Math.abs(levels[k] - 2 * levels[k - 1] + levels[k - 2]);
        }
        return epochs > from ? sum / (epochs - from) : 0;
    }

    /** The least of the first so many. */
    private static double least(double[] levels, int epochs) {
        double least = levels[0];
        for (int k = 1; k < epochs; k++) {
            least = Math.min(least, levels[k]);
        }
        return least;
    }

    private static double mean(double[] levels, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += levels[k];
        }
        return sum / (to - from);
    }

    /** Large values grow like logarithms. */
    private static float squashed(double x) {
        return (float) (Math.signum(x) * StrictMath.log1p(Math.abs(x)));
    }
}
