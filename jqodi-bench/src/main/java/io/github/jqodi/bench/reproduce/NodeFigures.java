package io.github.jqodi.bench.reproduce;

import io.github.jqodi.bench.reproduce.Panel.Bar;
import io.github.jqodi.bench.reproduce.Panel.Curve;
import io.github.jqodi.bench.reproduce.Panel.Point;
import io.github.jqodi.bench.reproduce.Panel.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Figures 8 and 12: where time and energy of training go. */
final class NodeFigures {
    private NodeFigures() {}

    static Exhibit figure8(Paper paper) {
        RowList rows = new RowList(paper);
        for (int i = 0; i < shown(paper.main().first()).size(); i++) {
            int place = i;
            String name = shown(paper.main().first()).get(i).strategy();
            rows.row(name + ", order of times")
                    .published("fig8.seconds")
                    .as(
                            Kind.NOT_REPRODUCIBLE,
                            "No parameter set was found that keeps it together with all other published items; it holds in a set with features and physical powers.")
                    .from(testbed -> {
                        Run run = shown(testbed.first()).get(place);
                        return Order.falling(Node.COMPUTING, run::seconds, Node::label);
                    });
            rows.row(name + ", order of energies")
                    .published("fig8.joules")
                    .as(Kind.FITTED, "Imposed on the fit as a weak inequality, so that ties are allowed.")
                    .from(testbed -> {
                        Run run = shown(testbed.first()).get(place);
                        return Order.rising(Node.COMPUTING, run::joules, Node::label);
                    });
        }
        String about =
                "Strategies that reach the target of Data 1. The paper shows the three computers; the links, which take most of the energy under the fitted coefficients, are shown besides.";
        return exhibit(
                "fig8",
                "Fig. 8: where training takes its time and energy, Data 1",
                about,
                rows,
                shown(paper.main().first()));
    }

    static Exhibit figure12(Paper paper) {
        RowList rows = new RowList(paper);
        rows.row("Strategy with the largest share of its time on the SD")
                .published("fig12.largestShare")
                .as(Kind.PREDICTED, "It is the only one that cuts at p2, which the fit of this set imposes.")
                .from(testbed -> Value.of(testbed.second().runs().stream()
                        .max(Comparator.comparingDouble(NodeFigures::deviceShare))
                        .orElseThrow()
                        .strategy()));
        List<Run> runs = paper.main().second().runs();
        for (int i = 0; i < runs.size(); i++) {
            int place = i;
            rows.row(runs.get(i).strategy() + ", share of the time on the SD", "%")
                    .as(Kind.PREDICTED, "The paper gives it in the figure alone.")
                    .number(testbed -> deviceShare(testbed.second().runs().get(place)));
        }
        String about =
                "All four strategies on Data 2. Epochs of Full Model and Minimal Model are assumed; shares of the time do not depend on them.";
        return exhibit("fig12", "Fig. 12: where training takes its time and energy, Data 2", about, rows, runs);
    }

    private static List<Run> shown(DataRequest data) {
        return List.of(data.optimum(), data.jqodi(), data.full());
    }

    private static double deviceShare(Run run) {
        return 100 * run.seconds(Node.SD) / run.seconds();
    }

    private static Exhibit exhibit(String id, String title, String about, RowList rows, List<Run> runs) {
        Sheet.Draft nodes = new Sheet.Draft("nodes", "By node and link", "strategy", "node", "seconds", "joules");
        for (Run run : runs) {
            for (Node node : Node.values()) {
                nodes.row(run.strategy(), node.label(), run.seconds(node), run.joules(node));
            }
        }
        List<Panel> panels = new ArrayList<>();
        panels.add(bars("(a) Time", Scale.SECONDS, runs, Run::seconds));
        panels.add(bars("(b) Energy", Scale.JOULES, runs, Run::joules));
        for (Run run : runs) {
            panels.add(course(run, "Time so far, " + run.strategy(), Scale.SECONDS, Run::seconds));
            panels.add(course(run, "Energy so far, " + run.strategy(), Scale.JOULES, Run::joules));
        }
        return Exhibit.of(id, title, about, rows).withSheets(nodes.done()).withPanels(panels);
    }

    private static Panel bars(String title, Scale upward, List<Run> runs, ToDoubleBiFunction<Run, Node> value) {
        return new Panel.Bars(
                title,
                upward,
                runs.stream().map(Run::strategy).toList(),
                Arrays.stream(Node.values())
                        .map(node -> new Bar(
                                node.label(),
                                runs.stream()
                                        .map(run -> value.applyAsDouble(run, node))
                                        .toList()))
                        .toList());
    }

    private static Panel course(Run run, String title, Scale upward, ToDoubleBiFunction<Run, Node> value) {
        List<Curve> curves = Arrays.stream(Node.values())
                .map(node -> new Curve(node.label(), points(run.epochs(), value.applyAsDouble(run, node))))
                .toList();
        return new Panel.Lines(title, Scale.EPOCHS, upward, curves);
    }

    /** Every epoch costs the same. */
    private static List<Point> points(int epochs, double total) {
        return IntStream.rangeClosed(0, epochs)
                .mapToObj(k -> new Point(k, total * k / epochs))
                .toList();
    }
}
