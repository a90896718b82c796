package io.github.jqodi.plan;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Recomputes a plan epoch by epoch, from layers and equations or by a caller's cost model, whatever solver or table it came from:
 * schedule, times, energies, losses, chances, bill, objective and score. Deadline and limit on the energy are summed apart from the
 * code that plans, in decimals. It cannot vouch for the cost model, for optimality or for a lower bound.
 */
public final class PlanVerifier {
    private final Problem problem;
    private final Assessment assessment;
    private final Map<String, EdgeServer> servers;

    /**
     * Prepares for plans of one problem.
     *
     * @param problem what was planned
     */
    public PlanVerifier(Problem problem) {
        this.problem = problem;
        this.assessment = problem.assess();
        this.servers = problem.scenario().edgeServers().stream()
                .collect(Collectors.toMap(EdgeServer::name, Function.identity()));
    }

    /**
     * Checks a plan.
     *
     * @param plan the plan
     * @return what is wrong with it; empty if nothing is
     */
    public List<Finding> verify(Plan plan) {
        Findings findings = new Findings();
        Optional<Candidate> candidate = candidate(plan.pair(), "/decision", findings);
        if (candidate.isEmpty()) {
            return findings.list();
        }
        ScoreReadings readings = plan.score().map(Score::readings).orElse(ScoreReadings.DEFAULT);
        Planning planning = Planning.of(problem, candidate.get(), plan.rule()).withReadings(readings);
        Optional<Plan> recomputed = recompute(planning, plan.schedule(), plan.inference(), "/schedule", findings);
        recomputed.ifPresent(own -> compare(plan, own, findings));
        return findings.list();
    }

    /**
     * Checks the best plan of another candidate.
     *
     * @param alternative the plan
     * @param rule how the objective is weighed
     * @param index its place in the list, from 0
     * @return what is wrong with it; empty if nothing is
     */
    public List<Finding> verify(Alternative alternative, Rule rule, int index) {
        return verify(alternative, rule, ScoreReadings.DEFAULT, index);
    }

    /**
     * Checks the best plan of another candidate.
     *
     * @param alternative the plan
     * @param rule how the objective is weighed
     * @param readings how Algorithm 4 was read; of no effect for the other rules
     * @param index its place in the list, from 0
     * @return what is wrong with it; empty if nothing is
     */
    public List<Finding> verify(Alternative alternative, Rule rule, ScoreReadings readings, int index) {
        Findings findings = new Findings();
        String where = "/alternatives/" + index;
        Optional<Candidate> candidate = candidate(alternative.pair(), where, findings);
        if (candidate.isEmpty()) {
            return findings.list();
        }
        Optional<InferencePlacement> inference = placement(candidate.get(), alternative.schedule());
        Planning planning = Planning.of(problem, candidate.get(), rule).withReadings(readings);
        recompute(planning, alternative.schedule(), inference, where + "/schedule", findings)
                .ifPresent(own -> {
                    findings.number(where + "/objective", alternative.objective(), own.objective());
                    findings.number(
                            where + "/seconds",
                            alternative.seconds(),
                            own.robust().seconds());
                });
        return findings.list();
    }

    private Optional<Candidate> candidate(QuantizedModel pair, String where, Findings findings) {
        Optional<Candidate> found = assessment.candidate(pair);
        if (found.isEmpty()) {
            String why =
                    assessment.exclusion(pair).map(Infeasibility::message).orElse("this scenario has no such pair");
            findings.add(where, pair.quoted() + " is no candidate: " + why);
        }
        return found;
    }

    /** The placement an alternative implies, since it states none. */
    private Optional<InferencePlacement> placement(Candidate candidate, List<Segment> schedule) {
        Optional<Inference> inference = problem.scenario().inference();
        if (inference.isEmpty() || schedule.isEmpty()) {
            return Optional.empty();
        }
        double samples = inference.get().samples();
        if (isInference()) {
            Segment only = schedule.get(0);
            return Optional.of(new InferencePlacement(samples, only.server(), only.cut(), 0, 0));
        }
        return Goal.of(problem.scenario())
                .inferring(candidate)
                .cheapestInference(inference.get())
                .map(action -> new InferencePlacement(
                        samples, Optional.of(action.server().name()), action.cut(), 0, 0));
    }

