package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.peer.PlainSolver;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Sample;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.KnapsackClass;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of whole solves that need nobody else's library. */
final class SolveFigures {
    private static final List<Rule> RULES = List.of(Rule.NOMINAL, Rule.EXPECTED, Rule.ROBUST);
    private static final double MOST_SPREAD = 100;
    private static final long STRUCTURED_LABELS = 5_000_000;

    private SolveFigures() {}

    /** How much longer the straightforward solver takes from problem to proven value. */
    static List<Figure> endToEnd(boolean quick) {
        List<Figure> figures = new ArrayList<>();
        for (SizeClass size : quick
                ? List.of(SizeClass.PAPER, SizeClass.MEDIUM)
                : List.of(SizeClass.PAPER, SizeClass.MEDIUM, SizeClass.LARGE, SizeClass.HUGE)) {
            for (Rule rule : RULES) {
                figures.add(endToEnd(size, false, rule, quick));
                figures.add(endToEnd(size, true, rule, quick));
            }
        }
        return figures;
    }

    /** One pair of solves; both answers must agree. */
    static Figure endToEnd(SizeClass size, boolean forecasts, Rule rule, boolean quick) {
        Problem problem = InstanceGenerator.of(size)
                .withForecasts(forecasts)
                .withTightness(Tightness.MID)
                .withSeed(1)
                .generate();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withAlternatives(0);
        Planner planner = Planner.create().withOptions(options);
        PlainSolver plain = new PlainSolver(options.gap());
        PlainSolver.Solution solution = plain.solve(problem, rule).orElseThrow();
        double objective = planner.plan(problem).plan().orElseThrow().objective();
        if (Math.abs(objective - solution.plan().objective())
                > 2 * options.gap() * solution.plan().objective()) {
            throw new IllegalStateException(
                    objective + " is not " + solution.plan().objective());
        }
        boolean slow = size == SizeClass.HUGE;
        int rounds = slow ? 1 : quick ? 5 : 15;
        double[] nanos = Stopwatch.medianNanos(
                slow ? 0 : rounds / 3 + 1,
                rounds,
                List.of(() -> plain.solve(problem, rule), () -> planner.plan(problem)));
        double target = forecasts && size == SizeClass.HUGE ? 500 : forecasts && size == SizeClass.LARGE ? 20 : 1;
        String detail = String.format(
                Locale.ROOT,
                "%s-%s, %.2f ms, the other %.1f ns a cell",
                size.label(forecasts),
                rule.label(),
                nanos[1] / 1e6,
                nanos[0] / solution.work().cells());
        return Figure.ratio("end to end, faster than all tables", detail, nanos[0] / nanos[1], target, Double.NaN);
    }

    /** p99 over median of the exact core. */
    static List<Figure> spread(boolean quick) {
        List<Figure> figures = new ArrayList<>();
        int seeds = quick ? 48 : 1000;
        for (SizeClass size : quick ? List.of(SizeClass.MEDIUM) : List.of(SizeClass.MEDIUM, SizeClass.LARGE)) {
            for (boolean forecasts : new boolean[] {false, true}) {
                for (Rule rule : List.of(Rule.NOMINAL, Rule.EXPECTED)) {
                    figures.addAll(spread(Spread.of(size, forecasts, rule, seeds), seeds));
                }
            }
        }
        return figures;
    }

    private static List<Figure> spread(Spread spread, int seeds) {
        Sample core = spread.coreMillis();
        String detail = String.format(
                Locale.ROOT,
                "%s, %d seeds, p50 %.3f, p99 %.2f, max %.2f ms",
                spread.name(),
                seeds,
                core.median(),
                core.quantile(0.99),
                core.most());
        double ratio = core.quantile(0.99) / core.median();
        return List.of(
                Figure.atMost("exact core, p99 over median", detail, ratio, MOST_SPREAD, "x"),
                Figure.atMost("exact core, unproven", spread.name(), spread.unproven(), 0, ""));
    }

    /** Knapsacks on which every bound is weak: the gap that is left when a label limit ends the search. */
    static List<Figure> structured() {
        List<Figure> figures = new ArrayList<>();
        for (KnapsackClass kind : KnapsackClass.values()) {
            figures.add(structured(kind.label() + ", continuous", kind.continuous(100, 10, 10_000, 1)));
            figures.add(structured(kind.label() + ", whole", kind.whole(100, 10, 1000, 1)));
        }
        return figures;
    }

    private static Figure structured(String detail, Instance instance) {
        long start = System.nanoTime();
        Outcome outcome =
                Knapsack.solve(instance, new Limits(STRUCTURED_LABELS, SolveOptions.DEFAULT_GAP, () -> false));
        double millis = (System.nanoTime() - start) / 1e6;
        double off = outcome.cost() - outcome.lowerBound();
        double gap = off == 0 ? 0 : off / outcome.cost();
        String text = String.format(
                Locale.ROOT,
                "%s, K=100 n=10, %.1f ms, %d labels, %s",
                detail,
                millis,
                outcome.labels(),
                outcome.exhausted() || gap <= SolveOptions.DEFAULT_GAP ? "proven" : "stopped by the limit on labels");
        return Figure.plain("structured data, certified gap", text, gap, "");
    }

    /** The largest difference from independent proofs. */
    static Figure agreement(boolean quick) {
        int instances = quick ? 300 : 10_000;
        Agreement agreement = Agreement.run(instances, 0);
        String detail = agreement.compared() + " instances, "
                + agreement.failures().size() + " failures, " + agreement.undecided() + " undecided";
        double worst = agreement.failures().isEmpty() ? agreement.worstRelativeDifference() : Double.POSITIVE_INFINITY;
        return Figure.atMost("agreement with independent proofs", detail, worst, Agreement.TOLERANCE, "relative");
    }
}
