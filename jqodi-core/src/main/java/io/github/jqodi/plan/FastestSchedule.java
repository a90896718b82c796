package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** The exact time of the fastest schedule over K_rob epochs, setup included; what any deadline has to exceed. */
final class FastestSchedule {
    /** Cells added up between two looks at the stop signal. */
    private static final int CELLS = 4096;

    private final Optional<ExactSum> seconds;

    private FastestSchedule(Optional<ExactSum> seconds) {
        this.seconds = seconds;
    }

    /** Finds it as far as limits allow; the scenario says whether one action must serve the whole run. */
    static FastestSchedule of(Candidate candidate, Scenario scenario, WorkLimits limits) {
        CostTable table = Switches.matter(scenario, candidate.actions())
                ? CostTable.nondominatedByServer(
                        candidate.costs(), candidate.actions(), candidate.robustEpochs(), limits)
                : CostTable.nondominated(candidate.costs(), candidate.actions(), candidate.robustEpochs(), limits);
        return of(candidate, table, Goal.ofEnergy(scenario), limits.stop());
    }

    /**
     * Finds it in a table, with a stop signal.
     *
     * @param candidate the quantized model
     * @param table its costs, at least those of nondominated actions; of each server's where switches matter
     * @param goal says whether one action must serve the whole run, and what switches cost
     * @param stop polled during long work; true ends it
     * @return the fastest schedule, possibly none
     */
    static FastestSchedule of(Candidate candidate, CostTable table, Goal goal, BooleanSupplier stop) {
        Scenario scenario = goal.scenario();
        if (Switches.matter(scenario, candidate.actions())) {
            return new FastestSchedule(
                    FastestPath.of(candidate, table, goal, stop).seconds());
        }
        return new FastestSchedule(
                scenario.schedule() == SchedulePolicy.FIXED
                        ? fixed(candidate, table, stop)
                        : perEpoch(candidate, table));
    }

    /**
     * {@return whether any schedule is effective in every epoch}
     */
    boolean exists() {
        return seconds.isPresent();
    }

    /**
     * Whether it stays below a deadline.
     *
     * @param deadlineSeconds T_max
     * @return false if there is no schedule at all
     */
    boolean meets(double deadlineSeconds) {
        return seconds.isPresent() && seconds.get().compareTo(deadlineSeconds) < 0;
    }

    /**
     * {@return its time, rounded to the nearest double; +∞ if there is none}
     */
    double seconds() {
        return seconds.map(ExactSum::value).orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * {@return the smallest deadline it stays below; empty if there is no schedule}
     */
    OptionalDouble smallestDeadlineSeconds() {
        return seconds.isPresent() ? OptionalDouble.of(seconds.get().nextAbove()) : OptionalDouble.empty();
    }

    private static Optional<ExactSum> perEpoch(Candidate candidate, CostTable table) {
        ExactSum sum = ExactSum.of(candidate.spentSeconds());
        int steady = Math.min(table.rows() - 1, candidate.robustEpochs());
        for (int row = 0; row < table.rows(); row++) {
            double least = table.leastSeconds(row);
            if (least == Double.POSITIVE_INFINITY) {
                return Optional.empty();
            }
            sum.addProduct(row < steady ? 1 : candidate.robustEpochs() - steady, least);
        }
        return Optional.of(sum);
    }

    private static Optional<ExactSum> fixed(Candidate candidate, CostTable table, BooleanSupplier stop) {
        Optional<ExactSum> best = Optional.empty();
        int actionsAtOnce = Math.max(1, CELLS / table.rows());
        for (int action = 0; action < table.actions().size(); action++) {
            if (action % actionsAtOnce == 0) {
                Stopped.when(stop);
            }
            Optional<ExactSum> sum = ofAction(candidate, table, action);
            if (sum.isPresent()
                    && (best.isEmpty()
                            || sum.get().copy().addProduct(-1, best.get()).signum() < 0)) {
                best = sum;
            }
        }
        return best;
    }

    /** The exact time of a run of one action, setup included; empty if it is ineffective in any epoch. */
    static Optional<ExactSum> ofAction(Candidate candidate, CostTable table, int action) {
        ExactSum sum = ExactSum.of(candidate.spentSeconds());
        int steady = Math.min(table.rows() - 1, candidate.robustEpochs());
        for (int row = 0; row < steady; row++) {
            if (table.seconds(row)[action] == Double.POSITIVE_INFINITY) {
                return Optional.empty();
            }
            sum.add(table.seconds(row)[action]);
        }
        double last = table.seconds(table.rows() - 1)[action];
        return last == Double.POSITIVE_INFINITY
                ? Optional.empty()
                : Optional.of(sum.addProduct(candidate.robustEpochs() - steady, last));
    }

    @Override
    public String toString() {
        return exists() ? "fastest schedule of " + Text.number(seconds()) + " s" : "no schedule";
    }
}
