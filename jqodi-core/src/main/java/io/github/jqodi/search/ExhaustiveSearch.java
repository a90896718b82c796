package io.github.jqodi.search;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.scenario.EdgeServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The reference: every schedule of every candidate, times and energies summed in exact decimal arithmetic. It shares
 * neither tables nor arithmetic with the other solvers.
 */
final class ExhaustiveSearch implements CandidateSearch {
    /** Schedules it is willing to try for one candidate. */
    static final double MAX_SCHEDULES = 2e6;

    private static final int STOP_INTERVAL = 1024;
    /** Epochs whose actions may differ, which a single action allows to be many; each is a step of a recursion. */
    private static final int MAX_EPOCHS = 1000;

    private final boolean fixed;

    private ExhaustiveSearch(boolean fixed) {
        this.fixed = fixed;
    }

    /** Tries every sequence of actions. */
    static ExhaustiveSearch perEpoch() {
        return new ExhaustiveSearch(false);
    }

    /** Tries every action for the whole run. */
    static ExhaustiveSearch fixed() {
        return new ExhaustiveSearch(true);
    }

    @Override
    public Optional<String> refusal(CandidateTask task) {
        Candidate candidate = task.searched();
        int actions = candidate.actions().size();
        int epochs = candidate.robustEpochs();
        if ((double) actions * epochs > MAX_SCHEDULES || (!fixed && epochs > MAX_EPOCHS)) {
            return Optional.of("exhaustive would have to cost " + actions + " actions in " + epochs
                    + " epochs, its limits are " + (long) MAX_SCHEDULES
                    + " costs and, where the action may change, " + MAX_EPOCHS + " epochs");
        }
        double schedules = fixed ? actions : Math.pow(actions, epochs);
        return schedules <= MAX_SCHEDULES
                ? Optional.empty()
                : Optional.of("exhaustive would have to try " + String.format(Locale.ROOT, "%.3g", schedules)
                        + " schedules, its limit is " + (long) MAX_SCHEDULES);
    }

    @Override
    public BoundedSearch open(CandidateTask task) {
        return () -> search(new Enumeration(task));
    }

    private CandidateResult search(Enumeration enumeration) {
        if (fixed) {
            enumeration.runFixed();
        } else {
            enumeration.runPerEpoch();
        }
        Optional<Plan> best = enumeration.best.map(schedule -> schedule.plan);
        return enumeration.stopped
                ? CandidateResult.stopped(best, enumeration.tried)
                : CandidateResult.complete(best, enumeration.tried);
    }

    /** A walk through all schedules of one candidate. */
    private static final class Enumeration {
        private final Planning planning;
        private final Goal goal;
        private final Candidate candidate;
        private final Rule rule;
        private final ScoreReadings readings;
        private final SearchControl control;
        private final BigDecimal deadline;
        private final double[] weights;
        private final double risk;
        private final double constantCost;

        private final List<List<Step>> steps = new ArrayList<>();
        private final List<Action> chosen = new ArrayList<>();
        private Optional<Schedule> best = Optional.empty();
        private long tried;
        private boolean stopped;

        Enumeration(CandidateTask task) {
            this.goal = task.goal();
            this.candidate = task.searched();
            this.rule = task.options().rule();
            this.readings = task.options().readings();
            this.control = task.control();
            this.deadline = new BigDecimal(task.limit());
            this.weights = (rule == Rule.PAPER ? readings.energyBasis().rule() : rule).weights(candidate);
            this.risk = readings.risk(candidate.losses());
            // a plan that is begun is made in spite of a stop signal
            this.planning = task.planning().withStop(Stopped.NEVER);
            this.constantCost = candidate.setup().joules() + planning.inferenceObjective();
            enterSteps();
        }

        private void enterSteps() {
            for (int k = 1; k <= candidate.robustEpochs(); k++) {
                List<Step> open = new ArrayList<>();
                for (Action action : candidate.actions()) {
                    Stopped.when(control::poll);
                    Cost cost = candidate.costs().epoch(action, k);
                    if (cost.isEffective()) {
                        open.add(new Step(action, cost));
                    }
                }
                steps.add(open);
            }
        }

        void runPerEpoch() {
            extend(Sums.start(candidate), 0);
        }

        void runFixed() {
            candidate.actions().forEach(this::fixed);
        }

        private void fixed(Action action) {
            Sums sums = Sums.start(candidate);
            for (int k = 1; k <= candidate.robustEpochs(); k++) {
                stopped = stopped || control.poll();
                if (stopped) {
                    return;
                }
                Cost cost = candidate.costs().epoch(action, k);
                if (!cost.isEffective()) {
                    return;
                }
                sums = sums.plus(cost.seconds(), cost.joules(), weight(k), isTail(k));
            }
            chosen.clear();
            chosen.addAll(Collections.nCopies(candidate.robustEpochs(), action));
            complete(sums);
        }

