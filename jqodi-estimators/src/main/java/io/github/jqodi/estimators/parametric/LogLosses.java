package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimators.curve.Curve;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Log-log transform of a run: logarithms of losses above the floor against logarithms of epochs relative to the last
 * one. Both make what follows independent of the unit of the loss and of the length of an epoch.
 */
final class LogLosses {
    /** Losses that are looked at: a table of all shapes at so many takes tens of megabytes. */
    private static final int MOST = 2000;

    private final double floor;
    private final double unit;
    private final int lastEpoch;
    private final double[] logRatios;
    private final double[] values;
    private final int[] epochs;

    private LogLosses(double floor, double unit, int[] epochs, double[] values) {
        this.floor = floor;
        this.unit = unit;
        this.epochs = epochs;
        this.values = values;
        this.lastEpoch = epochs[epochs.length - 1];
        this.logRatios = new double[epochs.length];
        for (int i = 0; i < epochs.length; i++) {
            logRatios[i] = Math.log(epochs[i] / (double) lastEpoch);
        }
    }

    static LogLosses of(Curve observed) {
        double floor = Floor.of(observed);
        int[] kept = kept(observed.size());
        double[] values = new double[kept.length];
        double unit = observed.loss(0) - floor;
        Arrays.setAll(values, i -> Math.log((observed.loss(kept[i]) - floor) / unit));
        int[] all = observed.epochs();
        return new LogLosses(floor, unit, Arrays.stream(kept).map(i -> all[i]).toArray(), values);
    }

    /** Of more than {@value #MOST} losses as many in even steps, the last one among them: the others add little but work. */
    private static int[] kept(int size) {
        int count = Math.min(size, MOST);
        return IntStream.rangeClosed(1, count)
                .map(i -> (int) ((long) i * size / count) - 1)
                .toArray();
    }

    /** The first losses alone, relative to the last of them. */
    LogLosses first(int count) {
        return new LogLosses(floor, unit, Arrays.copyOf(epochs, count), Arrays.copyOf(values, count));
    }

    int size() {
        return values.length;
    }

    int lastEpoch() {
        return lastEpoch;
    }

    /** ln(epoch / last epoch), at most 0. */
    double logRatio(int index) {
        return logRatios[index];
    }

    /** ln(loss - floor), less that of the first loss: so the unit does not matter. */
    double value(int index) {
        return values[index];
    }

    /** A target in the same terms, -∞ at or below the floor. */
    double toValue(double target) {
        return target > floor ? Math.log((target - floor) / unit) : Double.NEGATIVE_INFINITY;
    }

    /** The index of the first loss measured in or after an epoch. */
    int firstIndexFrom(int epoch) {
        int index = 0;
        while (index < epochs.length && epochs[index] < epoch) {
            index++;
        }
        return index;
    }

    /**
     * The latest known drop of the learning rate that parts the observed losses.
     *
     * @param dropEpochs increasing
     * @return index of the first loss after it, 0 if there is none
     */
    int lastChange(List<Integer> dropEpochs) {
        int change = 0;
        for (int drop : dropEpochs) {
            int index = firstIndexFrom(drop);
            change = index < epochs.length ? index : change;
        }
        return change;
    }

    /** The change before the one at an index, 0 if there is none. */
    int changeBefore(int change, List<Integer> dropEpochs) {
        int before = 0;
        for (int drop : dropEpochs) {
            int index = firstIndexFrom(drop);
            before = index < change ? index : before;
        }
        return before;
    }
}
