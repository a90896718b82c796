package io.github.jqodi.solve;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Findings;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.PlausibilityChecks;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Target;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Checks all a result claims that can be recomputed: its plan, its alternatives, its explanations, its warnings, that each
 * pair of the problem is in it once, and that status, bound and order agree with them. It cannot vouch for optimality, for the
 * lower bound, for what a limit left undecided, for the names of solver and version, or for the statistics beyond the number of
 * candidates. Where there is no plan, nothing in a result depends on the rule.
 */
public final class ResultVerifier {
    private final Problem problem;
    private final SolveResult result;
    private final SolveOptions options;
    private final Assessment assessment;
    private final Findings findings = new Findings();
    private final Map<QuantizedModel, Candidate> candidates = new HashMap<>();
    private final Map<QuantizedModel, Infeasibility> excluded = new HashMap<>();
    /** The pairs of the problem, numbered. */
    private final Map<QuantizedModel, Integer> order = new LinkedHashMap<>();
    /** Where the result first speaks of a pair. */
    private final Map<QuantizedModel, String> places = new HashMap<>();

    private ResultVerifier(Problem problem, SolveResult result, SolveOptions options) {
        this.problem = problem;
        this.result = result;
        this.options = options;
        this.assessment = problem.assess();
        for (ModelVersion model : problem.scenario().models()) {
            for (Quantization quantization : problem.scenario().quantizations()) {
                order.put(new QuantizedModel(model.name(), quantization.name()), order.size());
            }
        }
        assessment.candidates().forEach(c -> candidates.put(c.pair(), c));
        assessment.excluded().forEach(why -> excluded.put(why.pair(), why));
    }

    /**
     * Checks a result that was asked for with the default gap, {@value SolveOptions#DEFAULT_GAP}.
     *
     * @param problem what was planned
     * @param result what a solver answered
     * @return what is wrong; empty if nothing is
     * @throws IllegalArgumentException if the estimates of the problem contradict themselves
     */
    public static List<Finding> verify(Problem problem, SolveResult result) {
        return verify(problem, result, SolveOptions.DEFAULT_GAP);
    }

    /**
     * Checks a result.
     *
     * @param problem what was planned
     * @param result what a solver answered
     * @param gap relative distance between objective and bound that counts as proven, in [0, 1)
     * @return what is wrong; empty if nothing is
     * @throws IllegalArgumentException if the estimates of the problem contradict themselves
     */
    public static List<Finding> verify(Problem problem, SolveResult result, double gap) {
        return verify(problem, result, SolveOptions.DEFAULT.withGap(gap));
    }

    /**
     * Checks a result that was asked for with some options.
     *
     * @param problem what was planned
     * @param result what a solver answered
     * @param options of which the gap counts and which warnings are silenced
     * @return what is wrong; empty if nothing is
     * @throws IllegalArgumentException if the estimates of the problem contradict themselves
     */
    public static List<Finding> verify(Problem problem, SolveResult result, SolveOptions options) {
        ResultVerifier verifier = new ResultVerifier(problem, result, options);
        verifier.scenario();
        verifier.objectiveKind();
        verifier.status();
        result.plan().ifPresent(verifier::plan);
        verifier.explanations();
        verifier.coverage();
        verifier.warnings();
        verifier.statistics();
        return verifier.findings.list();
    }

    private void objectiveKind() {
        ObjectiveKind own = ObjectiveKind.of(problem.scenario().objective());
        findings.check(
                result.objectiveKind() == own,
                "/objectiveKind",
                "is " + result.objectiveKind().label() + ", the scenario minimises " + own.label());
    }

    /** Problems that were made by code have no hash, and say nothing of that of a file. */
    private void scenario() {
        Optional<String> stated = result.provenance().scenarioSha256();
        Optional<String> own = problem.scenarioSha256();
        findings.check(
                stated.isEmpty() || own.isEmpty() || stated.equals(own),
                "/scenarioSha256",
                "says that this is a plan of another scenario: it is of " + stated.orElse("") + ", given is "
                        + own.orElse(""));
    }

