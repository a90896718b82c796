package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Learning curve of one run: its losses, epoch by epoch; lower is better. Epochs may have gaps. A loss that is not finite counts as
 * not measured; a run that ends in such losses has diverged. Immutable.
 */
public final class Curve {
    private final String name;
    private final int[] epochs;
    private final double[] losses;
    private final OptionalInt divergedAt;
    private final RunFeatures features;

    private Curve(String name, int[] epochs, double[] losses, OptionalInt divergedAt, RunFeatures features) {
        this.name = name;
        this.epochs = epochs;
        this.losses = losses;
        this.divergedAt = divergedAt;
        this.features = features;
    }

    /**
     * A run measured in given epochs.
     *
     * @param name not blank
     * @param epochs increasing, from 1, at most {@value EpochEstimate#MAX_EPOCHS}
     * @param losses one for each epoch; at least one finite; NaN and +∞ count as not measured, -∞ is refused
     * @return the curve
     * @throws io.github.jqodi.error.InvalidValueException if a rule is broken
     */
    public static Curve of(String name, int[] epochs, double[] losses) {
        Check.name("name", name);
        Check.that(
                epochs.length == losses.length,
                "losses",
                losses.length + " entries",
                "must have one for each of the " + epochs.length + " epochs");
        checkEpochs(epochs);
        return measured(name, epochs, losses);
    }

    /**
     * A run measured in every epoch from the first.
     *
     * @param name not blank
     * @param losses of epochs 1, 2, …; see {@link #of(String, int[], double[])}
     * @return the curve
     */
    public static Curve ofLosses(String name, double... losses) {
        int[] epochs = new int[losses.length];
        Arrays.setAll(epochs, i -> i + 1);
        return of(name, epochs, losses);
    }

    /**
     * The same run with features.
     *
     * @param known what is known of the run
     * @return a copy
     */
    public Curve withFeatures(RunFeatures known) {
        return new Curve(name, epochs, losses, divergedAt, known);
    }

    /**
     * {@return the name of the run}
     */
    public String name() {
        return name;
    }

    /**
     * {@return how many finite losses there are}
     */
    public int size() {
        return epochs.length;
    }

    /**
     * The epoch of a measured loss.
     *
     * @param index from 0
     * @return epoch, from 1
     */
    public int epoch(int index) {
        return epochs[index];
    }

    /**
     * A measured loss.
     *
     * @param index from 0
     * @return a finite loss
     */
    public double loss(int index) {
        return losses[index];
    }

    /**
     * {@return a copy of the epochs with a finite loss}
     */
    public int[] epochs() {
        return epochs.clone();
    }

    /**
     * {@return a copy of the finite losses}
     */
    public double[] losses() {
        return losses.clone();
    }

    /**
     * {@return the last epoch with a finite loss}
     */
    public int lastEpoch() {
        return epochs[epochs.length - 1];
    }

    /**
     * {@return the first epoch after which no loss was finite; empty for a run that did not diverge}
     */
    public OptionalInt divergedAt() {
        return divergedAt;
    }

    /**
     * {@return whether every epoch from 1 to the last was measured}
     */
    public boolean isRegular() {
        return lastEpoch() == epochs.length;
    }

    /**
     * {@return what is known of the run}
     */
    public RunFeatures features() {
        return features;
    }

    /**
     * {@return the least loss}
     */
    public double minimum() {
        double least = losses[0];
        for (double loss : losses) {
            least = Math.min(least, loss);
        }
        return least;
    }

    /**
     * {@return the mean of the last quarter of the losses, of one at least}
     */
    public double lastLevel() {
        int tail = Math.max(1, losses.length / 4);
        double sum = 0;
        for (int i = losses.length - tail; i < losses.length; i++) {
            sum += losses[i];
        }
        return sum / tail;
    }

    /**
     * The mean absolute second difference of neighbouring losses, which noise of single epochs makes large.
     *
     * @param from index of the first loss that is the middle one of three, at least 1
     * @return at least 0; 0 where no three losses are left
     */
    public double meanSecondDifference(int from) {
        double sum = 0;
        for (int i = from; i < losses.length - 1; i++) {
            sum += Math.abs(losses[i + 1] - 2 * losses[i] + losses[i - 1]);
        }
        return sum / Math.max(1, losses.length - 1 - from);
    }

    /**
     * The length to which runs are cut so that most epochs are left, shorter runs being left out.
     *
     * @param runs any number
     * @return the last epoch of one of them, the largest of equally good ones; 0 of no run
     */
    public static int commonLength(List<Curve> runs) {
        int[] lengths = runs.stream().mapToInt(Curve::lastEpoch).sorted().toArray();
        int best = 0;
        long most = 0;
        for (int i = 0; i < lengths.length; i++) {
            long epochs = (long) lengths[i] * (lengths.length - i);
            if (epochs >= most) {
                most = epochs;
                best = lengths[i];
            }
        }
        return best;
    }

