package io.github.jqodi.search;

import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PreparedProblem;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.search.CandidateSolve.Answer;
import io.github.jqodi.solve.PreparedSolver;
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
 * Solves a problem candidate by candidate, in parallel if asked, and joins the answers in the order of the file. Where fewer
 * alternatives are asked for than there are candidates, those whose bound shows that they cannot be among them are passed
 * over, and the result says so of each.
 */
public final class CandidateDriver implements Solver {
    /** Ratio of multipliers that make no difference. */
    private static final double CLOSE = 1.3;

    private final CandidateSearch search;

    private CandidateDriver(CandidateSearch search) {
        this.search = search;
    }

    /** The solver for every day. */
    public static Solver exact() {
        return new CandidateDriver(ExactSearch.exact());
    }

    /** The same with knapsacks solved up to a factor 1 + ε. */
    public static Solver approximate(double epsilon) {
        return new CandidateDriver(ExactSearch.approximate(epsilon));
    }

    /** The second exact method. */
    public static Solver merged() {
        return new CandidateDriver(new MergedSearch());
    }

    /** The paper's own method. */
    public static Solver paths() {
        return new CandidateDriver(new PathSearch());
    }

    /** The reference. */
    public static Solver exhaustive() {
        return new CandidateDriver(new ExhaustiveSearch());
    }

    @Override
    public String name() {
        return search.name();
    }

    @Override
    public String description() {
        return search.description();
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
            Problem problem, Function<WorkLimits, Assessment> assessor, Memory memory, SolveOptions options) {
        SearchControl control = new SearchControl(options);
        Assessment assessment = assessor.apply(control.limits(options));
        List<Candidate> candidates = assessment.candidates();
        control.expect(candidates.size());
        boolean all = !passesOver(options, candidates.size());
        SearchQueue prospects = all
                ? SearchQueue.all(candidates)
                : SearchQueue.bounded(
                        problem, candidates, options.rule(), options.alternatives() + 1, memory.multiplier, control);
        CandidateSolve solve = new CandidateSolve(search, problem, memory.tables, options, control);
        if (!all) {
            prospects.open(solve);
            memory.note(prospects.multiplier());
        }
        List<Answer> answers = answers(solve, prospects, options, control);
        return join(problem.scenario(), assessment, answers, all, options, control);
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

    private boolean passesOver(SolveOptions options, int candidates) {
        return search.isExact() && options.rule() != Rule.PAPER && options.alternatives() < candidates - 1;
    }

    /** One answer for each candidate, in the order of the file. */
    private static List<Answer> answers(
            CandidateSolve solve, SearchQueue prospects, SolveOptions options, SearchControl control) {
        Answer[] answers = new Answer[prospects.inOrder().size()];
        Workers.run(options.threads(), prospects.inOrder(), control, prospect -> {
            Answer answer = prospect.answer(solve, prospects.multiplier(), prospects.cutoff());
            prospects.solved(answer.objective());
            control.decided(answer.objective());
            answers[prospect.index()] = answer;
        });
        return Arrays.asList(answers);
    }

    private SolveResult join(
            Scenario scenario,
            Assessment assessment,
            List<Answer> answers,
            boolean all,
            SolveOptions options,
            SearchControl control) {
        List<Plan> plans = answers.stream()
                .flatMap(answer -> answer.found().plan().stream())
                .sorted(Comparator.comparingDouble(Plan::objective))
                .toList();
        double bound = answers.stream()
                .mapToDouble(answer -> answer.found().lowerBound())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        if (assessment.excluded().stream().anyMatch(why -> why.reason() == Infeasibility.Reason.UNDECIDED)) {
            bound = 0;
        }
        Optional<Plan> best = plans.stream().findFirst();
        double lowerBound = Math.min(bound, best.map(Plan::objective).orElse(Double.POSITIVE_INFINITY));
        List<String> warnings = new ArrayList<>(assessment.warnings());
        answers.forEach(answer -> answer.found().warning().ifPresent(warnings::add));
        List<Plan> listed = plans.stream().limit(1L + options.alternatives()).toList();
        Unlisted unlisted = new Unlisted(listed, all || plans.size() <= options.alternatives());
        List<Infeasibility> found = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            unlisted.row(assessment.candidates().get(i), answers.get(i)).ifPresent(found::add);
        }
        return new SolveResult(
                status(best, lowerBound, options.gap()),
                name(),
                options.rule(),
                warnings,
                best,
                lowerBound,
                listed.stream().skip(1).map(Plan::toAlternative).toList(),
                inOrder(scenario, assessment.excluded(), found),
                statistics(answers, control));
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

        Optional<Infeasibility> row(Candidate candidate, Answer answer) {
            Optional<Infeasibility> why = answer.why();
            if (why.isPresent() && (examined || why.get().reason() == Reason.UNDECIDED)) {
                return why;
            }
            Optional<Plan> plan = answer.found().plan();
            return plan.isPresent() && listed.contains(plan.get())
                    ? Optional.empty()
                    : Optional.of(pruned(candidate.model().name(), candidate.bits(), answer));
        }

        private Infeasibility pruned(String model, int bits, Answer answer) {
            double bound = answer.found().lowerBound();
            if (examined || bound < last) {
                double value = answer.objective();
                return Infeasibility.pruned(model, bits, last, value, bound >= value);
            }
            common = common.or(() -> Optional.of(Infeasibility.pruned(model, bits, last, last, true)));
            return common.get().ofPair(model, bits);
        }
    }

    private static Statistics statistics(List<Answer> answers, SearchControl control) {
        return new Statistics(
                answers.size(),
                (int) answers.stream().filter(Answer::pruned).count(),
                answers.stream().mapToLong(Answer::cells).sum(),
                answers.stream().mapToLong(answer -> answer.found().labels()).sum(),
                control.elapsedMillis());
    }

    private static Status status(Optional<Plan> best, double lowerBound, double gap) {
        if (best.isEmpty()) {
            return lowerBound == Double.POSITIVE_INFINITY ? Status.INFEASIBLE : Status.UNKNOWN;
        }
        return SolveResult.relativeGap(best.get().objective(), lowerBound) <= gap ? Status.OPTIMAL : Status.FEASIBLE;
    }

    /** Merges rows of different pairs, each list in order of models and widths. */
    private static List<Infeasibility> inOrder(
            Scenario scenario, List<Infeasibility> excluded, List<Infeasibility> found) {
        List<Infeasibility> all = new ArrayList<>(excluded.size() + found.size());
        int nextExcluded = 0;
        int nextFound = 0;
        for (ModelVersion model : scenario.models()) {
            for (int bits : scenario.bitWidths()) {
                if (isNext(excluded, nextExcluded, model, bits)) {
                    all.add(excluded.get(nextExcluded++));
                } else if (isNext(found, nextFound, model, bits)) {
                    all.add(found.get(nextFound++));
                }
            }
        }
        return all;
    }

    private static boolean isNext(List<Infeasibility> rows, int next, ModelVersion model, int bits) {
        return next < rows.size()
                && rows.get(next).bits() == bits
                && rows.get(next).model().equals(model.name());
    }
}
