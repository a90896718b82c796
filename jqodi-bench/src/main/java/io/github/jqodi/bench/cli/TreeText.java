package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.tree.StateGraph;
import io.github.jqodi.tree.TreeSize;
import java.util.List;
import java.util.Locale;

/** The size of a time-energy tree for people. */
final class TreeText {
    private static final double PLAIN = 1e7;

    private final TextTable table;
    private long states;
    private long edges;
    private double vertices;
    private double log10Paths = Double.NEGATIVE_INFINITY;
    private double log10InTime = Double.NEGATIVE_INFINITY;

    private TreeText(List<Candidate> candidates) {
        this.table = new TextTable(
                "model",
                QuantizationColumn.heading(candidates.stream().map(Candidate::pair)),
                ">epochs",
                ">actions",
                ">states",
                ">edges",
                ">paths",
                ">in time",
                ">tree vertices");
    }

    static String of(Problem problem) {
        Assessment assessment = problem.assess();
        TreeText text = new TreeText(assessment.candidates());
        double deadline = problem.scenario().target().deadlineSeconds();
        assessment.candidates().forEach(candidate -> text.row(candidate, deadline));
        text.total();
        return text.table + excluded(assessment.excluded());
    }

    private void row(Candidate candidate, double deadlineSeconds) {
        CostTable costs = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        StateGraph graph = StateGraph.of(candidate, costs, deadlineSeconds);
        TreeSize size = TreeSize.of(candidate, costs, deadlineSeconds);
        table.row(
                candidate.model().name(),
                candidate.quantization().name(),
                Integer.toString(candidate.robustEpochs()),
                Integer.toString(candidate.actions().size()),
                Long.toString(graph.stateCount()),
                Long.toString(graph.stateEdges()),
                power(size.log10Paths()),
                power(size.log10PathsInTime()),
                count(size.vertices()));
        states += graph.stateCount();
        edges += graph.stateEdges();
        vertices += size.vertices();
        log10Paths = log10OfSum(log10Paths, size.log10Paths());
        log10InTime = log10OfSum(log10InTime, size.log10PathsInTime());
    }

    private void total() {
        table.row(
                "total",
                "",
                "",
                "",
                Long.toString(states),
                Long.toString(edges),
                power(log10Paths),
                power(log10InTime),
                count(vertices));
    }

    private static String excluded(List<Infeasibility> excluded) {
        if (excluded.isEmpty()) {
            return "";
        }
        TextTable table = new TextTable(
                "model", QuantizationColumn.heading(excluded.stream().map(Infeasibility::pair)), "because");
        excluded.forEach(
                why -> table.row(why.pair().model(), why.pair().quantization(), Rounded.inText(why.message())));
        return "\nno states for\n" + table;
    }

    private static double log10OfSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY
                ? larger
                : larger + Math.log10(Math.pow(10, a - larger) + Math.pow(10, b - larger));
    }

    private static String power(double log10) {
        return log10 == Double.NEGATIVE_INFINITY ? "none" : String.format(Locale.ROOT, "10^%.1f", log10);
    }

    private static String count(double value) {
        return value < PLAIN ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2e", value);
    }
}
