package io.github.jqodi.bench.reproduce;

import io.github.jqodi.Solvers;
import io.github.jqodi.bench.reproduce.Panel.Curve;
import io.github.jqodi.bench.reproduce.Panel.Point;
import io.github.jqodi.bench.reproduce.Panel.Scale;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.tree.Vertex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Figure 5: a time-energy tree by Algorithm 1, searched by Algorithms 2 to 4 as printed. */
final class TreeFigure {
    private static final long MOST_VERTICES = 10_000;
    private static final String INPUT = "An input of the example.";
    private static final String OF_EXAMPLE =
            "The image's other numbers cannot be read from the text; widths, times, energies and gains of this example are assumed.";

    private TreeFigure() {}

    static Exhibit figure5(Paper paper) {
        Problem problem = problem();
        Diagram diagram = Diagram.ofPaths(problem, MOST_VERTICES);
        RowList rows = new RowList(paper);
        addInputs(rows, problem.scenario());
        addCounts(rows, diagram);
        addChoice(rows, problem);
        Panel panel = new Panel.Lines(
                "Time-energy tree",
                Scale.SECONDS,
                Scale.JOULES,
                curves(diagram),
                OptionalDouble.of(diagram.deadlineSeconds()));
        String about =
                "The tree of Algorithm 1 for an example of its size, drawn by time and energy so far: each corner is a state, each way from a width's start to its right end is a path.";
        return Exhibit.of("fig5", "Fig. 5: a time-energy tree", about, rows).withPanels(List.of(panel));
    }

    private static void addInputs(RowList rows, Scenario scenario) {
        rows.row("L_1")
                .published("fig5.loss")
                .as(Kind.GIVEN, INPUT)
                .is(scenario.models().get(0).loss());
        rows.row("L_max")
                .published("fig5.target")
                .as(Kind.GIVEN, INPUT)
                .is(scenario.target().loss());
        rows.row("T_max")
                .published("fig5.deadline")
                .as(Kind.GIVEN, INPUT)
                .is(scenario.target().deadlineSeconds());
        rows.row("bit-widths")
                .published("fig5.widths")
                .as(Kind.GIVEN, INPUT)
                .is(scenario.quantizations().size());
    }

    private static void addCounts(RowList rows, Diagram diagram) {
        rows.row("vertices of the tree").as(Kind.NOT_REPRODUCIBLE, OF_EXAMPLE).is(diagram.vertexCount());
        rows.row("edges of the tree").as(Kind.NOT_REPRODUCIBLE, OF_EXAMPLE).is(diagram.edgeCount());
        rows.row("paths that end in Θ")
                .as(Kind.NOT_REPRODUCIBLE, OF_EXAMPLE)
                .is(diagram.predecessors(Vertex.THETA).size());
    }

    private static void addChoice(RowList rows, Problem problem) {
        Plan plan = Solvers.paths()
                .solve(problem, SolveOptions.DEFAULT.withRule(Rule.PAPER))
                .plan()
                .orElseThrow();
        rows.row("score of the path that Algorithm 4 takes")
                .as(Kind.NOT_REPRODUCIBLE, OF_EXAMPLE)
                .is(plan.score().orElseThrow().value());
        rows.row("energy of that path", "J")
                .as(Kind.NOT_REPRODUCIBLE, OF_EXAMPLE)
                .is(plan.robust().joules());
        rows.row("time of that path", "s")
                .as(Kind.NOT_REPRODUCIBLE, OF_EXAMPLE)
                .is(plan.robust().seconds());
    }

    private static List<Curve> curves(Diagram diagram) {
        List<Curve> curves = new ArrayList<>();
        for (Vertex quantized : diagram.vertices()
                .filter(v -> v.kind() == Vertex.Kind.QUANTIZED)
                .toList()) {
            List<Point> lines = new ArrayList<>();
            lines.add(new Point(diagram.seconds(quantized), diagram.joulesInto(quantized)));
            addBelow(diagram, quantized, lines);
            if (lines.size() > 1) {
                curves.add(new Curve(diagram.label(quantized), lines));
            }
        }
        return curves;
    }

    /** Goes on from the last point, which is that of a vertex, to all below it; after the first way down a line begins anew. */
    private static void addBelow(Diagram diagram, Vertex vertex, List<Point> lines) {
        Point here = lines.get(lines.size() - 1);
        boolean first = true;
        for (Vertex next : diagram.successors(vertex)) {
            if (next.kind() == Vertex.Kind.STATE) {
                if (!first) {
                    lines.addAll(List.of(Point.GAP, here));
                }
                lines.add(new Point(diagram.seconds(next), here.y() + diagram.joulesInto(next)));
                addBelow(diagram, next, lines);
                first = false;
            }
        }
    }

    private static Problem problem() {
        try (InputStream in = Objects.requireNonNull(TreeFigure.class.getResourceAsStream("figure-5.json"))) {
            return ScenarioJson.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
