package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.base.Text;
import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.List;
import java.util.stream.IntStream;

/** A frontier for people: all steps where they are few, else those at which model or width change. */
final class FrontierText {
    private static final int FEW = 24;

    private FrontierText() {}

    static String of(Problem problem, Rule rule, FrontierCommand.Steps steps) {
        ObjectiveKind kind = ObjectiveKind.of(problem.scenario().objective());
        StringBuilder text = new StringBuilder();
        text.append(Text.escaped(heading(problem, rule, kind, steps))).append('\n');
        if (!steps.isComplete()) {
            text.append(unfinished(steps)).append('\n');
        }
        if (!steps.points().isEmpty()) {
            text.append('\n').append(table(kind, steps));
        }
        return text.toString();
    }

    /** What is missing where a limit ended the search. */
    static String unfinished(FrontierCommand.Steps steps) {
        return "A limit ended the search"
                + (steps.points().isEmpty()
                        ? " before a plan was found."
                        : steps.isExact() ? ": steps of shorter limits are missing." : ": less may suffice.");
    }

    private static String heading(Problem problem, Rule rule, ObjectiveKind kind, FrontierCommand.Steps steps) {
        String limit = kind == ObjectiveKind.TIME ? "limit on the energy" : "deadline";
        String what = steps.isExact() ? " exact step" : " supported step";
        int count = steps.points().size();
        return count == 0
                ? problem.scenario().name() + ": "
                        + (steps.isComplete() ? "no pair has a plan at any " + limit : "no plan was found")
                : problem.scenario().name() + ": least " + kind.label() + " for every " + limit + " by rule "
                        + rule.label() + ", " + count + what + (count == 1 ? "" : "s");
    }

    private static String table(ObjectiveKind kind, FrontierCommand.Steps steps) {
        List<Step> points = steps.points();
        TextTable table = new TextTable(
                kind == ObjectiveKind.TIME ? ">limit from J" : ">deadline from s",
                (">objective " + kind.unit()).strip(),
                "model",
                QuantizationColumn.heading(points.stream().map(Step::pair)),
                "");
        IntStream.range(0, points.size())
                .filter(i ->
                        points.size() <= FEW || i == 0 || i == points.size() - 1 || FrontierFiles.changes(points, i))
                .forEach(i -> row(table, points, i));
        return points.size() <= FEW
                ? table.toString()
                : table
                        + "\nThe first step, the last, and those at which model or width change; csv and json have all.\n";
    }

    private static void row(TextTable table, List<Step> points, int i) {
        Step point = points.get(i);
        table.row(
                Rounded.up(point.limit()),
                point.objectiveKind().unit().equals("s")
                        ? PlanText.seconds(point.objective())
                        : PlanText.joules(point.objective()),
                point.pair().model(),
                point.pair().quantization(),
                FrontierFiles.changes(points, i) ? "changes" : "");
    }
}
