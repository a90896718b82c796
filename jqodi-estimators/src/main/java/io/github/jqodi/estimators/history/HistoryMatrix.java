package io.github.jqodi.estimators.history;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matrix of past runs of one length, epoch by epoch, continued to twice that length. The length H is the one that keeps most
 * measured epochs: longer runs are cut to it, shorter ones left out, as are runs that diverged.
 */
final class HistoryMatrix {
    private static final int MOST_RUNS = 2000;
    /** Sums of squares, and their ratios, stay finite. */
    private static final double MOST_LOSS = 1e100;

    private final int horizon;
    private final List<Curve> runs;
    private final double[][] losses;
    private final boolean positive;
    private final int diverged;

    private HistoryMatrix(int horizon, List<Curve> runs, double[][] losses, boolean positive, int diverged) {
        this.horizon = horizon;
        this.runs = runs;
        this.losses = losses;
        this.positive = positive;
        this.diverged = diverged;
    }

    /**
     * Collects runs.
     *
     * @param history in any order; of more than {@value #MOST_RUNS} usable ones, evenly spaced ones are kept
     * @return the matrix, without rows if no run is usable
     * @throws io.github.jqodi.error.InvalidValueException if losses are too large
     */
    static HistoryMatrix of(List<Curve> history) {
        history.forEach(HistoryMatrix::requireComputable);
        List<Curve> sound =
                history.stream().filter(run -> run.divergedAt().isEmpty()).toList();
        int horizon = Curve.commonLength(sound);
        List<Curve> kept =
                thinned(sound.stream().filter(run -> run.lastEpoch() >= horizon).toList());
        List<double[]> curves = kept.stream()
                .map(run -> Arrays.copyOf(run.everyEpoch(), horizon))
                .toList();
        boolean positive = curves.stream().flatMapToDouble(Arrays::stream).allMatch(loss -> loss > 0);
        return new HistoryMatrix(horizon, kept, extended(curves, positive), positive, history.size() - sound.size());
    }

    /** Refuses losses whose squares no number holds. */
    static void requireComputable(Curve run) {
        for (double loss : run.losses()) {
            Check.that(
                    Math.abs(loss) <= MOST_LOSS,
                    "losses of '" + run.name() + "'",
                    loss,
                    "must be at most 1e100 in size",
                    "Give them in another unit.");
        }
    }

    /** H, the epochs for which every row was measured. */
    int horizon() {
        return horizon;
    }

    /** How many rows there are. */
    int size() {
        return losses.length;
    }

    /** How many runs were left out because they diverged. */
    int divergedCount() {
        return diverged;
    }

    /** Whether every loss is above 0, so that logarithms make sense. */
    boolean isPositive() {
        return positive;
    }

    Curve run(int row) {
        return runs.get(row);
    }

    RunFeatures features(int row) {
        return runs.get(row).features();
    }

    /** All rows on a scale; entry k - 1 of a row is epoch k, up to 2H. */
    double[][] on(Scale scale) {
        return Arrays.stream(losses).map(scale::of).toArray(double[][]::new);
    }

    /** The first epochs of a row. */
    double[] prefix(int row, int epochs) {
        return Arrays.copyOf(losses[row], epochs);
    }

    private static List<Curve> thinned(List<Curve> runs) {
        if (runs.size() <= MOST_RUNS) {
            return runs;
        }
        List<Curve> kept = new ArrayList<>();
        for (int i = 0; i < MOST_RUNS; i++) {
            kept.add(runs.get((int) ((long) i * runs.size() / MOST_RUNS)));
        }
        return kept;
    }

    private static double[][] extended(List<double[]> curves, boolean positive) {
        if (curves.isEmpty()) {
            return new double[0][];
        }
        if (!positive) {
            return curves.stream().map(HistoryMatrix::held).toArray(double[][]::new);
        }
        PowerLawExtrapolation continuation = new PowerLawExtrapolation(curves);
        return curves.stream().map(continuation::extended).toArray(double[][]::new);
    }

    /** Losses that may be negative have no power law: the last quarter is repeated. */
    private static double[] held(double[] curve) {
        double[] longer = Arrays.copyOf(curve, 2 * curve.length);
        int tail = Math.max(1, curve.length / 4);
        for (int k = curve.length; k < longer.length; k++) {
            longer[k] = longer[k - tail];
        }
        return longer;
    }
}
