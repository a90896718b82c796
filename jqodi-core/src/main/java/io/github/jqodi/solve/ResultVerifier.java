package io.github.jqodi.solve;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Finding;
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
import java.util.ArrayList;
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
 * lower bound, for what a limit left undecided, for the names of solver and version, or for the statistics beyond the number of candidates.
 * Where there is no plan, nothing in a result depends on the rule.
 */
public final class ResultVerifier {
    private final Problem problem;
    private final SolveResult result;
    private final SolveOptions options;
    private final Assessment assessment;
    private final List<Finding> findings = new ArrayList<>();
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
        verifier.status();
        result.plan().ifPresent(verifier::plan);
        verifier.explanations();
        verifier.coverage();
        verifier.warnings();
        verifier.statistics();
        return verifier.findings;
    }

    /** Problems that were made by code have no hash, and say nothing of that of a file. */
    private void scenario() {
        Optional<String> stated = result.provenance().scenarioSha256();
        Optional<String> own = problem.scenarioSha256();
        check(
                stated.isEmpty() || own.isEmpty() || stated.equals(own),
                "/scenarioSha256",
                "says that this is a plan of another scenario: it is of " + stated.orElse("") + ", given is "
                        + own.orElse(""));
    }

    private void status() {
        long undecided = count(Reason.UNDECIDED);
        switch (result.status()) {
            case OPTIMAL ->
                check(
                        result.gap() <= options.gap(),
                        "/status",
                        "is OPTIMAL with a gap of " + result.gap() + ", above " + options.gap());
            case FEASIBLE ->
                check(result.gap() > 0, "/status", "is FEASIBLE although the bound proves the plan optimal");
            case INFEASIBLE ->
                check(undecided == 0, "/status", "is INFEASIBLE although " + undecided + " pairs are undecided");
            case UNKNOWN -> check(undecided > 0, "/status", "is UNKNOWN although no pair is undecided");
        }
    }

    private long count(Reason reason) {
        return result.infeasibility().stream()
                .filter(why -> why.reason() == reason)
                .count();
    }

    private void plan(Plan plan) {
        PlanVerifier verifier = new PlanVerifier(problem);
        findings.addAll(verifier.verify(plan));
        check(plan.rule() == result.rule(), "/rule", "is not that of the plan");
        check(
                result.objectiveKind() == ObjectiveKind.of(problem.scenario().objective()),
                "/objectiveKind",
                "is not that of the scenario");
        double objective = plan.objective();
        check(
                result.lowerBound() <= objective + tolerance(objective),
                "/objective/lowerBound",
                "is " + result.lowerBound() + ", above the value " + objective);
        QuantizedModel pair = plan.pair();
        places(pair, "/decision");
        ScoreReadings readings = plan.score().map(Score::readings).orElse(ScoreReadings.DEFAULT);
        for (int i = 0; i < result.alternatives().size(); i++) {
            Alternative other = result.alternatives().get(i);
            QuantizedModel next = other.pair();
            findings.addAll(verifier.verify(other, result.rule(), readings, i));
            inOrder("/alternatives/" + i, objective, pair, other.objective(), next);
            places(next, "/alternatives/" + i);
            objective = other.objective();
            pair = next;
        }
    }

    /** By objective, equal ones in the order of the problem. */
    private void inOrder(String where, double last, QuantizedModel before, double objective, QuantizedModel pair) {
        check(objective >= last, where + "/objective", "is " + objective + ", below the one before, " + last);
        check(
                objective != last || place(pair) > place(before),
                where,
                "has the objective of the one before, which the problem names later");
    }

    private void explanations() {
        int last = -1;
        for (int i = 0; i < result.infeasibility().size(); i++) {
            Infeasibility why = result.infeasibility().get(i);
            String where = "/infeasibility/" + i;
            QuantizedModel pair = why.pair();
            places(pair, where);
            int place = place(pair);
            if (place >= 0) {
                check(place >= last, where, "is out of the order of models and widths");
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
            add(where + "/reason", "is pruned although no plan is listed");
            return;
        }
        double last = result.alternatives().isEmpty()
                ? result.plan().get().objective()
                : result.alternatives().get(result.alternatives().size() - 1).objective();
        double least = stated.value().orElse(Double.NaN);
        check(
                least >= last && least < Double.POSITIVE_INFINITY,
                where + "/value",
                "is " + least + ", not from the objective of the last plan listed on, " + last);
        Infeasibility own = Infeasibility.pruned(stated.pair(), last, least, true);
        Infeasibility found = Infeasibility.pruned(stated.pair(), last, least, false);
        compare(where, stated, stated.message().equals(found.message()) ? found : own);
    }

    private void undecided(String where, Infeasibility stated) {
        check(
                stated.equals(Infeasibility.undecided(stated.pair(), stated.message())),
                where,
                "gives numbers of a pair that is undecided");
        check(
                options.silenced().contains(Warning.Code.UNDECIDED)
                        || result.warnings().contains(stated.warning()),
                "/warnings",
                "do not say that " + shown(stated.pair()) + " is undecided");
    }

    private Candidate candidate(Infeasibility stated) {
        return Objects.requireNonNull(candidates.get(stated.pair()));
    }

    private void candidate(String where, Infeasibility stated, Candidate candidate) {
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        Optional<Infeasibility> own = Infeasibilities.of(problem.scenario(), candidate, table, Stopped.NEVER);
        if (own.isEmpty()) {
            add(where, candidate.label() + " has a schedule below the deadline");
        } else {
            compare(where, stated, own.get());
        }
    }

    private void compare(String where, Infeasibility stated, Infeasibility own) {
        check(
                stated.reason() == own.reason(),
                where + "/reason",
                "is " + stated.reason().label() + ", recomputed " + own.reason().label());
        check(
                stated.message().equals(own.message()),
                where + "/reason",
                "says '" + Text.shown(stated.message()) + "', recomputed '" + own.message() + "'");
        compare(where + "/limit", stated.limit(), own.limit());
        compare(where + "/value", stated.value(), own.value());
        compare(where + "/smallestDeadlineSeconds", stated.smallestDeadlineSeconds(), own.smallestDeadlineSeconds());
        compare(where + "/lossTargetNeeded", stated.lossTargetNeeded(), own.lossTargetNeeded());
        compare(where + "/confidenceThatFits", stated.confidenceThatFits(), own.confidenceThatFits());
        compare(where + "/epochsThatFit", asDouble(stated.epochsThatFit()), asDouble(own.epochsThatFit()));
        compare(where + "/chance", stated.chance(), own.chance());
        compare(where + "/memoryBytesNeeded", stated.memoryBytesNeeded(), own.memoryBytesNeeded());
    }

    private static OptionalDouble asDouble(OptionalInt value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
    }

    private void compare(String where, OptionalDouble stated, OptionalDouble own) {
        if (stated.isPresent() != own.isPresent()) {
            add(where, own.isPresent() ? "is missing, recomputed " + own.getAsDouble() : "cannot be known");
        } else if (own.isPresent()
                && !(Math.abs(stated.getAsDouble() - own.getAsDouble()) <= tolerance(own.getAsDouble()))) {
            add(where, "is " + stated.getAsDouble() + ", recomputed " + own.getAsDouble());
        }
    }

    private static double tolerance(double value) {
        return PlanVerifier.TOLERANCE * Math.abs(value);
    }

    /** -1 where the problem does not have it. */
    private int place(QuantizedModel pair) {
        return order.getOrDefault(pair, -1);
    }

    /** Takes note of the place of a pair, which has to be the only one. */
    private void places(QuantizedModel pair, String where) {
        if (place(pair) < 0) {
            add(where, "speaks of " + shown(pair) + ", which this scenario does not have");
            return;
        }
        String before = places.putIfAbsent(pair, where);
        check(before == null, where, "speaks of " + shown(pair) + ", as " + before + " does");
    }

    private void coverage() {
        for (QuantizedModel pair : order.keySet()) {
            check(places.containsKey(pair), "/infeasibility", "says nothing of " + shown(pair));
        }
    }

    /** First those of the problem, then others; where a limit was reached, pairs may not have been looked at. */
    private void warnings() {
        List<Warning> due = options.heard(assessment.warnings()).stream()
                .filter(warning ->
                        count(Reason.UNDECIDED) == 0 || result.warnings().contains(warning))
                .toList();
        List<Warning> ofPlan =
                options.heard(result.plan().map(PlausibilityChecks::of).orElse(List.of()));
        int shared = Math.min(due.size(), result.warnings().size());
        for (int i = 0; i < shared; i++) {
            Warning stated = result.warnings().get(i);
            check(
                    stated.equals(due.get(i)),
                    "/warnings/" + i,
                    "is '" + Text.shown(stated.toString()) + "', due is '" + due.get(i) + "'");
        }
        Stream.concat(
                        due.stream().skip(shared),
                        ofPlan.stream().filter(w -> !result.warnings().contains(w)))
                .forEach(missing -> add("/warnings", "lack '" + missing + "'"));
        for (int i = shared; i < result.warnings().size(); i++) {
            Warning stated = result.warnings().get(i);
            boolean again = result.warnings().indexOf(stated) < i;
            boolean isGrounded = ofPlan.contains(stated) || isOfTheSolver(stated);
            check(!again && isGrounded, "/warnings/" + i, "is without ground: '" + Text.shown(stated.toString()) + "'");
        }
    }

    private boolean isOfTheSolver(Warning warning) {
        return result.infeasibility().stream()
                        .filter(why -> why.reason() == Reason.UNDECIDED)
                        .anyMatch(why -> why.warning().equals(warning))
                || assessment.candidates().stream().map(Candidate::unprovenTail).anyMatch(warning::equals);
    }

    private void statistics() {
        int candidates = assessment.candidates().size();
        int stated = result.statistics().candidates();
        check(
                stated == candidates || (count(Reason.UNDECIDED) > 0 && stated < candidates),
                "/statistics/candidates",
                "is " + result.statistics().candidates() + ", recomputed " + candidates);
    }

    private void check(boolean holds, String field, String message) {
        if (!holds) {
            add(field, message);
        }
    }

    private void add(String field, String message) {
        findings.add(new Finding(field, message));
    }

    private static String shown(QuantizedModel pair) {
        return new QuantizedModel(Text.shown(pair.model()), Text.shown(pair.quantization())).quoted();
    }
}
