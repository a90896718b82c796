package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.DoubleList;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Training that has begun. What it has spent is gone: it counts against deadline and limit of energy, and in no objective.
 *
 * @param pair model and quantization that are trained
 * @param epochsDone how many epochs are over
 * @param seconds since the run was started, setup included
 * @param joules that it has taken, setup included
 * @param losses observed after epochs 1, 2 and so on; accuracies where the scenario speaks of these
 * @param lastServer the server of the last epoch, from which a switch is paid; empty if none is
 * @param carried how much of the epochs done counts for another pair, from 0 to 1
 */
public record RunInProgress(
        QuantizedModel pair,
        int epochsDone,
        double seconds,
        double joules,
        List<Double> losses,
        Optional<String> lastServer,
        double carried) {
    /**
     * Checks every number.
     *
     * @param pair model and quantization that are trained
     * @param epochsDone from 0 to {@link EpochEstimate#MAX_EPOCHS}
     * @param seconds finite, {@code >= 0}
     * @param joules finite, {@code >= 0}
     * @param losses finite, {@code >= 0}, at most one for each epoch done
     * @param lastServer not blank where given
     * @param carried in [0, 1]
     */
    public RunInProgress {
        Objects.requireNonNull(pair, "pair");
        Objects.requireNonNull(losses, "losses");
        Objects.requireNonNull(lastServer, "lastServer");
        Check.between("epochsDone", epochsDone, 0, EpochEstimate.MAX_EPOCHS);
        seconds = Check.nonNegative("seconds", seconds);
        joules = Check.nonNegative("joules", joules);
        losses = Check.nonNegatives("losses", losses);
        Check.that(
                losses.size() <= epochsDone,
                "losses",
                losses.size() + " entries",
                "must have at most one for each of the " + epochsDone + " epochs done",
                "Leave out the loss before training.");
        lastServer.ifPresent(name -> Check.name("lastServer", name));
        Check.that(carried >= 0 && carried <= 1, "carried", carried, "must be from 0 to 1");
    }

    /**
     * A run of which no losses are known, from which no switch of the server is paid, and whose epochs count for no other pair.
     *
     * @param pair model and quantization that are trained
     * @param epochsDone how many epochs are over
     * @param seconds since the run was started
     * @param joules that it has taken
     * @return the run
     */
    public static RunInProgress of(QuantizedModel pair, int epochsDone, double seconds, double joules) {
        return new RunInProgress(pair, epochsDone, seconds, joules, List.of(), Optional.empty(), 0);
    }

    /**
     * The same run with what was observed.
     *
     * @param observed losses after epochs 1, 2 and so on
     * @return a copy
     */
    public RunInProgress withLosses(List<Double> observed) {
        return new RunInProgress(pair, epochsDone, seconds, joules, observed, lastServer, carried);
    }

    /**
     * The same run on a server, from which a switch is paid.
     *
     * @param name of the server of the last epoch
     * @return a copy
     */
    public RunInProgress withLastServer(String name) {
        Objects.requireNonNull(name, "name");
        return new RunInProgress(pair, epochsDone, seconds, joules, losses, Optional.of(name), carried);
    }

    /**
     * The same run where its epochs count for other pairs.
     *
     * @param share from 0 to 1
     * @return a copy
     */
    public RunInProgress withCarried(double share) {
        return new RunInProgress(pair, epochsDone, seconds, joules, losses, lastServer, share);
    }

    /**
     * {@return a run of the same pair on the same server of which nothing is done but setup and placement}
     */
    public RunInProgress begun() {
        return new RunInProgress(pair, 0, 0, 0, List.of(), lastServer, 0);
    }

    /**
     * How many epochs of a pair are done.
     *
     * @param other any pair
     * @return all of this run's own pair; of another the share that is carried, rounded down
     */
    public int epochsDone(QuantizedModel other) {
        return other.equals(pair) ? epochsDone : (int) Math.floor(carried * epochsDone);
    }

    /**
     * {@return the loss after the last epoch done; empty if it was not observed}
     */
    public OptionalDouble lastLoss() {
        return losses.isEmpty() || losses.size() < epochsDone
                ? OptionalDouble.empty()
                : OptionalDouble.of(DoubleList.copyOf(losses).at(losses.size() - 1));
    }

    @Override
    public String toString() {
        return pair.label() + " after " + Text.count(epochsDone, "epoch") + ", " + Text.number(seconds) + " s and "
                + Text.number(joules) + " J";
    }
}
