package io.github.jqodi.plan;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Setup;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Number of epochs that fit before a deadline, at most {@value EpochEstimate#MAX_EPOCHS}. Sums are exact and have to stay below the
 * deadline.
 */
final class EpochsThatFit {
    private static final int MAX_EPOCHS = EpochEstimate.MAX_EPOCHS;
    /** Epochs costed between two looks at the stop signal. */
    private static final int STOP_INTERVAL = 1024;

    private EpochsThatFit() {}

    /**
     * Those of a schedule whose last action is repeated after its end.
     *
     * @param deadlineSeconds T_max
     * @param setup comes first
     * @param costs t_k of the schedule
     * @param model what further epochs cost
     * @param actions the schedule
     * @param stop polled during long work; true ends it
     * @return m
     */
    static int count(
            double deadlineSeconds,
            Setup setup,
            EpochCosts costs,
            ModelCosts model,
            List<Action> actions,
            BooleanSupplier stop) {
        int planned = actions.size();
        ExactSum over = over(deadlineSeconds, setup);
        costs.addTo(over, new ExactSum(), planned);
        if (over.signum() >= 0) {
            return within(deadlineSeconds, setup, costs, planned);
        }
        Action last = actions.get(planned - 1);
        int steady = Math.min(MAX_EPOCHS, model.steadyFromEpoch());
        int fit = planned;
        for (; fit + 1 < steady; fit++) {
            Stopped.when(stop);
            if (!adds(over, model.epoch(last, fit + 1))) {
                return fit;
            }
        }
        return fit + repeats(over, model.epoch(last, fit + 1).seconds(), MAX_EPOCHS - fit);
    }

    private static boolean adds(ExactSum over, Cost cost) {
        return cost.isEffective() && over.add(cost.seconds()).signum() < 0;
    }

    /** How many of the first epochs fit where not all do. */
    private static int within(double deadlineSeconds, Setup setup, EpochCosts costs, int planned) {
        int fit = 0;
        int tooMany = planned;
        while (tooMany - fit > 1) {
            int middle = (fit + tooMany) >>> 1;
            ExactSum over = over(deadlineSeconds, setup);
            costs.addTo(over, new ExactSum(), middle);
            if (over.signum() < 0) {
                fit = middle;
            } else {
                tooMany = middle;
            }
        }
        return fit;
    }

    /**
     * Those of the fastest schedule of some length.
     *
     * @param scenario deadline, and whether one action serves the whole run
     * @param setup comes first
     * @param actions the open ones
     * @param table costs of at least as many epochs as fit, at least those of nondominated actions, of each server's where switches
     *     matter
     * @param stop polled during long work; true ends it
     * @return how many
     */
    static int ofFastest(Scenario scenario, Setup setup, ActionGrid actions, CostTable table, BooleanSupplier stop) {
        IntFunction<double[]> rows = row -> table.seconds(row - 1);
        return Switches.matter(scenario, actions)
                ? switching(scenario, setup, table.actions(), rows, table.rows(), stop)
                : ofFastest(scenario, setup, rows, table.rows(), stop);
    }

    /**
     * The same where the table holds joules for seconds and seconds for joules.
     *
     * @param scenario deadline, and whether one action serves the whole run
     * @param setup comes first, as it is
     * @param table costs with the roles exchanged
     * @param stop polled during long work; true ends it
     * @return how many
     */
    static int ofFastestExchanged(
            Scenario scenario, Setup setup, ActionGrid actions, CostTable table, BooleanSupplier stop) {
        IntFunction<double[]> rows = row -> table.joules(row - 1);
        return Switches.matter(scenario, actions)
                ? switching(scenario, setup, table.actions(), rows, table.rows(), stop)
                : ofFastest(scenario, setup, rows, table.rows(), stop);
    }

    /**
     * The same without a table, however many epochs fit.
     *
     * @param scenario deadline, and whether one action serves the whole run
     * @param setup comes first
     * @param costs of the pair
     * @param actions the open ones
     * @param stop polled during long work; true ends it
     * @return how many
     */
    static int ofFastest(Scenario scenario, Setup setup, ModelCosts costs, ActionGrid actions, BooleanSupplier stop) {
        CostRows rows = costs.rows(actions, stop);
        double[] seconds = new double[actions.size()];
        double[] joules = new double[actions.size()];
        IntFunction<double[]> row = k -> {
            rows.fill(k, seconds, joules);
            return seconds;
        };
        int steady = Math.min(MAX_EPOCHS, costs.steadyFromEpoch());
        return Switches.matter(scenario, actions)
                ? switching(scenario, setup, actions, row, steady, stop)
                : ofFastest(scenario, setup, row, steady, stop);
    }

    private static int ofFastest(
            Scenario scenario, Setup setup, IntFunction<double[]> rows, int steady, BooleanSupplier stop) {
        ExactSum over = over(scenario.target().deadlineSeconds(), setup);
        if (over.signum() >= 0) {
            return 0;
        }
        return scenario.schedule() == SchedulePolicy.FIXED
                ? fixed(over, rows, steady, stop)
                : perEpoch(over, rows, steady, stop);
    }

    private static int perEpoch(ExactSum over, IntFunction<double[]> rows, int steady, BooleanSupplier stop) {
        for (int k = 1; k < steady; k++) {
            Stopped.every(STOP_INTERVAL, k, stop);
            double least = least(rows.apply(k));
            if (least == Double.POSITIVE_INFINITY || over.add(least).signum() >= 0) {
                return k - 1;
            }
        }
        return steady - 1 + repeats(over, least(rows.apply(steady)), MAX_EPOCHS - (steady - 1));
    }

    private static int switching(
            Scenario scenario,
            Setup setup,
            List<Action> actions,
            IntFunction<double[]> rows,
            int steady,
            BooleanSupplier stop) {
        double deadlineSeconds = scenario.target().deadlineSeconds();
        FastestPath path = new FastestPath(actions, EdgeServer::switchSeconds, setup.seconds());
        for (int k = 1; k <= steady; k++) {
            Stopped.every(STOP_INTERVAL, k, stop);
            path.advance(rows.apply(k));
            if (path.seconds().isEmpty() || path.seconds().get().compareTo(deadlineSeconds) >= 0) {
                return k - 1;
            }
        }
        return steady + path.repeats(deadlineSeconds, rows.apply(steady), MAX_EPOCHS - steady);
    }

    private static double least(double[] seconds) {
        return Arrays.stream(seconds).min().orElse(Double.POSITIVE_INFINITY);
    }

    private static int fixed(ExactSum start, IntFunction<double[]> rows, int steady, BooleanSupplier stop) {
        ExactSum[] over = new ExactSum[rows.apply(1).length];
        Arrays.setAll(over, action -> start.copy());
        int[] left = IntStream.range(0, over.length).toArray();
        for (int k = 1; k < steady; k++) {
            Stopped.every(STOP_INTERVAL, k, stop);
            double[] seconds = rows.apply(k);
            left = Arrays.stream(left)
                    .filter(action -> seconds[action] < Double.POSITIVE_INFINITY
                            && over[action].add(seconds[action]).signum() < 0)
                    .toArray();
            if (left.length == 0) {
                return k - 1;
            }
        }
        double[] seconds = rows.apply(steady);
        return steady
                - 1
                + Arrays.stream(left)
                        .map(action -> repeats(over[action], seconds[action], MAX_EPOCHS - (steady - 1)))
                        .max()
                        .orElse(0);
    }

    private static ExactSum over(double deadlineSeconds, Setup setup) {
        return new ExactSum(-deadlineSeconds).add(setup.seconds());
    }

    /** How often a time can be added to a sum below 0 until it no longer is: a quotient guesses, the exact sum decides. */
    static int repeats(ExactSum over, double seconds, int most) {
        if (seconds == 0 || seconds == Double.POSITIVE_INFINITY) {
            return seconds == 0 ? most : 0;
        }
        int times = (int) Math.min(most, -over.value() / seconds);
        while (times > 0 && !fits(over, seconds, times)) {
            times--;
        }
        while (times < most && fits(over, seconds, times + 1)) {
            times++;
        }
        return times;
    }

    private static boolean fits(ExactSum over, double seconds, int times) {
        return over.copy().addProduct(times, seconds).signum() < 0;
    }
}