    private void status() {
        long undecided = count(Reason.UNDECIDED);
        switch (result.status()) {
            case OPTIMAL ->
                findings.check(
                        result.gap() <= options.gap(),
                        "/status",
                        "is OPTIMAL with a gap of " + result.gap() + ", above " + options.gap());
            case FEASIBLE ->
                findings.check(result.gap() > 0, "/status", "is FEASIBLE although the bound proves the plan optimal");
            case INFEASIBLE ->
                findings.check(
                        undecided == 0, "/status", "is INFEASIBLE although " + undecided + " pairs are undecided");
            case UNKNOWN -> findings.check(undecided > 0, "/status", "is UNKNOWN although no pair is undecided");
        }
    }

    private long count(Reason reason) {
        return result.infeasibilities().stream()
                .filter(why -> why.reason() == reason)
                .count();
    }

    private void plan(Plan plan) {
        PlanVerifier verifier = new PlanVerifier(problem);
        findings.addBelow("", verifier.verify(plan));
        findings.check(plan.rule() == result.rule(), "/rule", "is not that of the plan");
        ruleOfObjective();
        double objective = plan.objective();
        findings.check(
                result.lowerBound() <= objective * (1 + Findings.TOLERANCE),
                "/objective/lowerBound",
                "is " + result.lowerBound() + ", above the value " + objective);
        QuantizedModel pair = plan.pair();
        places(pair, "/decision");
        ScoreReadings readings = plan.score().map(Score::readings).orElse(ScoreReadings.DEFAULT);
        for (int i = 0; i < result.alternatives().size(); i++) {
            Alternative other = result.alternatives().get(i);
            QuantizedModel next = other.pair();
            findings.addBelow("", verifier.verify(other, result.rule(), readings, i));
            inOrder("/alternatives/" + i, objective, pair, other.objective(), next);
            places(next, "/alternatives/" + i);
            objective = other.objective();
            pair = next;
        }
    }

    private void ruleOfObjective() {
        try {
            Goal.check(problem.scenario(), result.rule());
        } catch (IllegalArgumentException e) {
            findings.add("/rule", String.valueOf(e.getMessage()));
        }
    }

    /** By objective, equal ones in the order of the problem. */
    private void inOrder(String where, double last, QuantizedModel before, double objective, QuantizedModel pair) {
        findings.check(objective >= last, where + "/objective", "is " + objective + ", below the one before, " + last);
        findings.check(
                objective != last || place(pair) > place(before),
                where,
                "has the objective of the one before, which the problem names later");
    }

    private void explanations() {
        int last = -1;
        for (int i = 0; i < result.infeasibilities().size(); i++) {
            Infeasibility why = result.infeasibilities().get(i);
            String where = "/infeasibility/" + i;
            QuantizedModel pair = why.pair();
            places(pair, where);
            int place = place(pair);
            if (place >= 0) {
                findings.check(place >= last, where, "is out of the order of models and widths");
                explanation(where, why);
            }
            last = Math.max(last, place);
        }
    }

    private void explanation(String where, Infeasibility stated) {
        Infeasibility own = excluded.get(stated.pair());
        if (stated.reason() == Reason.UNDECIDED) {
            undecided(where, stated);
        } else if (own != null) {
            compare(where, stated, own);
        } else if (stated.reason() == Reason.PRUNED) {
            pruned(where, stated);
        } else {
            candidate(where, stated, candidate(stated));
        }
    }

    private void pruned(String where, Infeasibility stated) {
        if (result.plan().isEmpty()) {
            findings.add(where + "/reason", "is pruned although no plan is listed");
            return;
        }
        double last = result.alternatives().isEmpty()
                ? result.plan().get().objective()
                : result.alternatives().get(result.alternatives().size() - 1).objective();
        double least = stated.value().orElse(Double.NaN);
        findings.check(
                least >= last && least < Double.POSITIVE_INFINITY,
                where + "/value",
                "is " + least + ", not from the objective of the last plan listed on, " + last);
        Infeasibility own = Infeasibility.pruned(stated.pair(), last, least, true);
        Infeasibility found = Infeasibility.pruned(stated.pair(), last, least, false);
        compare(where, stated, stated.message().equals(found.message()) ? found : own);
    }

