package io.github.jqodi.solve;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.FastestSchedule;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Solves a problem candidate by candidate, in parallel if asked, and joins the answers in the order of the file. */
final class CandidateDriver implements Solver {
    private final CandidateSearch search;

    CandidateDriver(CandidateSearch search) {
        this.search = search;
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
        Assessment assessment = problem.assess();
        SearchControl control =
                new SearchControl(options, assessment.candidates().size());
        List<Answer> answers = answers(problem, assessment.candidates(), options, control);
        return join(problem.scenario(), assessment, answers, options, control);
    }

    private List<Answer> answers(
            Problem problem, List<Candidate> candidates, SolveOptions options, SearchControl control) {
        List<Callable<Answer>> tasks = candidates.stream()
                .<Callable<Answer>>map(candidate -> () -> answer(problem, candidate, options, control))
                .toList();
        if (options.threads() == 1 || tasks.size() < 2) {
            return candidates.stream()
                    .map(candidate -> answer(problem, candidate, options, control))
                    .toList();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(options.threads(), tasks.size()));
        try {
            List<Future<Answer>> futures = tasks.stream().map(pool::submit).toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(patiently(future, control));
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    /** Waits for an answer; an interruption ends the searches early and is passed on afterwards. */
    private static Answer patiently(Future<Answer> future, SearchControl control) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    control.cancel();
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        if (e.getCause() instanceof Error cause) {
            throw cause;
        }
        return new IllegalStateException(e.getCause());
    }

    private Answer answer(Problem problem, Candidate candidate, SolveOptions options, SearchControl control) {
        Answer answer = decide(problem, candidate, options, control);
        control.decided(answer.found.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY));
        return answer;
    }

    private Answer decide(Problem problem, Candidate candidate, SolveOptions options, SearchControl control) {
        if (control.stop()) {
            return Answer.undecided(candidate, control.reason(), 0, 0);
        }
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        Optional<Infeasibility> impossible = impossible(problem.scenario(), candidate, table);
        if (impossible.isPresent()) {
            return Answer.infeasible(impossible.get(), table.cells());
        }
        Optional<String> refusal = search.refusal(problem, candidate);
        if (refusal.isPresent()) {
            return Answer.undecided(candidate, refusal.get(), table.cells(), 0);
        }
        Found found = search.search(problem, candidate, table, options, control);
        if (found.plan().isEmpty() && found.lowerBound() == Double.POSITIVE_INFINITY) {
            double samples = problem.scenario().inferenceSamples().orElse(0);
            return Answer.infeasible(Infeasibilities.noInference(candidate, samples), table.cells());
        }
        if (found.plan().isEmpty()) {
            Answer undecided = Answer.undecided(candidate, control.reason(), table.cells(), found.labels());
            return new Answer(found, undecided.why, false, table.cells());
        }
        return new Answer(found, Optional.empty(), false, table.cells());
    }

    /** Why a candidate cannot have a plan, empty if it can: nothing effective, no inference, too slow. */
    static Optional<Infeasibility> impossible(Scenario scenario, Candidate candidate, CostTable table) {
        FastestSchedule fastest = FastestSchedule.of(candidate, table, scenario);
        OptionalDouble samples = scenario.inferenceSamples();
        if (!fastest.exists()) {
            return Optional.of(Infeasibilities.noSchedule(candidate, table));
        }
        if (samples.isPresent()
                && candidate.cheapestInference(samples.getAsDouble()).isEmpty()) {
            return Optional.of(Infeasibilities.noInference(candidate, samples.getAsDouble()));
        }
        if (!fastest.meets(scenario.target().deadlineSeconds())) {
            return Optional.of(Infeasibilities.tooSlow(
                    candidate, fastest, scenario.target().deadlineSeconds()));
        }
        return Optional.empty();
    }

    private SolveResult join(
            Scenario scenario,
            Assessment assessment,
            List<Answer> answers,
            SolveOptions options,
            SearchControl control) {
        List<Plan> plans = answers.stream()
                .flatMap(answer -> answer.found.plan().stream())
                .sorted(Comparator.comparingDouble(Plan::objective))
                .toList();
        double bound = answers.stream()
                .mapToDouble(answer -> answer.found.lowerBound())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        Optional<Plan> best = plans.stream().findFirst();
        double lowerBound = best.map(plan -> Math.min(bound, plan.objective())).orElse(bound);
        List<String> warnings = new ArrayList<>(assessment.warnings());
        answers.forEach(answer -> answer.found.warning().ifPresent(warnings::add));
        List<Infeasibility> infeasibility = inOrder(
                scenario,
                assessment.excluded(),
                answers.stream().flatMap(answer -> answer.why.stream()).toList());
        Statistics statistics = new Statistics(
                answers.size(),
                (int) answers.stream().filter(answer -> answer.pruned).count(),
                answers.stream().mapToLong(answer -> answer.cells).sum(),
                answers.stream().mapToLong(answer -> answer.found.labels()).sum(),
                control.elapsedMillis());
        return new SolveResult(
                status(best, lowerBound, options.gap()),
                name(),
                options.rule(),
                warnings,
                best,
                lowerBound,
                plans.stream()
                        .skip(1)
                        .limit(options.alternatives())
                        .map(Plan::toAlternative)
                        .toList(),
                infeasibility,
                statistics);
    }

    private static Status status(Optional<Plan> best, double lowerBound, double gap) {
        if (best.isEmpty()) {
            return lowerBound == Double.POSITIVE_INFINITY ? Status.INFEASIBLE : Status.UNKNOWN;
        }
        return SolveResult.relativeGap(best.get().objective(), lowerBound) <= gap ? Status.OPTIMAL : Status.FEASIBLE;
    }

    private static List<Infeasibility> inOrder(
            Scenario scenario, List<Infeasibility> excluded, List<Infeasibility> found) {
        List<String> order = scenario.models().stream()
                .flatMap(model -> scenario.bitWidths().stream().map(bits -> key(model.name(), bits)))
                .toList();
        var place = IntStream.range(0, order.size()).boxed().collect(Collectors.toMap(order::get, i -> i));
        List<Infeasibility> all = new ArrayList<>(excluded);
        all.addAll(found);
        all.sort(Comparator.comparingInt(x -> place.getOrDefault(key(x.model(), x.bits()), Integer.MAX_VALUE)));
        return all;
    }

    private static String key(String model, int bits) {
        return bits + " " + model;
    }

    /**
     * What became of one candidate.
     *
     * @param found plan and bound
     * @param why the reason where there is no plan
     * @param pruned whether it was closed without a search
     * @param cells costs computed
     */
    private record Answer(Found found, Optional<Infeasibility> why, boolean pruned, long cells) {
        static Answer infeasible(Infeasibility why, long cells) {
            Found none = new Found(Optional.empty(), Double.POSITIVE_INFINITY, 0, Optional.empty());
            return new Answer(none, Optional.of(why), true, cells);
        }

        static Answer undecided(Candidate candidate, String limit, long cells, long labels) {
            Found none = new Found(
                    Optional.empty(), 0, labels, Optional.of(candidate.label() + " is left undecided: " + limit));
            return new Answer(none, Optional.of(Infeasibilities.undecided(candidate, limit)), true, cells);
        }
    }
}
