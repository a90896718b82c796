package io.github.jqodi.search;

import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlausibilityChecks;
import io.github.jqodi.plan.PreparedProblem;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.LibraryVersion;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.Provenance;
import io.github.jqodi.solve.SolveListener;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Statistics;
import io.github.jqodi.solve.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Solves a problem candidate by candidate, in parallel if asked, and joins the results in the order of the file. Where fewer
 * alternatives are asked for than there are candidates, those whose bound shows that they cannot be among them are pruned,
 * and the result says so of each.
 */
public final class CandidateDriver implements Solver {
    /** Ratio of multipliers that make no difference. */
    private static final double CLOSE = 1.3;

    private final String name;
    private final String description;
    /** Whether a candidate may be pruned because its bound is above the best plans of others. */
    private final boolean prunes;

    private final CandidateSearch perEpoch;
    private final CandidateSearch fixed;

    private CandidateDriver(
            String name, String description, boolean prunes, CandidateSearch perEpoch, CandidateSearch fixed) {
        this.name = name;
        this.description = description;
        this.prunes = prunes;
        this.perEpoch = perEpoch;
        this.fixed = fixed;
    }

    /** The solver for every day. */
    public static Solver exact() {
        return new CandidateDriver(
                "exact",
                "proven optimum by dominance, linear relaxation and label search; every rule and schedule",
                true,
                ExactSearch.exact(),
                new FixedSearch());
    }

    /** The same with knapsacks solved up to a factor 1 + ε. */
    public static Solver approximate(double epsilon) {
        return new CandidateDriver(
                "approximate",
                "within a factor 1 + " + epsilon + " of the least energy, proven, in polynomial time",
                true,
                ExactSearch.approximate(epsilon),
                new FixedSearch());
    }

    /** The second exact method. */
    public static Solver merged() {
        return new CandidateDriver(
                "merged",
                "second exact method: the diagram with merged states and Pareto labels, no bounds; every rule and"
                        + " schedule",
                false,
                new MergedSearch(),
                new FixedSearch());
    }

    /** The paper's own method. */
    public static Solver paths() {
        return new CandidateDriver(
                "paths",
                "Algorithms 1-4 as printed: builds the time-energy tree and tries every path; refuses trees of more than"
                        + " five million vertices",
                false,
                new PathSearch(),
                new FixedSearch());
    }

    /** Equation 15. */
    public static Solver bellman() {
        return new CandidateDriver(
                "bellman",
                "Equation 15 from the last epoch to the first, on labels of time and energy; exact, for small instances; no"
                        + " rule paper",
                false,
                new BellmanSearch(),
                new FixedSearch());
    }

