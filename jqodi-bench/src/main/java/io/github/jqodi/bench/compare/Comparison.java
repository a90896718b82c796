package io.github.jqodi.bench.compare;

import io.github.jqodi.Solvers;
import io.github.jqodi.bench.compare.ComparisonRow.Decision;
import io.github.jqodi.bench.compare.ComparisonRow.Kind;
import io.github.jqodi.bench.compare.ComparisonRow.Subject;
import io.github.jqodi.bench.compare.ComparisonRow.Verdict;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.InferenceTable;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Totals;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.Strategy;
import io.github.jqodi.strategy.StrategyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * All strategies and all solvers on one scenario, side by side.
 *
 * @param scenario its name
 * @param minimised what plans are compared by, see {@link Planning#comparedValue}
 * @param deadlineSeconds T_max
 * @param metric whether losses or accuracies are meant
 * @param lossTarget L_max of the scenario; models may have their own
 * @param rows strategies, then solvers, then pairs without a plan
 * @param inference where the decisions of the paper's strategies could be inferred; empty where costs are measured
 */
public record Comparison(
        String scenario,
        ObjectiveKind minimised,
        double deadlineSeconds,
        Metric metric,
        double lossTarget,
        List<ComparisonRow> rows,
        List<InferenceTable> inference) {
    /** Beginnings of the names of the strategies in the paper's Section V. */
    private static final List<String> PAPER_STRATEGIES = List.of("optimum", "jqodi-", "full-model", "minimal-model");

    /** Seed of the random strategy. */
    private static final long SEED = 1;

    /**
     * Copies the lists.
     *
     * @param scenario its name
     * @param minimised what plans are compared by
     * @param deadlineSeconds T_max
     * @param metric losses or accuracies
     * @param lossTarget L_max
     * @param rows strategies, solvers, pairs
     * @param inference places of the decisions
     */
    public Comparison {
        rows = List.copyOf(rows);
        inference = List.copyOf(inference);
    }

    /**
     * Runs every strategy of {@link Strategies#all} and every solver of {@link Solvers#all}. A strategy that cannot be
     * costed or a solver that refuses becomes a row with the reason.
     *
     * @param problem what is to be planned
     * @param asked rule and limits of each run
     * @return the comparison
     * @throws IllegalArgumentException if the estimates contradict themselves
     */
    public static Comparison of(Problem problem, SolveOptions asked) {
        SolveOptions options = asked.forScenario(problem.scenario());
        // each pair by itself, none beaten by another one
        SolveResult exact = Solvers.exact().solve(problem, options.withAlternatives(Integer.MAX_VALUE));
        List<ComparisonRow> rows = new ArrayList<>();
        for (Strategy strategy : Strategies.all(problem.scenario(), SEED)) {
            rows.add(row(problem, strategy, options));
        }
        for (Solver solver : Solvers.all()) {
            rows.add(row(problem, solver, options));
        }
        exact.infeasibilities().forEach(why -> rows.add(row(why, options)));
        OptionalDouble optimum = rows.get(0).feasible() ? rows.get(0).value() : OptionalDouble.empty();
        Scenario scenario = problem.scenario();
        return new Comparison(
                scenario.name(),
                ObjectiveKind.of(scenario.objective()),
                Goal.of(scenario).shownDeadlineSeconds(),
                scenario.metric(),
                scenario.target().loss(),
                optimum.isPresent()
                        ? rows.stream()
                                .map(row -> row.besideOptimum(optimum.getAsDouble()))
                                .toList()
                        : rows,
                inference(problem, rows));
    }

    private static ComparisonRow row(Problem problem, Strategy strategy, SolveOptions options) {
        long start = System.nanoTime();
        Optional<Decision> decision = Optional.empty();
        Verdict verdict;
        try {
            StrategyOutcome outcome = strategy.plan(problem, options);
            decision = outcome.plan().map(plan -> decision(problem, outcome.problem(), plan));
            verdict = Verdict.of(
                    outcome.status(), outcome.breaches(), outcome.reason().orElse(""));
        } catch (IllegalArgumentException e) {
            verdict = Verdict.of(Status.UNKNOWN, List.of(), String.valueOf(e.getMessage()));
        }
        Rule rule = decision.map(Decision::plan).map(Plan::rule).orElse(options.rule());
        Subject subject = new Subject(Kind.STRATEGY, strategy.name(), rule);
        return new ComparisonRow(subject, decision, verdict, millisSince(start));
    }

    private static ComparisonRow row(Problem problem, Solver solver, SolveOptions options) {
        long start = System.nanoTime();
        SolveResult result = solver.solve(problem, options);
        Rule rule = result.plan().map(Plan::rule).orElse(options.rule());
        String reason = result.plan().isPresent() ? "" : reason(result);
        return new ComparisonRow(
                new Subject(Kind.SOLVER, solver.name(), rule),
                result.plan().map(plan -> decision(problem, problem, plan)),
                Verdict.of(result.status(), List.of(), reason),
                millisSince(start));
    }

    private static ComparisonRow row(Infeasibility why, SolveOptions options) {
        Subject subject = new Subject(Kind.PAIR, why.pair().label(), options.rule());
        return new ComparisonRow(subject, Optional.empty(), Verdict.of(why), 0);
    }

    /** A plan of a strategy's own problem beside the problem of all. */
    private static Decision decision(Problem problem, Problem own, Plan plan) {
        return new Decision(
                plan,
                score(problem.scenario().metric(), plan),
                outside(problem.scenario(), plan),
                Planning.comparedValue(own, plan),
                OptionalDouble.empty());
    }

    private static Score score(Metric metric, Plan plan) {
        if (plan.score().isPresent()) {
            return plan.score().get();
        }
        double risk = risk(metric, plan.nominal(), plan.robust());
        return Score.of(
                ScoreReadings.DEFAULT,
                plan.nominal().seconds(),
                plan.robust().seconds(),
                plan.robust().joules(),
                risk);
    }

    private static double risk(Metric metric, Totals nominal, Totals robust) {
        double expectedLoss = metric.error(nominal.loss().orElse(0));
        double robustLoss = metric.error(robust.loss().orElse(0));
        boolean isKnown = nominal.loss().isPresent() && robust.loss().isPresent();
        return isKnown && expectedLoss > 0 && robustLoss > 0 ? expectedLoss / robustLoss : 1;
    }

    private static List<String> outside(Scenario scenario, Plan plan) {
        List<String> outside = new ArrayList<>();
        Quantization quantization = scenario.quantization(plan.pair().quantization());
        if (!scenario.quantizations().contains(quantization)) {
            outside.add(quantization.name().equals("1") ? "1 bit" : quantization.label());
        }
        List<Integer> open = scenario.model(plan.pair().model()).cutPoints();
        new TreeSet<>(plan.schedule().stream().map(Segment::cut).toList())
                .stream().filter(cut -> !open.contains(cut)).forEach(cut -> outside.add("cut " + cut));
        return outside;
    }

    private static String reason(SolveResult result) {
        return result.infeasibilities().stream()
                .filter(why -> result.status() != Status.UNKNOWN || why.reason() == Infeasibility.Reason.UNDECIDED)
                .map(why -> why.pair().label() + ": " + why.message())
                .findFirst()
                .orElse("there is no candidate");
    }

    /** The tables of the distinct decisions of the paper's strategies, in order of rows. */
    private static List<InferenceTable> inference(Problem problem, List<ComparisonRow> rows) {
        Scenario scenario = problem.scenario();
        if (scenario.workload().isEmpty() || scenario.task() == Task.INFERENCE) {
            return List.of();
        }
        Inference inference = scenario.inference()
                .orElse(Inference.of(
                        scenario.workload().map(Workload::validationSamples).orElse(0.0)));
        if (inference.samples() == 0) {
            return List.of();
        }
        return rows.stream()
                .filter(row -> PAPER_STRATEGIES.stream().anyMatch(row.name()::startsWith))
                .flatMap(row -> row.plan().stream())
                .filter(plan -> scenario.model(plan.pair().model()).layerCount() > 0)
                .map(Plan::pair)
                .distinct()
                .map(pair -> InferenceTable.of(problem, pair, inference))
                .toList();
    }

    private static double millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e6;
    }
}