    private boolean isInference() {
        return problem.scenario().task() == Task.INFERENCE;
    }

    private Optional<Plan> recompute(
            Planning planning,
            List<Segment> schedule,
            Optional<InferencePlacement> inference,
            String where,
            Findings findings) {
        Candidate candidate = planning.candidate();
        Optional<List<Action>> actions = actions(candidate, schedule, where, findings);
        if (actions.isEmpty() || !effective(candidate, actions.get(), where, findings)) {
            return Optional.empty();
        }
        boolean asked = problem.scenario().inference().isPresent();
        if (asked != inference.isPresent()) {
            findings.add("/inference", asked ? "is missing" : "is there although none is asked for");
            return Optional.empty();
        }
        Optional<Action> place = inference.flatMap(p -> openAction(candidate, p.server(), p.cut()));
        if (isInference()) {
            return recomputeInference(planning, actions.get(), place, where, findings);
        }
        if (inference.isPresent() && !canInfer(candidate, place)) {
            InferencePlacement stated = inference.get();
            findings.add(
                    "/inference",
                    "cannot run on " + stated.server().orElse(Segment.DEVICE_ALONE) + ", cut " + stated.cut());
            return Optional.empty();
        }
        place.ifPresent(action -> checkInference(candidate, action, findings));
        checkDeadline(candidate, actions.get(), where, findings);
        Planning complete = planning.withInference(place);
        checkJoules(complete, actions.get(), where, findings);
        return Optional.of(complete.plan(actions.get()));
    }

    /** Where inference is the task, its placement is the only action. */
    private Optional<Plan> recomputeInference(
            Planning planning, List<Action> actions, Optional<Action> place, String where, Findings findings) {
        if (place.isEmpty() || !sameAction(place.get(), actions.get(0))) {
            findings.add("/inference", "is not where the schedule says");
            return Optional.empty();
        }
        checkDeadline(planning.candidate(), actions, where, findings);
        checkJoules(planning, actions, where, findings);
        return Optional.of(planning.plan(actions));
    }

    private boolean canInfer(Candidate candidate, Optional<Action> place) {
        Optional<Inference> inference = problem.scenario().inference();
        return place.isPresent()
                && inference.isPresent()
                && candidate.costs().inference(place.get(), inference.get()).isEffective();
    }

    /** The inference runs where it takes least energy. */
    private void checkInference(Candidate candidate, Action place, Findings findings) {
        Optional<Inference> inference = problem.scenario().addedInference();
        Candidate inferring = Goal.of(problem.scenario()).inferring(candidate);
        double joules =
                inferring.costs().inference(place, inference.orElseThrow()).joules();
        double least = inferring.leastInferenceJoules(inference);
        if (joules > least * (1 + Findings.TOLERANCE)) {
            boolean isPrice = problem.scenario().objective() instanceof Objective.Price;
            String unit = isPrice ? "" : " J";
            findings.add("/inference", "takes " + joules + unit + " there, at the cheapest place " + least + unit);
        }
    }

