package io.github.jqodi.report;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The pairs that were not chosen: what they come to, or why they have no plan and what would admit them. */
final class CandidateTables {
    private final Scenario scenario;
    private final SolveResult result;
    private final Objectives objectives;

    CandidateTables(Scenario scenario, SolveResult result, Objectives objectives) {
        this.scenario = scenario;
        this.result = result;
        this.objectives = objectives;
    }

    /** The chosen pair and its alternatives. */
    Drawing race(Plan plan) {
        List<String> names = new ArrayList<>(List.of(plan.pair().label()));
        result.alternatives().forEach(other -> names.add(other.pair().label()));
        double[] values = new double[names.size()];
        values[0] = plan.objective();
        for (int i = 1; i < values.length; i++) {
            values[i] = result.alternatives().get(i - 1).objective();
        }
        Alternative second = result.alternatives().get(0);
        return BarChart.grouped(
                        "What each pair takes at best",
                        plan.pair().label() + " wins with "
                                + objectives.of(plan.objective()).shown() + "; "
                                + second.pair().label() + " follows with "
                                + objectives.of(second.objective()).shown() + ", "
                                + more(plan, second).shown() + ".")
                .withCategories("", names)
                .withValues(objectives.axis())
                .withBars("", values)
                .withChosen(0)
                .horizontal()
                .draw();
    }

    static Quantity more(Plan plan, Alternative other) {
        return Quantity.more(other.objective() / plan.objective() - 1);
    }

    Table alternatives(Plan plan) {
        Table.Builder table = Table.of("Best plans of other pairs")
                .numbers("no.", "")
                .words("model")
                .words(heading())
                .numbers(objectives.name(), objectives.unit())
                .numbers("more", "%")
                .numbers(scenario.task() == Task.INFERENCE ? "time" : "robust time", "s")
                .sentences("schedule");
        int number = 0;
        for (Alternative other : result.alternatives()) {
            table.row(
                    Quantity.number(++number),
                    Content.text(other.pair().model()),
                    Content.text(other.pair().quantization()),
                    objectives.of(other.objective()),
                    more(plan, other),
                    Quantity.seconds(other.seconds()),
                    Content.text(Segment.summary(other.schedule(), scenario.task(), Words.DASH)));
        }
        return table.build();
    }

    private String heading() {
        return result.infeasibilities().stream().map(Infeasibility::pair).allMatch(CandidateTables::isWidth)
                        && result.alternatives().stream().map(Alternative::pair).allMatch(CandidateTables::isWidth)
                ? "bits"
                : "quantization";
    }

    private static boolean isWidth(QuantizedModel pair) {
        return Quantization.bitWidth(pair.quantization()).isPresent();
    }

    /** Pairs left alone because they cannot be among those listed. */
    int passedOver() {
        return (int) result.infeasibilities().stream()
                .filter(why -> why.reason() == Infeasibility.Reason.PRUNED)
                .count();
    }

    /** Why pairs have no plan. Columns that would be empty are left out. */
    Table whyNot() {
        List<Infeasibility> closed = result.infeasibilities().stream()
                .filter(why -> why.reason() != Infeasibility.Reason.PRUNED)
                .toList();
        List<Relaxation> relaxations = relaxations().stream()
                .filter(relaxation -> closed.stream().anyMatch(why -> relaxation.isOf(why)))
                .toList();
        Table.Builder table =
                Table.of("Pairs without a plan").words("model").words(heading()).sentences("because");
        relaxations.forEach(relaxation -> table.numbers(relaxation.heading, relaxation.unit));
        for (Infeasibility why : closed) {
            List<Content> cells = new ArrayList<>();
            cells.add(Content.text(why.pair().model()));
            cells.add(Content.text(why.pair().quantization()));
            cells.add(Content.text(Rounded.inText(why.message())));
            relaxations.forEach(relaxation -> cells.add(relaxation.value.apply(why)));
            table.row(cells.toArray(Content[]::new));
        }
        return table.build();
    }

    /** A column of what would admit a pair. */
    private record Relaxation(String heading, String unit, Function<Infeasibility, Content> value) {
        boolean isOf(Infeasibility why) {
            return value.apply(why) instanceof Quantity;
        }
    }

    private List<Relaxation> relaxations() {
        String target = scenario.metric().label() + " target needed";
        return List.of(
                new Relaxation(
                        "deadline needed",
                        "s",
                        why -> Quantity.of(why.smallestDeadlineSeconds(), value -> Quantity.atLeast(value, "s"))),
                new Relaxation(
                        "limit needed",
                        "J",
                        why -> Quantity.of(why.joulesNeeded(), value -> Quantity.atLeast(value, "J"))),
                new Relaxation(target, "", why -> Quantity.of(why.lossTargetNeeded(), this::target)),
                new Relaxation(
                        "memory needed",
                        "B",
                        why -> Quantity.of(why.memoryBytesNeeded(), value -> Quantity.atLeast(value, "B"))),
                new Relaxation(
                        "confidence that fits",
                        "",
                        why -> Quantity.of(why.confidenceThatFits(), value -> Quantity.atMost(value, ""))),
                new Relaxation("chance as it is", "%", why -> Quantity.of(why.chance(), Quantity::chance)));
    }

    /** What is enough: a loss rounded up, an accuracy down. */
    private Quantity target(double value) {
        return scenario.metric() == Metric.LOSS ? Quantity.atLeast(value, "") : Quantity.atMost(value, "");
    }
}
