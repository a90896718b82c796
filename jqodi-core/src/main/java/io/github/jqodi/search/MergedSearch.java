package io.github.jqodi.search;

import io.github.jqodi.base.Concat;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.tree.StateGraph;
import io.github.jqodi.tree.StateLabels;
import io.github.jqodi.tree.StateLabels.Stretch;
import java.util.Arrays;
import java.util.Optional;

/**
 * A second exact method: the diagram with merged states and Pareto labels instead of paths. It shares no search with the
 * knapsack engine and uses no bound but the deadline, so it keeps many more labels.
 *
 * <p>The epochs with weight are labelled first, then those without, in the time that is left. Algorithm 4's score rewards
 * time in the epochs up to K_exp or after them, depending on the reading; there labels of every distinct time are kept, and
 * all heads are paired with all tails. Where these are too many, the schedule of least energy and the best fixed one are
 * scored, and the answer is not proven.
 */
final class MergedSearch implements CandidateSearch {
    /** Labels the score of Algorithm 4 may take; it has no dominance to keep them few. */
    private static final long SCORE_LABELS = 1_000_000;

    /** Pairs of head and tail the score is computed of at most. */
    private static final double MAX_PAIRS = 1e8;

    private static final int PAIRS_BETWEEN_STOPS = 1 << 16;

    /** Covers the rounding of a bound that is read off labels, whose sums are exact, and of the products made of it. */
    private static final double BELOW = 1 - 1e-12;

    @Override
    public BoundedSearch open(CandidateTask task) {
        return () -> search(task);
    }

    private static CandidateResult search(CandidateTask task) {
        SolveOptions options = task.options();
        if (Switches.matter(task.problem().scenario(), task.searched().actions())) {
            return options.rule() == Rule.PAPER
                    ? SwitchingSearch.byScore(
                            task,
                            MergedSwitching.search(task.withRule(
                                    options.readings().energyBasis().rule())))
                    : MergedSwitching.search(task);
        }
        StateGraph graph = StateGraph.of(task.searched(), task.table(), task.limit(), task::isStopped);
        Run run = new Run(graph, task);
        if (options.rule() != Rule.PAPER || options.readings().opportunity() == Opportunity.ONE) {
            return run.byWeight();
        }
        return run.byScore(FixedSearch.search(task).plan());
    }

    /** The search of one candidate. */
    private static final class Run {
        private final StateGraph graph;
        private final Schedules schedules;
        private final SearchControl control;
        private final long maxLabels;
        private final double[] setup;
        private long labels;
        /** Weighted energy no schedule is below, once it is known. */
        private double leastCost;

        Run(StateGraph graph, CandidateTask task) {
            this.graph = graph;
            this.schedules = new Schedules(task);
            this.control = task.control();
            this.maxLabels = task.maxLabels();
            this.setup = schedules.candidate.spentSeconds();
        }

        CandidateResult byWeight() {
            int head = schedules.weighted;
            int last = graph.epochs();
            Optional<Plan> reserve = schedules.areLong()
                    ? Optional.of(schedules.plan(schedules.fastest(), control::poll))
                    : Optional.empty();
            StateLabels heads = label(
                    new Stretch(1, head, schedules.weights, setup, schedules.fastestTimes(head + 1, last), false),
                    Long.MAX_VALUE);
            if (!heads.complete()) {
                return CandidateResult.stopped(
                        Optional.of(reserve.orElseGet(() -> schedules.plan(schedules.fastest()))), labels);
            }
            int[] columns = heads.actions(heads.size() - 1);
            leastCost = schedules.constantCost + heads.joules(heads.size() - 1);
            double[] ones = new double[last];
            Arrays.fill(ones, 1);
            StateLabels tails =
                    label(new Stretch(head + 1, last, ones, spent(columns), new double[0], false), Long.MAX_VALUE);
            int[] rest = tails.complete()
                    ? tails.actions(tails.size() - 1)
                    : Arrays.copyOfRange(schedules.fastest(), head, last);
            Optional<Plan> made = plan(Concat.ints(columns, rest), reserve);
            if (made.isEmpty()) {
                double scale = schedules.options.rule() == Rule.PAPER ? schedules.risk : 1;
                return CandidateResult.feasible(reserve.orElseThrow(), scale * leastCost * BELOW, labels);
            }
            CandidateResult result = CandidateResult.optimal(made.get(), labels);
            boolean open = schedules.options.rule() == Rule.NOMINAL && !tails.complete();
            return open ? result.withWarning(schedules.candidate.unprovenTail()) : result;
        }

