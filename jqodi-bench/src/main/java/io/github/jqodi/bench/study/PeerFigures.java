package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.peer.IntegerKnapsack;
import io.github.jqodi.bench.peer.PairFronts;
import io.github.jqodi.bench.peer.library.OrTools;
import io.github.jqodi.bench.peer.library.PeerAnswer;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * The exact core beside CP-SAT and SCIP: the same whole numbers, the filtered classes of the winning pair, and counts where all
 * classes are the same, which is the most that can be done for a peer. Times are those of the solves alone.
 */
final class PeerFigures {
    private static final int CAPACITY = 100_000;
    private static final long COST_RANGE = 1_000_000;
    private static final int ROUNDS = 15;

    private PeerFigures() {}

    /**
     * Every class beside both peers; empty where there is no native library.
     *
     * @param quick whether to leave out the large classes
     * @param limit when a peer is cut off
     */
    static List<Figure> all(boolean quick, Duration limit) {
        List<Figure> figures = new ArrayList<>();
        if (!OrTools.isAvailable()) {
            return figures;
        }
        for (SizeClass size : quick ? List.of(SizeClass.MEDIUM) : List.of(SizeClass.MEDIUM, SizeClass.LARGE)) {
            for (boolean forecasts : new boolean[] {false, true}) {
                for (Rule rule : List.of(Rule.NOMINAL, Rule.ROBUST, Rule.EXPECTED)) {
                    figures.addAll(of(size, forecasts, rule, limit));
                }
            }
        }
        return figures;
    }

    /** One class beside both peers. */
    static List<Figure> of(SizeClass size, boolean forecasts, Rule rule, Duration limit) {
        IntegerKnapsack knapsack = IntegerKnapsack.scaled(winning(size, forecasts, rule), CAPACITY, COST_RANGE);
        Instance instance = knapsack.toInstance();
        Limits exact = new Limits(Long.MAX_VALUE, 0, () -> false);
        Outcome own = Knapsack.solve(instance, exact);
        double nanos = Stopwatch.medianNanos(ROUNDS, ROUNDS, List.of(() -> Knapsack.solve(instance, exact)))[0];
        String name = size.label(forecasts) + "-" + rule.label();
        double target = knapsack.identical() ? 20 : 1000;
        double stretch = knapsack.identical() ? 100 : 3000;
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("CP-SAT", name, OrTools::cpSat, knapsack, limit, own, nanos, target, stretch));
        figures.add(figure("SCIP", name, OrTools::scip, knapsack, limit, own, nanos, target, stretch));
        return figures;
    }

    private static Figure figure(
            String peer,
            String name,
            BiFunction<IntegerKnapsack, Duration, PeerAnswer> solver,
            IntegerKnapsack knapsack,
            Duration limit,
            Outcome own,
            double nanos,
            double target,
            double stretch) {
        PeerAnswer warmup = solver.apply(knapsack, Duration.ofSeconds(1));
        PeerAnswer answer = solver.apply(knapsack, limit);
        if (Math.min(warmup.cost(), answer.cost()) < own.cost()) {
            throw new IllegalStateException(peer + " found " + answer.cost() + " below " + own.cost());
        }
        double off = answer.cost() / own.cost() - 1;
        String detail = String.format(
                Locale.ROOT,
                "%s%s, %.3f ms beside %.1f ms, %s%s",
                name,
                knapsack.identical() ? " as counts" : "",
                nanos / 1e6,
                answer.solveNanos() / 1e6,
                answer.proven() ? "proven" : "not proven",
                off == 0 ? "" : String.format(Locale.ROOT, ", %.1e off", off));
        String what = "exact core, faster than " + peer
                + (knapsack.identical() ? ", equal classes" : ", classes or weights differ");
        Figure figure = Figure.ratio(what, detail, answer.solveNanos() / nanos, target, stretch);
        return answer.proven() ? figure : figure.asBound();
    }

    private static Instance winning(SizeClass size, boolean forecasts, Rule rule) {
        Problem problem =
                InstanceGenerator.of(size).withForecasts(forecasts).withSeed(1).generate();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withAlternatives(0);
        Plan plan = Planner.create().withOptions(options).plan(problem).plan().orElseThrow();
        return PairFronts.of(problem, plan)
                .instance(rule, problem.scenario().target().deadlineSeconds());
    }
}