        private void extend(Sums sums, int done) {
            if (stopped || sums.time.compareTo(deadline) >= 0) {
                return;
            }
            if (done == candidate.robustEpochs()) {
                complete(sums);
                return;
            }
            for (Step step : steps.get(done)) {
                chosen.add(step.action);
                extend(plus(sums, step, done + 1), done + 1);
                chosen.remove(chosen.size() - 1);
            }
        }

        /** The sums with the epoch of the action chosen last, and with the switch of the server that it may pay for. */
        private Sums plus(Sums sums, Step step, int epoch) {
            boolean tail = isTail(epoch);
            Sums more = sums.plus(step.cost.seconds(), step.cost.joules(), weight(epoch), tail);
            EdgeServer server = step.action.server();
            boolean switches =
                    epoch > 1 && !chosen.get(epoch - 2).server().name().equals(server.name());
            return switches && server.hasSwitching()
                    ? more.plus(goal.switchTime(server), goal.switchCost(server, epoch), weight(epoch), tail)
                    : more;
        }

        /** Whether its time is no tie-break: after K_exp, unless it has a weight. */
        private boolean isTail(int epoch) {
            boolean weighsAll = rule == Rule.ROBUST || rule == Rule.EXPECTED;
            return !weighsAll && epoch > candidate.expectedEpochs();
        }

        private double weight(int epoch) {
            return weights[epoch - 1];
        }

        private void complete(Sums sums) {
            if (++tried % STOP_INTERVAL == 0 && control.poll()) {
                stopped = true;
            }
            if (sums.time.compareTo(deadline) >= 0 || (best.isPresent() && !promises(sums))) {
                return;
            }
            if (best.isPresent() && control.poll()) {
                stopped = true;
                return;
            }
            Plan plan = planning.plan(chosen);
            if (best.isEmpty() || beats(plan, sums, best.get())) {
                best = Optional.of(new Schedule(plan, sums));
            }
        }

        /** Whether it is worth while to compute the whole plan; never false for one that is better. */
        private boolean promises(Sums sums) {
            Schedule known = best.orElseThrow();
            return rule == Rule.PAPER
                    ? sums.score(readings, constantCost) * risk <= known.plan.objective() * (1 + 1e-9)
                    : sums.beats(known.sums);
        }

        private boolean beats(Plan plan, Sums sums, Schedule known) {
            if (rule != Rule.PAPER) {
                return sums.beats(known.sums);
            }
            double difference = plan.objective() - known.plan.objective();
            return difference < 0 || (difference == 0 && sums.beats(known.sums));
        }
    }

    /** An action and what it costs in one epoch. */
    private record Step(Action action, Cost cost) {}

    /** The best plan so far and its exact sums. */
    private record Schedule(Plan plan, Sums sums) {}

    /**
     * Exact sums of a partial schedule.
     *
     * @param time τ + Σ t
     * @param weighted Σ weight·e
     * @param headTime τ + Σ t over epochs 1..K_exp
     * @param tailCost Σ e over the epochs after K_exp
     */
    private record Sums(BigDecimal time, BigDecimal weighted, BigDecimal headTime, BigDecimal tailCost) {
        static Sums start(Candidate candidate) {
            BigDecimal setup = Arrays.stream(candidate.spentSeconds())
                    .mapToObj(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Sums(setup, BigDecimal.ZERO, setup, BigDecimal.ZERO);
        }

        Sums plus(double moreTime, double moreCost, double weight, boolean tail) {
            BigDecimal t = new BigDecimal(moreTime);
            BigDecimal e = new BigDecimal(moreCost);
            return new Sums(
                    time.add(t),
                    weight == 1 ? weighted.add(e) : weighted.add(e.multiply(new BigDecimal(weight))),
                    tail ? headTime : headTime.add(t),
                    tail ? tailCost.add(e) : tailCost);
        }

        /** Algorithm 4's score without the risk, in doubles. */
        double score(ScoreReadings readings, double constantCost) {
            double opportunity = readings.opportunity(headTime.doubleValue(), time.doubleValue());
            return (weighted.doubleValue() + constantCost) / opportunity;
        }

        boolean beats(Sums other) {
            int order = weighted.compareTo(other.weighted);
            if (order == 0) {
                order = headTime.compareTo(other.headTime);
            }
            if (order == 0) {
                order = tailCost.compareTo(other.tailCost);
            }
            return order < 0;
        }
    }
}