    /** The reference, which shares nothing with the other solvers, be the schedule fixed or not. */
    public static Solver exhaustive() {
        return new CandidateDriver(
                "exhaustive",
                "reference that tries every schedule; refuses candidates with more than two million of them",
                false,
                ExhaustiveSearch.perEpoch(),
                ExhaustiveSearch.fixed());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public SolveResult solve(Problem problem, SolveOptions options) {
        return solve(problem, problem::assess, new Memory(), options);
    }

    @Override
    public PreparedSolver prepare(Problem problem) {
        PreparedProblem prepared = new PreparedProblem(problem);
        Memory memory = new Memory();
        return (changed, options) -> solve(changed, limits -> prepared.assess(changed, limits), memory, options);
    }

    private SolveResult solve(
            Problem problem, Function<WorkLimits, Assessment> assessor, Memory memory, SolveOptions asked) {
        SolveOptions options = asked.forScenario(problem.scenario());
        SearchControl control = new SearchControl(options);
        Assessment assessment = assessor.apply(control.limits(options));
        List<Candidate> candidates = assessment.candidates();
        options.listener().warnings(options.heard(assessment.warnings()));
        control.expect(candidates.size());
        boolean all = !prunes(options, candidates.size());
        SearchQueue queue = all
                ? SearchQueue.all(candidates)
                : SearchQueue.bounded(
                        problem, candidates, options.rule(), options.alternatives() + 1, memory.multiplier, control);
        CandidateSearch search = problem.scenario().schedule() == SchedulePolicy.FIXED ? fixed : perEpoch;
        CandidateSolve solve = new CandidateSolve(search, problem, memory.tables, options, control);
        if (!all) {
            queue.open(solve);
            memory.note(queue.multiplier());
        }
        List<CandidateResult> results = results(solve, queue, options, control);
        return join(problem, withEnergy(problem, assessment, options, control), results, all, options, control);
    }

    /** The assessment, of which rows that name a loss target name the limit of the energy that is needed with it. */
    private Assessment withEnergy(Problem problem, Assessment assessment, SolveOptions options, SearchControl control) {
        if (problem.scenario().target().joules().isEmpty()) {
            return assessment;
        }
        List<Infeasibility> rows = assessment.excluded().stream()
                .map(row ->
                        row.reason() == Reason.LOSS && row.lossTargetNeeded().isPresent() && !control.stop()
                                ? withEnergy(problem, row, control.remaining(options))
                                : row)
                .toList();
        return new Assessment(assessment.candidates(), rows, assessment.warnings());
    }

    private Infeasibility withEnergy(Problem problem, Infeasibility row, SolveOptions options) {
        Scenario scenario = problem.scenario();
        QuantizedModel pair = row.pair();
        Scenario relaxed = scenario.withLossTarget(
                        pair.model(), row.lossTargetNeeded().getAsDouble())
                .withTarget(scenario.target()
                        .withDeadlineSeconds(row.smallestDeadlineSeconds()
                                .orElse(scenario.target().deadlineSeconds())))
                .withChoices(scenario.choices()
                        .withModels(Selection.only(List.of(pair.model())))
                        .withQuantizations(Selection.only(List.of(pair.quantization()))));
        SolveResult result =
                solve(problem.withScenario(relaxed), options.withAlternatives(0).withListener(SolveListener.NONE));
        Infeasibility.Builder joint = row.toBuilder();
        result.infeasibility().stream().filter(why -> why.pair().equals(pair)).forEach(why -> {
            why.joulesNeeded().ifPresent(joint::joulesNeeded);
            why.smallestDeadlineSeconds().ifPresent(joint::smallestDeadlineSeconds);
        });
        return joint.build();
    }

    /** What one solve leaves to the next: nothing that an answer depends on, only work. */
    private static final class Memory {
        final TableCache tables = new TableCache();
        /** λ that suits the bounds. */
        volatile double multiplier;

        /** Takes another λ where it differs much; bounds at the same λ as before are known where little has changed. */
        void note(double latest) {
            boolean close = latest < multiplier * CLOSE && multiplier < latest * CLOSE;
            multiplier = close ? multiplier : latest;
        }
    }

    private boolean prunes(SolveOptions options, int candidates) {
        return prunes && options.rule() != Rule.PAPER && options.alternatives() < candidates - 1;
    }

    /** One result for each candidate, in the order of the file. */
    private static List<CandidateResult> results(
            CandidateSolve solve, SearchQueue queue, SolveOptions options, SearchControl control) {
        CandidateResult[] results = new CandidateResult[queue.inOrder().size()];
        Workers.run(options, queue.inOrder(), control, node -> {
            CandidateResult result = node.result(solve, queue.multiplier(), queue.cutoff());
            queue.solved(result.objective());
            control.decided(result.objective());
            results[node.index()] = result;
        });
        return Arrays.asList(results);
    }

    private SolveResult join(
            Problem problem,
            Assessment assessment,
            List<CandidateResult> results,
            boolean all,
            SolveOptions options,
            SearchControl control) {
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
        best.map(PlausibilityChecks::of).ifPresent(warnings::addAll);
        List<Plan> listed = plans.stream().limit(1L + options.alternatives()).toList();
        Unlisted unlisted = new Unlisted(listed, all || plans.size() <= options.alternatives());
        List<Infeasibility> found = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            unlisted.row(assessment.candidates().get(i), results.get(i)).ifPresent(found::add);
        }
        return new SolveResult(
                status(best, lowerBound, options.gap()),
                name(),
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
        private final boolean examined;
        /** What is said of those pruned, of whatever pair; there may be many. */
        private Optional<Infeasibility> common = Optional.empty();

        /**
         * Takes note of what is listed.
         *
         * @param plans the decision and its alternatives
         * @param examined whether every candidate was looked at to the end
         */
        Unlisted(List<Plan> plans, boolean examined) {
            listed.addAll(plans);
            this.last = plans.isEmpty() ? 0 : plans.get(plans.size() - 1).objective();
            this.examined = examined;
        }

        Optional<Infeasibility> row(Candidate candidate, CandidateResult result) {
            Optional<Infeasibility> why = result.why();
            if (why.isPresent() && (examined || why.get().reason() == Reason.UNDECIDED)) {
                return why;
            }
            Optional<Plan> plan = result.plan();
            return plan.isPresent() && listed.contains(plan.get())
                    ? Optional.empty()
                    : Optional.of(pruned(candidate.pair(), result));
        }

        private Infeasibility pruned(QuantizedModel pair, CandidateResult result) {
            double bound = result.lowerBound();
            if (examined || bound < last) {
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
                (int) results.stream().filter(CandidateResult::isPruned).count(),
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
