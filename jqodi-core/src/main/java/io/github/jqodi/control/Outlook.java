package io.github.jqodi.control;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * Costs of the next epoch and those after it for the pair in training, by action, as things stand. What is asked of the best of
 * all actions is told from the table a search of the candidate rests on; costs of single actions and of every one are worked out
 * when they are asked for.
 */
final class Outlook {
    private final Goal goal;
    private final Candidate candidate;
    private final ActionGrid actions;
    private final IntFunction<Optional<CostTable>> tables;
    private final int steady;
    private final Map<Integer, Costs> known = new HashMap<>();
    /** Of the next epoch. */
    private Optional<Row> next = Optional.empty();
    /** The same with prices in place of energies, where these are minimised. */
    private Optional<Row> priced = Optional.empty();
    /** The last answers. */
    private Optional<Fit> fit = Optional.empty();

    private Optional<Fit> affordable = Optional.empty();

    /**
     * Nothing is worked out yet.
     *
     * @param goal what is minimised
     * @param candidate the pair
     * @param tables costs of so many epochs, without actions that have one that takes neither more time nor more energy; empty
     * where
     *     they would take too much memory
     */
    Outlook(Goal goal, Candidate candidate, IntFunction<Optional<CostTable>> tables) {
        this.goal = goal;
        this.candidate = candidate;
        this.tables = tables;
        this.actions = candidate.actions();
        this.steady = candidate.costs().steadyFromEpoch();
    }

    /** What an action costs by epoch, asked for once each. */
    private static final class Costs {
        private final CostRows rows;
        private double[] seconds = {};
        private double[] joules = {};

        Costs(CostRows rows) {
            this.rows = rows;
        }

        double seconds(int epoch) {
            return filled(epoch).seconds[epoch - 1];
        }

        double joules(int epoch) {
            return filled(epoch).joules[epoch - 1];
        }

        private Costs filled(int epoch) {
            int known = seconds.length;
            if (known < epoch) {
                seconds = Arrays.copyOf(seconds, Math.max(epoch, 2 * known));
                joules = Arrays.copyOf(joules, seconds.length);
                Arrays.fill(seconds, known, seconds.length, Double.NaN);
            }
            if (Double.isNaN(seconds[epoch - 1])) {
                double[] one = new double[1];
                double[] other = new double[1];
                rows.fill(epoch, one, other);
                seconds[epoch - 1] = one[0];
                joules[epoch - 1] = other[0];
            }
            return this;
        }
    }

    /** What every action costs in one epoch. */
    @SuppressWarnings("ArrayRecordComponent") // filled once, never compared
    private record Row(double[] seconds, double[] joules) {}

    /** How many epochs fit below a limit. */
    private record Fit(double limit, int most, int epochs) {
        boolean answers(double askedLimit, int askedMost) {
            return limit == askedLimit && most == askedMost;
        }
    }

    Candidate candidate() {
        return candidate;
    }

    /** Whether all epochs cost the same. */
    boolean isSteady() {
        return steady == 1;
    }

    Action action(int index) {
        return actions.get(index);
    }

    /** The server of an action. */
    EdgeServer server(int index) {
        return actions.servers().get(index / actions.cutCount());
    }

    /** Index of an action; below 0 where it is not open. */
    int index(String server, int cut) {
        for (int i = 0; i < actions.size(); i += actions.cutCount()) {
            if (server(i).name().equals(server)) {
                int place = actions.cuts().indexOf(cut);
                return place < 0 ? -1 : i + place;
            }
        }
        return -1;
    }

    /** Time of an action in an epoch, the next one being 1. */
    double seconds(int action, int epoch) {
        return costs(action).seconds(Math.min(epoch, steady));
    }

    /** Its energy likewise. */
    double joules(int action, int epoch) {
        return costs(action).joules(Math.min(epoch, steady));
    }

    private Costs costs(int action) {
        return known.computeIfAbsent(
                action, asked -> new Costs(candidate.costs().rows(List.of(actions.get(asked)))));
    }

    /** The epoch from which on costs are the same, the next one being 1. */
    int steadyFromEpoch() {
        return steady;
    }

    /** Time of the next epoch of every action. */
    double[] nextSeconds() {
        return next().seconds;
    }

    /** Energy of the next epoch of every action. */
    double[] nextJoules() {
        return next().joules;
    }

    private Row next() {
        if (next.isEmpty()) {
            next = Optional.of(row(candidate));
        }
        return next.get();
    }

    private Row row(Candidate of) {
        Row row = new Row(new double[actions.size()], new double[actions.size()]);
        of.costs().rows(actions).fill(1, row.seconds, row.joules);
        return row;
    }

    /** What every action adds to the objective in the next epoch. */
    double[] nextObjective() {
        if (goal.kind() == ObjectiveKind.ENERGY) {
            return nextJoules();
        }
        if (priced.isEmpty()) {
            priced = Optional.of(row(goal.searched(candidate, Stopped.NEVER)));
        }
        return priced.get().joules;
    }

    /** What a switch to the server of an action adds to the objective in the epoch after the next one. */
    double switchObjective(int action) {
        return goal.switchCost(server(action), 2);
    }

    /** The fastest action of the next epoch, of equal ones that of least energy; empty if none can be taken. */
    Optional<Integer> fastest() {
        return fastest(Double.POSITIVE_INFINITY);
    }