    /**
     * What was known after an epoch.
     *
     * @param epoch the last to keep, not before the first measured one
     * @return the curve up to it
     */
    public Curve prefix(int epoch) {
        int size = 0;
        while (size < epochs.length && epochs[size] <= epoch) {
            size++;
        }
        Check.that(size > 0, "epoch", epoch, "must not be before the first measured epoch, " + epochs[0]);
        OptionalInt diverged =
                divergedAt.isPresent() && divergedAt.getAsInt() <= epoch ? divergedAt : OptionalInt.empty();
        return new Curve(name, Arrays.copyOf(epochs, size), Arrays.copyOf(losses, size), diverged, features);
    }

    /**
     * The same run with one more epoch.
     *
     * @param epoch after the last one
     * @param loss finite, or NaN or +∞ for a run that diverges
     * @return the longer curve
     */
    public Curve with(int epoch, double loss) {
        int last = divergedAt.isPresent() ? Math.max(divergedAt.getAsInt(), lastEpoch()) : lastEpoch();
        Check.that(epoch > last, "epoch", epoch, "must be after the last one, " + last);
        Check.between("epoch", epoch, 1, EpochEstimate.MAX_EPOCHS);
        checkLoss(epoch, loss);
        if (!Double.isFinite(loss)) {
            OptionalInt diverged = divergedAt.isPresent() ? divergedAt : OptionalInt.of(epoch);
            return new Curve(name, epochs, losses, diverged, features);
        }
        int[] longerEpochs = Arrays.copyOf(epochs, epochs.length + 1);
        double[] longerLosses = Arrays.copyOf(losses, losses.length + 1);
        longerEpochs[epochs.length] = epoch;
        longerLosses[losses.length] = loss;
        return new Curve(name, longerEpochs, longerLosses, OptionalInt.empty(), features);
    }

    /**
     * K of a target.
     *
     * @param target a loss
     * @return the first measured epoch at or below it, empty if there is none
     */
    public OptionalInt firstAtOrBelow(double target) {
        for (int i = 0; i < losses.length; i++) {
            if (losses[i] <= target) {
                return OptionalInt.of(epochs[i]);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The losses of epochs 1 to {@link #lastEpoch()}: gaps are bridged by straight lines, what lies before the first
     * measured epoch takes its loss.
     *
     * @return entry k - 1 is epoch k
     */
    public double[] everyEpoch() {
        double[] every = new double[lastEpoch()];
        Arrays.fill(every, 0, epochs[0], losses[0]);
        for (int i = 1; i < epochs.length; i++) {
            double step = (losses[i] - losses[i - 1]) / (epochs[i] - epochs[i - 1]);
            for (int k = epochs[i - 1]; k < epochs[i]; k++) {
                every[k - 1] = losses[i - 1] + step * (k - epochs[i - 1]);
            }
            every[epochs[i] - 1] = losses[i];
        }
        return every;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve that
                && name.equals(that.name)
                && Arrays.equals(epochs, that.epochs)
                && Arrays.equals(losses, that.losses)
                && divergedAt.equals(that.divergedAt)
                && features.equals(that.features);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(losses);
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + epochs.length + " epochs up to " + lastEpoch() + ", least loss " + minimum();
    }

    private static void checkEpochs(int[] epochs) {
        Check.that(epochs.length > 0, "epochs", "[]", "must hold at least one");
        for (int i = 0; i < epochs.length; i++) {
            Check.between("epochs/" + i, epochs[i], 1, EpochEstimate.MAX_EPOCHS);
            Check.that(
                    i == 0 || epochs[i] > epochs[i - 1],
                    "epochs/" + i,
                    epochs[i],
                    "must be above the one before it",
                    "Sort the epochs and keep one loss for each.");
        }
    }

    private static void checkLoss(int epoch, double loss) {
        Check.that(
                loss != Double.NEGATIVE_INFINITY,
                "loss",
                loss,
                "of epoch " + epoch + " must be above -∞",
                "Maybe a logarithm of 0 was recorded.");
    }

    private static Curve measured(String name, int[] epochs, double[] losses) {
        int size = 0;
        int[] keptEpochs = new int[epochs.length];
        double[] keptLosses = new double[epochs.length];
        for (int i = 0; i < epochs.length; i++) {
            checkLoss(epochs[i], losses[i]);
            if (Double.isFinite(losses[i])) {
                keptEpochs[size] = epochs[i];
                keptLosses[size++] = losses[i];
            }
        }
        Check.that(size > 0, "losses", losses.length + " losses", "must hold a finite one", "Leave the run out.");
        return new Curve(
                name,
                Arrays.copyOf(keptEpochs, size),
                Arrays.copyOf(keptLosses, size),
                firstAfter(epochs, keptEpochs[size - 1]),
                RunFeatures.NONE);
    }

    private static OptionalInt firstAfter(int[] epochs, int last) {
        return Arrays.stream(epochs).filter(epoch -> epoch > last).findFirst();
    }
}