        /** The plan of a schedule; empty if it is stopped, which it is only where there is another one in reserve. */
        private Optional<Plan> plan(int[] columns, Optional<Plan> reserve) {
            try {
                return Optional.of(schedules.plan(columns, reserve.isPresent() ? control::poll : Stopped.NEVER));
            } catch (Stopped stopped) {
                return Optional.empty();
            }
        }

        CandidateResult byScore(Optional<Plan> fixed) {
            boolean inverse = schedules.options.readings().opportunity() == Opportunity.INVERSE;
            int head = schedules.candidate.expectedEpochs();
            int last = graph.epochs();
            double[] before = Concat.doubles(setup, schedules.fastestTimes(1, head));
            StateLabels tails =
                    label(new Stretch(head + 1, last, schedules.weights, new double[0], before, inverse), SCORE_LABELS);
            if (!tails.complete()) {
                return leastEnergy(fixed, inverse);
            }
            // A head of no time has ratio 1 by definition, so that it does not dominate: every time is kept.
            StateLabels heads = label(
                    new Stretch(1, head, schedules.weights, setup, schedules.fastestTimes(head + 1, last), true),
                    SCORE_LABELS);
            if (!heads.complete() || (double) heads.size() * tails.size() > MAX_PAIRS) {
                return leastEnergy(fixed, inverse);
            }
            return CandidateResult.optimal(schedules.plan(new Pairs(heads, tails).best()), labels);
        }

        /** The score of the schedule of least energy or of a fixed one; opp ≤ 1 makes the least energy a bound. */
        private CandidateResult leastEnergy(Optional<Plan> fixed, boolean inverse) {
            Plan known = byWeight().plan().orElseThrow();
            if (fixed.isPresent() && fixed.get().objective() < known.objective()) {
                known = fixed.get();
            }
            return CandidateResult.feasible(known, inverse ? 0 : schedules.risk * leastCost * BELOW, labels);
        }

        private StateLabels label(Stretch stretch, long most) {
            long left = maxLabels - labels;
            StateLabels found = StateLabels.of(graph, stretch, Math.min(most, left), control::poll);
            labels += found.labels();
            return found;
        }

        private double[] spent(int[] columns) {
            double[] times = new double[columns.length];
            Arrays.setAll(times, k -> schedules.table.seconds(schedules.table.rowOf(k + 1))[columns[k]]);
            return Concat.doubles(setup, times);
        }

        /** Scores heads with tails. */
        private final class Pairs {
            private final StateLabels heads;
            private final StateLabels tails;

            Pairs(StateLabels heads, StateLabels tails) {
                this.heads = heads;
                this.tails = tails;
            }

            int[] best() {
                double[] tailTimes = new double[tails.size()];
                double[] tailCosts = new double[tails.size()];
                Arrays.setAll(tailTimes, tails::seconds);
                Arrays.setAll(tailCosts, tails::joules);
                int headsAtOnce = 1 + PAIRS_BETWEEN_STOPS / Math.max(1, tails.size());
                double best = Double.POSITIVE_INFINITY;
                int bestHead = 0;
                int bestTail = 0;
                for (int h = 0; h < heads.size(); h++) {
                    if (h % headsAtOnce == 0) {
                        Stopped.when(control::poll);
                    }
                    double time = heads.seconds(h);
                    double cost = schedules.constantCost + heads.joules(h);
                    for (int t = 0; t < tailTimes.length; t++) {
                        double score = score(time, time + tailTimes[t], cost + tailCosts[t]);
                        if (score < best && heads.fits(h, tails, t)) {
                            best = score;
                            bestHead = h;
                            bestTail = t;
                        }
                    }
                }
                return Concat.ints(heads.actions(bestHead), tails.actions(bestTail));
            }

            private double score(double expectedTime, double robustTime, double cost) {
                return cost / schedules.options.readings().opportunity(expectedTime, robustTime);
            }
        }
    }
}