    private void undecided(String where, Infeasibility stated) {
        findings.check(
                stated.equals(Infeasibility.undecided(stated.pair(), stated.message())),
                where,
                "gives numbers of a pair that is undecided");
        findings.check(
                options.silenced().contains(Warning.Code.UNDECIDED)
                        || result.warnings().contains(stated.warning()),
                "/warnings",
                "do not say that " + shown(stated.pair()) + " is undecided");
    }

    private Candidate candidate(Infeasibility stated) {
        return Objects.requireNonNull(candidates.get(stated.pair()));
    }

    private void candidate(String where, Infeasibility stated, Candidate candidate) {
        Goal goal = Goal.of(problem.scenario());
        Candidate searched = goal.searched(candidate, Stopped.NEVER);
        CostTable table = CostTable.of(searched.costs(), candidate.actions(), candidate.robustEpochs());
        Optional<Infeasibility> own = Infeasibilities.explain(goal, candidate, searched, table, Stopped.NEVER);
        if (own.isPresent()) {
            compare(where, stated, own.get());
        } else if (goal.objectiveLimit().isPresent() && stated.reason() == overObjectiveLimit(goal)) {
            overObjectiveLimit(where, stated, goal, candidate, table);
        } else {
            findings.add(where, candidate.label() + " has a schedule below the deadline");
        }
    }

    private static Reason overObjectiveLimit(Goal goal) {
        return goal.kind() == ObjectiveKind.TIME ? Reason.DEADLINE : Reason.ENERGY;
    }

    /** That the least objective is the one stated only a search can tell; the rest follows from it. */
    private void overObjectiveLimit(
            String where, Infeasibility stated, Goal goal, Candidate candidate, CostTable table) {
        double limit = goal.objectiveLimit().orElseThrow();
        double least = stated.value().orElse(Double.NaN);
        double needed = needed(goal, stated).orElse(Double.NaN);
        findings.check(least >= limit, where + "/value", "is " + least + ", below the limit " + limit);
        findings.check(
                needed == least || needed == Math.nextUp(least),
                where,
                "needs a limit of " + needed + ", which is not next to the least value " + least);
        compare(
                where,
                stated,
                Infeasibilities.overObjectiveLimit(goal, candidate, table, least, needed, Stopped.NEVER));
    }

    /** The relaxed limit of the objective. */
    private static OptionalDouble needed(Goal goal, Infeasibility stated) {
        return goal.kind() == ObjectiveKind.TIME ? stated.smallestDeadlineSeconds() : stated.joulesNeeded();
    }

    /** A limit of the objective that is needed besides others is found by a search; here it is only too high to be met. */
    private Infeasibility withNeededBesides(String where, Infeasibility stated, Infeasibility own) {
        Target target = problem.scenario().target();
        if (target.joules().isEmpty()) {
            return own;
        }
        boolean searchedBoth = own.reason() == Reason.LOSS;
        boolean isTime = Goal.of(problem.scenario()).kind() == ObjectiveKind.TIME;
        Infeasibility.Builder row = own.toBuilder();
        if ((searchedBoth || isTime) && stated.smallestDeadlineSeconds().isPresent()) {
            double needed = stated.smallestDeadlineSeconds().getAsDouble();
            above(where + "/smallestDeadlineSeconds", needed, target.deadlineSeconds());
            row.smallestDeadlineSeconds(needed);
        }
        if ((searchedBoth || !isTime) && stated.joulesNeeded().isPresent()) {
            double needed = stated.joulesNeeded().getAsDouble();
            above(where + "/joulesNeeded", needed, target.joules().getAsDouble());
            row.joulesNeeded(needed);
        }
        return row.build();
    }

    private void above(String where, double needed, double limit) {
        findings.check(needed > limit, where, "is " + needed + ", within the limit " + limit);
    }

