package io.github.jqodi.search;

import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlausibilityChecks;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.LibraryVersion;
import io.github.jqodi.solve.Provenance;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Statistics;
import io.github.jqodi.solve.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Results of a problem's candidates, each found by itself, joined in the order of the file. */
final class JoinedResults {
    private final String solver;
    private final Problem problem;
    private final Assessment assessment;
    private final SolveOptions options;

    /**
     * Results are joined for one problem.
     *
     * @param solver by name
     * @param problem that was solved
     * @param assessment the candidates, and why other pairs are none
     * @param options it was solved with
     */
    JoinedResults(String solver, Problem problem, Assessment assessment, SolveOptions options) {
        this.solver = solver;
        this.problem = problem;
        this.assessment = assessment;
        this.options = options;
    }

    /**
     * Joins them.
     *
     * @param results one of each candidate, in order
     * @param examinesAll whether every candidate was looked at to the end
     * @param control how long that took
     */
    SolveResult of(List<CandidateResult> results, boolean examinesAll, SearchControl control) {
        List<Plan> plans = results.stream()
                .flatMap(result -> result.plan().stream())
                .sorted(Comparator.comparingDouble(Plan::objective))
                .toList();
        double bound =
                results.stream().mapToDouble(CandidateResult::lowerBound).min().orElse(Double.POSITIVE_INFINITY);
        if (assessment.excluded().stream().anyMatch(why -> why.reason() == Infeasibility.Reason.UNDECIDED)) {
            bound = 0;
        }
        Optional<Plan> best = plans.stream().findFirst();
        double lowerBound = Math.min(bound, best.map(Plan::objective).orElse(Double.POSITIVE_INFINITY));
        List<Warning> warnings = new ArrayList<>(assessment.warnings());
        results.forEach(result -> result.warning().ifPresent(warnings::add));
        best.map(PlausibilityChecks::warnings).ifPresent(warnings::addAll);
        List<Plan> listed = plans.stream().limit(1L + options.alternatives()).toList();
        Unlisted unlisted = new Unlisted(listed, examinesAll || plans.size() <= options.alternatives());
        List<Infeasibility> found = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            unlisted.row(assessment.candidates().get(i), results.get(i)).ifPresent(found::add);
        }
        return new SolveResult(
                status(best, lowerBound, options.gap()),
                solver,
                options.rule(),
                ObjectiveKind.of(problem.scenario().objective()),
                new Provenance(problem.scenarioSha256(), LibraryVersion.current()),
                options.heard(warnings),
                best,
                lowerBound,
                listed.stream().skip(1).map(Plan::toAlternative).toList(),
                inOrder(problem.scenario(), assessment.excluded(), found),
                statistics(results, control));
    }

    /**
     * Why candidates are not among the plans listed. What is said of those that might have been pruned does not depend on
     * whether they were, so that it does not depend on the order of work either.
     */
    private static final class Unlisted {
        private final Set<Plan> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        private final double last;
        private final boolean examinesAll;
        /** What is said of those pruned, of whatever pair; there may be many. */
        private Optional<Infeasibility> common = Optional.empty();

        /**
         * Takes note of what is listed.
         *
         * @param plans the decision and its alternatives
         * @param examinesAll whether every candidate was looked at to the end
         */
        Unlisted(List<Plan> plans, boolean examinesAll) {
            listed.addAll(plans);
            this.last = plans.isEmpty() ? 0 : plans.get(plans.size() - 1).objective();
            this.examinesAll = examinesAll;
        }

        Optional<Infeasibility> row(Candidate candidate, CandidateResult result) {
            Optional<Infeasibility> why = result.why();
            if (why.isPresent() && (examinesAll || why.get().reason() == Reason.UNDECIDED)) {
                return why;
            }
            Optional<Plan> plan = result.plan();
            return plan.isPresent() && listed.contains(plan.get())
                    ? Optional.empty()
                    : Optional.of(pruned(candidate.pair(), result));
        }

        private Infeasibility pruned(QuantizedModel pair, CandidateResult result) {
            double bound = result.lowerBound();
            if (examinesAll || bound < last) {
                double value = result.objective();
                return Infeasibility.pruned(pair, last, value, bound >= value);
            }
            common = common.or(() -> Optional.of(Infeasibility.pruned(pair, last, last, true)));
            return common.get().ofPair(pair);
        }
    }

    private static Statistics statistics(List<CandidateResult> results, SearchControl control) {
        return new Statistics(
                results.size(),
                (int) results.stream().filter(CandidateResult::isUnsearched).count(),
                results.stream().mapToLong(result -> result.work().cells()).sum(),
                results.stream().mapToLong(result -> result.work().labels()).sum(),
                control.elapsedMillis());
    }

    private static Status status(Optional<Plan> best, double lowerBound, double gap) {
        if (best.isEmpty()) {
            return lowerBound == Double.POSITIVE_INFINITY ? Status.INFEASIBLE : Status.UNKNOWN;
        }
        return SolveResult.relativeGap(best.get().objective(), lowerBound) <= gap ? Status.OPTIMAL : Status.FEASIBLE;
    }

    /** Merges rows of different pairs, each list in order of models and quantizations. */
    private static List<Infeasibility> inOrder(
            Scenario scenario, List<Infeasibility> excluded, List<Infeasibility> found) {
        List<Infeasibility> all = new ArrayList<>(excluded.size() + found.size());
        int nextExcluded = 0;
        int nextFound = 0;
        for (ModelVersion model : scenario.models()) {
            for (Quantization quantization : scenario.quantizations()) {
                if (isNext(excluded, nextExcluded, model, quantization)) {
                    all.add(excluded.get(nextExcluded++));
                } else if (isNext(found, nextFound, model, quantization)) {
                    all.add(found.get(nextFound++));
                }
            }
        }
        return all;
    }

    private static boolean isNext(List<Infeasibility> rows, int next, ModelVersion model, Quantization quantization) {
        if (next == rows.size()) {
            return false;
        }
        QuantizedModel pair = rows.get(next).pair();
        return pair.quantization().equals(quantization.name()) && pair.model().equals(model.name());
    }
}
