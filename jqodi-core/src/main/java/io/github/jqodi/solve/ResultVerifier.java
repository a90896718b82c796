package io.github.jqodi.solve;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.scenario.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Checks all a result claims that can be recomputed: its plan, its alternatives, its explanations, and that status, bound
 * and order agree with them. Optimality and the lower bound are not among that.
 */
public final class ResultVerifier {
    private final Problem problem;
    private final SolveResult result;
    private final List<Finding> findings = new ArrayList<>();

    private ResultVerifier(Problem problem, SolveResult result) {
        this.problem = problem;
        this.result = result;
    }

    /**
     * Checks a result.
     *
     * @param problem what was planned
     * @param result what a solver answered
     * @return what is wrong; empty if nothing is
     * @throws IllegalArgumentException if the estimates of the problem contradict themselves
     */
    public static List<Finding> verify(Problem problem, SolveResult result) {
        ResultVerifier verifier = new ResultVerifier(problem, result);
        if (result.plan().isPresent()) {
            verifier.plan();
        } else {
            verifier.explanations();
        }
        return verifier.findings;
    }

    private void plan() {
        PlanVerifier verifier = new PlanVerifier(problem);
        findings.addAll(verifier.verify(result.plan().orElseThrow()));
        ScoreReadings readings =
                result.plan().get().score().map(Score::readings).orElse(ScoreReadings.DEFAULT);
        double objective = result.plan().orElseThrow().objective();
        if (result.lowerBound() > objective + tolerance(objective)) {
            add("/objective/lowerBound", "is " + result.lowerBound() + ", above the value " + objective);
        }
        double last = objective;
        for (int i = 0; i < result.alternatives().size(); i++) {
            Alternative other = result.alternatives().get(i);
            findings.addAll(verifier.verify(other, result.rule(), readings, i));
            if (other.objective() < last - tolerance(last)) {
                add("/alternatives/" + i + "/objective", "is " + other.objective() + ", below the one before, " + last);
            }
            last = Math.max(last, other.objective());
        }
    }

    private static double tolerance(double value) {
        return PlanVerifier.TOLERANCE * Math.abs(value);
    }

    private void explanations() {
        Assessment assessment = problem.assess();
        for (ModelVersion model : problem.scenario().models()) {
            for (int bits : problem.scenario().bitWidths()) {
                explanation(assessment, model.name(), bits);
            }
        }
    }

    private void explanation(Assessment assessment, String model, int bits) {
        Optional<Infeasibility> stated = find(result.infeasibility(), model, bits);
        String pair = "'" + model + "' at " + bits + " bits";
        if (stated.isEmpty()) {
            add("/infeasibility", "says nothing of " + pair);
            return;
        }
        String where = "/infeasibility/" + result.infeasibility().indexOf(stated.get());
        if (stated.get().reason() == Reason.UNDECIDED && result.status() == Status.UNKNOWN) {
            return;
        }
        Optional<Infeasibility> excluded = find(assessment.excluded(), model, bits);
        if (excluded.isPresent()) {
            compare(where, stated.get(), excluded.get());
            return;
        }
        Candidate candidate = assessment.candidates().stream()
                .filter(c -> c.model().name().equals(model) && c.bits() == bits)
                .findFirst()
                .orElseThrow();
        candidate(where, stated.get(), candidate);
    }

    private void candidate(String where, Infeasibility stated, Candidate candidate) {
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        Optional<Infeasibility> own = CandidateSolve.impossible(problem.scenario(), candidate, table, Stopped.NEVER);
        if (own.isEmpty()) {
            add(where, candidate.label() + " has a schedule below the deadline");
        } else {
            compare(where, stated, own.get());
        }
    }

    private void compare(String where, Infeasibility stated, Infeasibility own) {
        if (stated.reason() != own.reason()) {
            add(
                    where + "/reason",
                    "is " + stated.reason().label() + ", recomputed "
                            + own.reason().label());
        }
        compare(where + "/limit", stated.limit(), own.limit());
        compare(where + "/value", stated.value(), own.value());
        compare(where + "/smallestDeadlineSeconds", stated.smallestDeadlineSeconds(), own.smallestDeadlineSeconds());
        compare(where + "/lossTargetNeeded", stated.lossTargetNeeded(), own.lossTargetNeeded());
    }

    private void compare(String where, OptionalDouble stated, OptionalDouble own) {
        if (stated.isPresent() != own.isPresent()) {
            add(where, own.isPresent() ? "is missing, recomputed " + own.getAsDouble() : "cannot be known");
        } else if (own.isPresent()
                && Math.abs(stated.getAsDouble() - own.getAsDouble()) > tolerance(own.getAsDouble())) {
            add(where, "is " + stated.getAsDouble() + ", recomputed " + own.getAsDouble());
        }
    }

    private static Optional<Infeasibility> find(List<Infeasibility> list, String model, int bits) {
        return list.stream()
                .filter(why -> why.model().equals(model) && why.bits() == bits)
                .findFirst();
    }

    private void add(String field, String message) {
        findings.add(new Finding(field, message));
    }
}