    private void compare(String where, Infeasibility stated, Infeasibility recomputed) {
        Infeasibility own = withNeededBesides(where, stated, recomputed);
        findings.check(
                stated.reason() == own.reason(),
                where + "/reason",
                "is " + stated.reason().label() + ", recomputed " + own.reason().label());
        findings.check(
                stated.message().equals(own.message()),
                where + "/reason",
                "says '" + Text.shown(stated.message()) + "', recomputed '" + own.message() + "'");
        findings.number(where + "/limit", stated.limit(), own.limit());
        findings.number(where + "/value", stated.value(), own.value());
        findings.number(
                where + "/smallestDeadlineSeconds", stated.smallestDeadlineSeconds(), own.smallestDeadlineSeconds());
        findings.number(where + "/lossTargetNeeded", stated.lossTargetNeeded(), own.lossTargetNeeded());
        findings.number(where + "/joulesNeeded", stated.joulesNeeded(), own.joulesNeeded());
        findings.number(where + "/confidenceThatFits", stated.confidenceThatFits(), own.confidenceThatFits());
        findings.number(where + "/epochsThatFit", asDouble(stated.epochsThatFit()), asDouble(own.epochsThatFit()));
        findings.number(where + "/chance", stated.chance(), own.chance());
        findings.number(where + "/memoryBytesNeeded", stated.memoryBytesNeeded(), own.memoryBytesNeeded());
    }

    private static OptionalDouble asDouble(OptionalInt value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
    }

    /** -1 where the problem does not have it. */
    private int place(QuantizedModel pair) {
        return order.getOrDefault(pair, -1);
    }

    /** Takes note of the place of a pair, which has to be the only one. */
    private void places(QuantizedModel pair, String where) {
        if (place(pair) < 0) {
            findings.add(where, "speaks of " + shown(pair) + ", which this scenario does not have");
            return;
        }
        String before = places.putIfAbsent(pair, where);
        findings.check(before == null, where, "speaks of " + shown(pair) + ", as " + before + " does");
    }

    private void coverage() {
        for (QuantizedModel pair : order.keySet()) {
            findings.check(places.containsKey(pair), "/infeasibility", "says nothing of " + shown(pair));
        }
    }

    /** First those of the problem, then others; where a limit was reached, pairs may not have been looked at. */
    private void warnings() {
        List<Warning> due = options.heard(assessment.warnings()).stream()
                .filter(warning ->
                        count(Reason.UNDECIDED) == 0 || result.warnings().contains(warning))
                .toList();
        List<Warning> ofPlan =
                options.heard(result.plan().map(PlausibilityChecks::warnings).orElse(List.of()));
        int shared = Math.min(due.size(), result.warnings().size());
        for (int i = 0; i < shared; i++) {
            Warning stated = result.warnings().get(i);
            findings.check(
                    stated.equals(due.get(i)),
                    "/warnings/" + i,
                    "is '" + Text.shown(stated.toString()) + "', due is '" + due.get(i) + "'");
        }
        Stream.concat(
                        due.stream().skip(shared),
                        ofPlan.stream().filter(w -> !result.warnings().contains(w)))
                .forEach(missing -> findings.add("/warnings", "lack '" + missing + "'"));
        for (int i = shared; i < result.warnings().size(); i++) {
            Warning stated = result.warnings().get(i);
            boolean again = result.warnings().indexOf(stated) < i;
            boolean isGrounded = ofPlan.contains(stated) || isOfTheSolver(stated);
            findings.check(
                    !again && isGrounded,
                    "/warnings/" + i,
                    "is without ground: '" + Text.shown(stated.toString()) + "'");
        }
    }

    private boolean isOfTheSolver(Warning warning) {
        return result.infeasibilities().stream()
                        .filter(why -> why.reason() == Reason.UNDECIDED)
                        .anyMatch(why -> why.warning().equals(warning))
                || assessment.candidates().stream().map(Candidate::unprovenTail).anyMatch(warning::equals);
    }

    private void statistics() {
        int candidates = assessment.candidates().size();
        int stated = result.statistics().candidates();
        findings.check(
                stated == candidates || (count(Reason.UNDECIDED) > 0 && stated < candidates),
                "/statistics/candidates",
                "is " + result.statistics().candidates() + ", recomputed " + candidates);
    }

    private static String shown(QuantizedModel pair) {
        return new QuantizedModel(Text.shown(pair.model()), Text.shown(pair.quantization())).quoted();
    }
}
