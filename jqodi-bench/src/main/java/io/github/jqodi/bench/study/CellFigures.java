package io.github.jqodi.bench.study;

import io.github.jqodi.bench.peer.LiteralCosts;
import io.github.jqodi.bench.peer.ParetoFilter;
import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.report.Stopwatch;
import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of single rows of cells. */
final class CellFigures {
    /** Cells a piece of work goes through at a time, so that it is compiled before it counts. */
    private static final int CELLS = 1_000_000;

    private CellFigures() {}

    static List<Figure> all(boolean quick) {
        List<Figure> figures = new ArrayList<>();
        for (SizeClass size : List.of(SizeClass.LARGE, SizeClass.HUGE)) {
            figures.addAll(of(size, quick ? 10 : 40));
        }
        return figures;
    }

    /** One row of one pair; every piece of work goes through it some times. */
    private static List<Figure> of(SizeClass size, int rounds) {
        Problem problem = InstanceGenerator.of(size).withSeed(1).generate();
        Candidate candidate = problem.assess().candidates().get(0);
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        LiteralCosts literal = LiteralCosts.of(problem, servers, candidate.model(), candidate.quantization());
        CostBounds bounds = candidate.costs().bounds(candidate.actions(), 1).orElseThrow();
        double[] seconds = new double[literal.cells()];
        double[] joules = new double[literal.cells()];
        int cuts = candidate.actions().cutCount();
        double[][] secondsByCut = new double[cuts][servers.count()];
        double[][] joulesByCut = new double[cuts][servers.count()];
        ParetoFilter filter = new ParetoFilter();
        int repeats = CELLS / literal.cells();
        double[] nanos = Stopwatch.medianNanos(
                rounds,
                rounds,
                List.of(
                        repeated(repeats, () -> literal.row(1, seconds, joules)),
                        repeated(repeats, () -> kernel(bounds, cuts, secondsByCut[0], joulesByCut[0])),
                        repeated(repeats, () -> filter.sorted(seconds, joules)),
                        repeated(repeats, () -> filter.bucketed(seconds, joules)),
                        repeated(repeats, () -> CostTable.nondominated(candidate.costs(), candidate.actions(), 1)),
                        repeated(repeats, () -> stored(bounds, secondsByCut, joulesByCut))));
        String name = "X=" + servers.count() + ", J=" + cuts;
        double cells = (double) repeats * literal.cells();
        double own = nanos[4] / cells;
        return List.of(
                Figure.ratio(
                        "cost rows, faster than the literal loop",
                        detail(name, nanos[1] / cells, "literal", nanos[0] / cells),
                        nanos[0] / nanos[1],
                        7,
                        10),
                Figure.plain(
                        "cost rows, every cell stored, faster than the literal loop",
                        detail(name, nanos[5] / cells, "literal", nanos[0] / cells),
                        nanos[0] / nanos[5],
                        "x"),
                filter("sorting ready cells", name, own, "sorted", nanos[2] / cells, 2, 4),
                filter("buckets and sorting on ready cells", name, own, "buckets", nanos[3] / cells),
                filter("literal cells and sorting", name, own, "both", (nanos[0] + nanos[2]) / cells),
                filter("literal cells, buckets and sorting", name, own, "both", (nanos[0] + nanos[3]) / cells));
    }

    /** A figure without a bar. */
    private static Figure filter(String than, String name, double own, String other, double others) {
        return filter(than, name, own, other, others, Double.NaN, Double.NaN);
    }

    private static Figure filter(
            String than, String name, double own, String other, double others, double target, double stretch) {
        String what = "Pareto filter with its cells, faster than " + than;
        return Figure.ratio(what, detail(name, own, other, others), others / own, target, stretch);
    }

    /** Times and energies of every cell by the kernels of the exact solver, in the two rows its filter reads. */
    private static void kernel(CostBounds bounds, int cuts, double[] seconds, double[] joules) {
        for (int j = 0; j < cuts; j++) {
            bounds.low(j, seconds, joules);
        }
    }

    /** The same, all kept, as the literal loop does. */
    private static void stored(CostBounds bounds, double[][] secondsByCut, double[][] joulesByCut) {
        for (int j = 0; j < secondsByCut.length; j++) {
            bounds.low(j, secondsByCut[j], joulesByCut[j]);
        }
    }

    private static Runnable repeated(int repeats, Runnable work) {
        return () -> {
            for (int i = 0; i < repeats; i++) {
                work.run();
            }
        };
    }

    private static String detail(String name, double own, String other, double others) {
        return String.format(Locale.ROOT, "%s, %.2f ns a cell, %s %.2f", name, own, other, others);
    }
}
