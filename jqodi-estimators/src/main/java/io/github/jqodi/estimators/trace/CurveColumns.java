package io.github.jqodi.estimators.trace;

import io.github.jqodi.base.Check;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Columns of a file of curves, and the meaning of its numbers. Everything has a default, by which files with the
 * columns {@code run,epoch,loss} and the logs of common tools are read without being told.
 *
 * <pre>{@code
 * CurveColumns accuracies = CurveColumns.DEFAULT.withLoss("val_accuracy").withMaximize(true);
 * CurveReader.Observations seen = CurveReader.observations(in, accuracies, "seed-7.csv");
 * }</pre>
 *
 * @param run column of the run's name; empty for {@code run}, and where there is none the file is one run
 * @param epoch column of the epoch, step or count of samples; empty for {@code epoch} or what the tool writes
 * @param loss column, metric or tag of the loss; empty for {@code loss} or what the tool writes
 * @param maximize whether higher is better: a value v becomes the loss 1 - v, and so does a target
 * @param patience how many epochs in a row have to be at or below a target for it to count as reached, from 1 to
 *     {@value #MAX_PATIENCE}: a loss
 *     becomes the largest of its epoch and the patience - 1 measured ones after it
 * @param unit how many counts of the epoch column are one epoch of training, as steps or samples are; empty for what the file
 *     says, else 1
 * @param firstEpoch what the epoch column gives to the first epoch of training, 0 or 1; empty for what the kind of file says. By
 *     1, an epoch 0 is before training
 */
public record CurveColumns(
        Optional<String> run,
        Optional<String> epoch,
        Optional<String> loss,
        boolean maximize,
        int patience,
        OptionalDouble unit,
        OptionalInt firstEpoch) {
    /** The most epochs in a row that can be asked for. */
    public static final int MAX_PATIENCE = 1_000;

    /** Nothing is told. */
    public static final CurveColumns DEFAULT = new CurveColumns(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            1,
            OptionalDouble.empty(),
            OptionalInt.empty());

    /**
     * Checks.
     *
     * @param run not blank
     * @param epoch not blank
     * @param loss not blank
     * @param maximize whether higher is better
     * @param patience from 1 to {@value #MAX_PATIENCE}
     * @param unit above 0
     * @param firstEpoch 0 or 1
     */
    public CurveColumns {
        run = run.map(name -> Check.name("run", name.strip()));
        epoch = epoch.map(name -> Check.name("epoch", name.strip()));
        loss = loss.map(name -> Check.name("loss", name.strip()));
        Check.between("patience", patience, 1, MAX_PATIENCE);
        unit.ifPresent(counts -> Check.positive("unit", counts));
        firstEpoch.ifPresent(first -> Check.between("firstEpoch", first, 0, 1));
    }

    /**
     * With another column of runs.
     *
     * @param column its name
     * @return a copy
     */
    public CurveColumns withRun(String column) {
        return new CurveColumns(Optional.of(column), epoch, loss, maximize, patience, unit, firstEpoch);
    }

    /**
     * With another column of epochs.
     *
     * @param column its name
     * @return a copy
     */
    public CurveColumns withEpoch(String column) {
        return new CurveColumns(run, Optional.of(column), loss, maximize, patience, unit, firstEpoch);
    }

    /**
     * With another column of losses.
     *
     * @param column its name, or that of a metric or tag
     * @return a copy
     */
    public CurveColumns withLoss(String column) {
        return new CurveColumns(run, epoch, Optional.of(column), maximize, patience, unit, firstEpoch);
    }

    /**
     * With values of which higher ones are better.
     *
     * @param higherIsBetter whether they are
     * @return a copy
     */
    public CurveColumns withMaximize(boolean higherIsBetter) {
        return new CurveColumns(run, epoch, loss, higherIsBetter, patience, unit, firstEpoch);
    }

    /**
     * With targets that have to be held.
     *
     * @param epochs how many in a row, from 1 to {@value #MAX_PATIENCE}
     * @return a copy
     */
    public CurveColumns withPatience(int epochs) {
        return new CurveColumns(run, epoch, loss, maximize, epochs, unit, firstEpoch);
    }

    /**
     * With counts that are not epochs.
     *
     * @param counts how many make an epoch, above 0
     * @return a copy
     */
    public CurveColumns withUnit(double counts) {
        return new CurveColumns(run, epoch, loss, maximize, patience, OptionalDouble.of(counts), firstEpoch);
    }

    /**
     * With epochs that count from a given number.
     *
     * @param number 0 or 1
     * @return a copy
     */
    public CurveColumns withFirstEpoch(int number) {
        return new CurveColumns(run, epoch, loss, maximize, patience, unit, OptionalInt.of(number));
    }

    /**
     * The loss that a value of the file stands for.
     *
     * @param value as written, a measured value or a target
     * @return the value, or 1 - value if higher is better
     */
    public double lossOf(double value) {
        return maximize ? 1 - value : value;
    }

    /** What was measured; a value beyond all numbers was not. */
    double measured(double value) {
        return maximize && Double.isInfinite(value) ? Double.NaN : lossOf(value);
    }
}