    /** The same of those whose energy, with a setup that is due, is below a limit. */
    Optional<Integer> fastest(double belowJoules) {
        Optional<CostTable> table = tables.apply(1);
        List<Action> columns = table.map(CostTable::actions).orElse(actions);
        double[] seconds = table.map(own -> own.seconds(0)).orElseGet(this::nextSeconds);
        double[] joules = table.map(own -> own.joules(0)).orElseGet(this::nextJoules);
        double setup = candidate.setup().joules();
        int best = -1;
        for (int i = 0; i < seconds.length; i++) {
            boolean isOpen = seconds[i] < Double.POSITIVE_INFINITY && setup + joules[i] < belowJoules;
            boolean better =
                    best < 0 || seconds[i] < seconds[best] || (seconds[i] == seconds[best] && joules[i] < joules[best]);
            best = isOpen && better ? i : best;
        }
        return best < 0 ? Optional.empty() : Optional.of(index(columns.get(best)));
    }

    private int index(Action action) {
        return index(action.server().name(), action.cut());
    }

    /** The least time of an epoch on any other server; +∞ if there is none. */
    double fastestElsewhere(String server) {
        double[] seconds = nextSeconds();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < seconds.length; i++) {
            if (seconds[i] < least && !server(i).name().equals(server)) {
                least = seconds[i];
            }
        }
        return least;
    }

    /** What no epoch of so many is below, in what the objective counts. */
    double leastObjective(int epochs) {
        return tables.apply(epochs).map(Outlook::least).orElse(0.0);
    }

    private static double least(CostTable table) {
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < table.rows(); row++) {
            least = Math.min(least, leastJoules(table, row));
        }
        return least;
    }

    private static double leastJoules(CostTable table, int row) {
        double least = Double.POSITIVE_INFINITY;
        for (double joules : table.joules(row)) {
            least = Math.min(least, joules);
        }
        return least;
    }

    /**
     * How many epochs fit below a time at most, each as fast as can be; where that would take too much memory, each by the fastest
     * action of the next one. The same question is answered from memory.
     */
    int fitting(double seconds, int most) {
        if (fit.isEmpty() || !fit.get().answers(seconds, most)) {
            fit = Optional.of(new Fit(seconds, most, fit(seconds, most)));
        }
        return fit.get().epochs;
    }

    private int fit(double seconds, int most) {
        CostTable table = tables.apply(most)
                .orElseGet(() -> CostTable.of(
                        candidate.costs(), fastest().map(actions::get).stream().toList(), most));
        return below(seconds, candidate.setup().seconds(), most, k -> table.leastSeconds(table.rowOf(k)));
    }

    /** How many epochs fit below a time, and how many below an energy, the fewer of both: no schedule has more. */
    int fitting(double seconds, double joules, int most) {
        return Math.min(fitting(seconds, most), affordable(joules, most));
    }

    /** How many epochs are below an energy at most, each as cheap as can be; all where that would take too much memory. */
    private int affordable(double joules, int most) {
        if (joules == Double.POSITIVE_INFINITY) {
            return most;
        }
        if (affordable.isEmpty() || !affordable.get().answers(joules, most)) {
            int epochs = tables.apply(most)
                    .map(table ->
                            below(joules, candidate.setup().joules(), most, k -> leastJoules(table, table.rowOf(k))))
                    .orElse(most);
            affordable = Optional.of(new Fit(joules, most, epochs));
        }
        return affordable.get().epochs;
    }

    private static int below(double limit, double setup, int most, IntToDoubleFunction least) {
        ExactSum over = new ExactSum(-limit).add(setup);
        for (int k = 1; k <= most; k++) {
            double own = least.applyAsDouble(k);
            if (own == Double.POSITIVE_INFINITY || over.add(own).signum() >= 0) {
                return k - 1;
            }
        }
        return most;
    }

    /** A schedule in steps of what its epochs cost as things stand; the first epoch on another server pays the switch to it. */
    List<Step> steps(List<Segment> schedule) {
        List<Step> steps = new ArrayList<>();
        Optional<EdgeServer> last = Optional.empty();
        for (Segment segment : schedule) {
            int action = index(segment.server().orElseThrow(), segment.cut());
            EdgeServer server = server(action);
            boolean pays = server.hasSwitching()
                    && last.filter(before -> !before.name().equals(server.name()))
                            .isPresent();
            int from = segment.fromEpoch();
            if (pays) {
                steps.add(switched(step(action, 1, from), server));
                from++;
            }
            steps.addAll(steps(action, from, segment.toEpoch()));
            last = Optional.of(server);
        }
        return steps;
    }

    /** Epochs of an action, those in a row that cost the same as one step. */
    private List<Step> steps(int action, int from, int to) {
        List<Step> steps = new ArrayList<>();
        int epoch = from;
        while (epoch <= to) {
            int end = epoch;
            while (end < to && (end >= steady || costsTheSame(action, end, end + 1))) {
                end = end >= steady ? to : end + 1;
            }
            steps.add(step(action, end - epoch + 1, epoch));
            epoch = end + 1;
        }
        return steps;
    }

    private boolean costsTheSame(int action, int epoch, int other) {
        return seconds(action, epoch) == seconds(action, other) && joules(action, epoch) == joules(action, other);
    }

    private static Step switched(Step step, EdgeServer to) {
        return new Step(
                step.server(),
                step.cut(),
                step.epochs(),
                step.seconds() + to.switchSeconds(),
                step.joules() + to.switchJoules());
    }

    /** Some epochs of an action that cost what the first of them does, in a schedule that begins with the next one, epoch 1. */
    Step step(int action, int epochs, int fromEpoch) {
        return step(action, epochs, finite(seconds(action, fromEpoch)), finite(joules(action, fromEpoch)));
    }

    /** Of an action that cannot be taken then. */
    private static double finite(double value) {
        return value < Double.POSITIVE_INFINITY ? value : Double.MAX_VALUE;
    }

    private Step step(int action, int epochs, double seconds, double joules) {
        return new Step(action(action).server().name(), action(action).cut(), epochs, seconds, joules);
    }
}