    private Optional<List<Action>> actions(
            Candidate candidate, List<Segment> schedule, String where, Findings findings) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < schedule.size(); i++) {
            Segment segment = schedule.get(i);
            if (segment.fromEpoch() != actions.size() + 1 || segment.toEpoch() > candidate.robustEpochs()) {
                findings.add(
                        where + "/" + i,
                        "covers epochs " + segment.fromEpoch() + " to " + segment.toEpoch() + " where "
                                + (actions.size() + 1) + " to at most " + candidate.robustEpochs() + " are due");
                return Optional.empty();
            }
            Optional<Action> action = openAction(candidate, segment.server(), segment.cut());
            if (action.isEmpty()) {
                findings.add(
                        where + "/" + i,
                        segment.server().orElse("the device alone,") + " cut " + segment.cut()
                                + " is not open to this model");
                return Optional.empty();
            }
            for (int k = segment.fromEpoch(); k <= segment.toEpoch(); k++) {
                actions.add(action.get());
            }
        }
        if (actions.size() != candidate.robustEpochs()) {
            findings.add(where, "covers " + actions.size() + " of " + candidate.robustEpochs() + " epochs");
            return Optional.empty();
        }
        if (problem.scenario().schedule() == SchedulePolicy.FIXED
                && actions.stream().anyMatch(action -> !sameAction(action, actions.get(0)))) {
            findings.add(where, "changes its action although the schedule is fixed");
        }
        return Optional.of(actions);
    }

    private static boolean sameAction(Action a, Action b) {
        return a.cut() == b.cut() && a.server().name().equals(b.server().name());
    }

    /** The action on a server; without one, that of the device alone, for which any server stands. */
    private Optional<Action> openAction(Candidate candidate, Optional<String> server, int cut) {
        boolean open = candidate.model().cutPoints().contains(cut)
                && problem.scenario().choices().cuts().allows(cut)
                && (server.isEmpty() || problem.scenario().choices().servers().allows(server.get()));
        Action alone = new Action(problem.scenario().edgeServers().get(0), cut);
        Optional<Action> action = server.isEmpty()
                ? Optional.of(alone)
                : Optional.ofNullable(servers.get(server.get())).map(known -> new Action(known, cut));
        return action.filter(known -> open && candidate.isDeviceAlone(known) == server.isEmpty());
    }

    private static boolean effective(Candidate candidate, List<Action> actions, String where, Findings findings) {
        for (int k = 1; k <= actions.size(); k++) {
            Cost cost = candidate.costs().epoch(actions.get(k - 1), k);
            if (!cost.isEffective()) {
                findings.add(
                        where,
                        "epoch " + k + " cannot be run: "
                                + cost.ineffective().orElseThrow().message());
                return false;
            }
        }
        return true;
    }

    /** The exact sum of the doubles τ, t_1, …, t_K_rob and of all switches must be below the deadline. */
    private void checkDeadline(Candidate candidate, List<Action> actions, String where, Findings findings) {
        BigDecimal sum = new BigDecimal(candidate.setup().seconds());
        for (int k = 1; k <= actions.size(); k++) {
            sum = sum.add(new BigDecimal(
                    candidate.costs().epoch(actions.get(k - 1), k).seconds()));
            EdgeServer server = actions.get(k - 1).server();
            if (k > 1 && server.hasSwitching() && Switches.between(actions.get(k - 2), actions.get(k - 1))) {
                sum = sum.add(new BigDecimal(server.switchSeconds()));
            }
        }
        double deadline = problem.scenario().target().deadlineSeconds();
        if (sum.compareTo(new BigDecimal(deadline)) >= 0) {
            findings.add(
                    where,
                    "takes " + sum.doubleValue() + " s over " + actions.size() + " epochs, not below the deadline "
                            + deadline + " s");
        }
    }

    /** The exact sum of all joules, each weighted as its objective does, must be below the limit on the energy. */
    private void checkJoules(Planning planning, List<Action> actions, String where, Findings findings) {
        OptionalDouble limit = problem.scenario().target().joules();
        if (limit.isEmpty() || planning.rule() == Rule.PAPER) {
            return;
        }
        Candidate candidate = planning.candidate();
        double[] weights = planning.rule().weights(candidate);
        BigDecimal sum = new BigDecimal(candidate.setup().joules()).add(new BigDecimal(planning.inferenceJoules()));
        for (int k = 1; k <= actions.size(); k++) {
            Action action = actions.get(k - 1);
            BigDecimal weight = new BigDecimal(weights[k - 1]);
            BigDecimal joules =
                    new BigDecimal(candidate.costs().epoch(action, k).joules());
            if (k > 1 && Switches.between(actions.get(k - 2), action)) {
                joules = joules.add(new BigDecimal(action.server().switchJoules()));
            }
            sum = sum.add(weight.multiply(joules));
        }
        if (sum.compareTo(new BigDecimal(limit.getAsDouble())) >= 0) {
            findings.add(
                    where,
                    "takes " + sum.doubleValue() + " J by the rule, not below the limit " + limit.getAsDouble() + " J");
        }
    }

    private static void compare(Plan stated, Plan own, Findings findings) {
        findings.number("/setup/seconds", stated.setup().seconds(), own.setup().seconds());
        findings.number("/setup/joules", stated.setup().joules(), own.setup().joules());
        compare("/nominal", stated.nominal(), own.nominal(), findings);
        findings.number(
                "/expected/epochs", stated.expected().epochs(), own.expected().epochs());
        findings.number(
                "/expected/seconds", stated.expected().seconds(), own.expected().seconds());
        findings.number(
                "/expected/joules", stated.expected().joules(), own.expected().joules());
        compare("/robust", stated.robust(), own.robust(), findings);
        findings.number("/chance/target", stated.chance().target(), own.chance().target());
        findings.number(
                "/chance/deadline", stated.chance().deadline(), own.chance().deadline());
        findings.number("/objective/value", stated.objective(), own.objective());
        if (stated.score().isPresent() != own.score().isPresent()) {
            findings.add("/score", own.score().isPresent() ? "is missing" : "belongs to the paper rule alone");
        } else if (own.score().isPresent()) {
            Score a = stated.score().orElseThrow();
            Score b = own.score().get();
            findings.number("/score/value", a.value(), b.value());
            findings.number("/score/opportunity", a.opportunity(), b.opportunity());
            findings.number("/score/risk", a.risk(), b.risk());
        }
        own.inference().ifPresent(b -> {
            InferencePlacement a = stated.inference().orElseThrow();
            findings.number("/inference/samples", a.samples(), b.samples());
            findings.number("/inference/seconds", a.seconds(), b.seconds());
            findings.number("/inference/joules", a.joules(), b.joules());
        });
        compareBills(stated.bill(), own.bill(), findings);
        compareSpent(stated.spent(), own.spent(), findings);
    }

    private static void compareSpent(Optional<Spent> stated, Optional<Spent> own, Findings findings) {
        if (stated.isPresent() != own.isPresent()) {
            findings.add("/spent", own.isPresent() ? "is missing" : "is there although the run has not begun");
        } else if (own.isPresent()) {
            findings.number("/spent/epochs", stated.get().epochs(), own.get().epochs());
            findings.number("/spent/seconds", stated.get().seconds(), own.get().seconds());
            findings.number("/spent/joules", stated.get().joules(), own.get().joules());
        }
    }

    private static void compare(String where, Totals stated, Totals own, Findings findings) {
        if (stated.epochs() != own.epochs()) {
            findings.add(where + "/epochs", "is " + stated.epochs() + ", recomputed " + own.epochs());
        }
        findings.number(where + "/seconds", stated.seconds(), own.seconds());
        findings.number(where + "/joules", stated.joules(), own.joules());
        findings.number(where + "/loss", stated.loss(), own.loss());
    }

    private static void compareBills(List<CostItem> stated, List<CostItem> own, Findings findings) {
        List<CostItem.Key> statedRows = stated.stream().map(CostItem::key).toList();
        List<CostItem.Key> ownRows = own.stream().map(CostItem::key).toList();
        if (!statedRows.equals(ownRows)) {
            findings.add("/bill", "has the rows " + statedRows + ", recomputed " + ownRows);
            return;
        }
        for (int i = 0; i < own.size(); i++) {
            String where = "/bill/" + i;
            findings.number(
                    where + "/seconds", stated.get(i).seconds(), own.get(i).seconds());
            findings.number(
                    where + "/joules", stated.get(i).joules(), own.get(i).joules());
            findings.number(where + "/price", stated.get(i).price(), own.get(i).price());
        }
    }

    @Override
    public String toString() {
        return "verifier of " + problem;
    }
}
