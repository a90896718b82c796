package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.base.Text;
import io.github.jqodi.bench.compare.Comparison;
import io.github.jqodi.bench.compare.ComparisonRow;
import io.github.jqodi.bench.compare.ComparisonRow.Kind;
import io.github.jqodi.plan.InferenceTable;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.strategy.ConstraintViolation;
import io.github.jqodi.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison for people. */
final class CompareText {
    private final StringBuilder text = new StringBuilder();
    private final Comparison comparison;

    private CompareText(Comparison comparison) {
        this.comparison = comparison;
    }

    static String of(Scenario scenario, Comparison comparison) {
        CompareText text = new CompareText(comparison);
        text.line(comparison.scenario() + ": deadline " + PlanText.seconds(comparison.deadlineSeconds()) + " s, target "
                + comparison.metric().label() + " " + PlanText.plain(comparison.lossTarget())
                + (comparison.minimised() == ObjectiveKind.ENERGY
                        ? ""
                        : "; least " + comparison.minimised().label()));
        text.plans("strategies", Kind.STRATEGY);
        Strategies.fixedOf(scenario).ifPresent(text::line);
        text.plans("solvers", Kind.SOLVER);
        text.pairs();
        text.inference();
        return text.text.toString();
    }

    private void plans(String heading, Kind kind) {
        line("");
        line(heading);
        TextTable table = new TextTable(
                heading.equals("solvers") ? "solver" : "strategy",
                "status",
                "model",
                QuantizationColumn.heading(
                        rows(kind).stream().flatMap(row -> row.plan().stream()).map(Plan::pair)),
                ">cut",
                "server",
                ">nom J",
                ">of optimum",
                ">nom s",
                ">rob J",
                ">rob s",
                ">score",
                "breaks");
        for (ComparisonRow row : rows(kind)) {
            row.plan().ifPresentOrElse(plan -> table.row(cells(row, plan)), () -> table.row(cells(row)));
        }
        text.append(table);
    }

    private static String[] cells(ComparisonRow row, Plan plan) {
        return new String[] {
            row.name(),
            row.status().toString(),
            plan.pair().model(),
            plan.pair().quantization(),
            joined(plan.schedule().stream().map(segment -> Integer.toString(segment.cut()))),
            joined(plan.schedule().stream().map(Segment::place)),
            PlanText.joules(plan.nominal().joules()),
            row.shareOfOptimum().isPresent()
                    ? PlanText.percent(row.shareOfOptimum().getAsDouble())
                    : "-",
            PlanText.seconds(plan.nominal().seconds()),
            PlanText.joules(plan.robust().joules()),
            PlanText.seconds(plan.robust().seconds()),
            row.score().map(Score::value).map(PlanText::joules).orElse("-"),
            remarks(row)
        };
    }

    private static String[] cells(ComparisonRow row) {
        return new String[] {
            row.name(),
            row.status().toString(),
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            "-",
            Rounded.inText(row.reason())
        };
    }

    private static String joined(Stream<String> values) {
        return values.distinct().collect(Collectors.joining("+"));
    }

    private static String remarks(ComparisonRow row) {
        List<String> remarks = new ArrayList<>();
        row.breaches().forEach(breach -> remarks.add(words(breach)));
        if (!row.outside().isEmpty()) {
            remarks.add("uses " + String.join(", ", row.outside()) + ", which the scenario does not open");
        }
        return String.join("; ", remarks);
    }

    private static String words(ConstraintViolation breach) {
        return switch (breach.kind()) {
            case DEADLINE -> "misses the deadline by " + PlanText.seconds(breach.value() - breach.limit()) + " s";
            case ENERGY ->
                "takes " + PlanText.joules(breach.value() - breach.limit()) + " J more than the limit on the energy";
            case LOSS -> "loss " + PlanText.plain(breach.value()) + " is not below " + PlanText.plain(breach.limit());
            case NEVER ->
                breach.value() == 0
                        ? "never reaches the target"
                        : "reaches the target with probability " + PlanText.plain(breach.value()) + " only";
        };
    }

    private void pairs() {
        if (rows(Kind.PAIR).isEmpty()) {
            return;
        }
        line("");
        line("no plan for");
        TextTable table = new TextTable("pair", "breaks", "because");
        for (ComparisonRow row : rows(Kind.PAIR)) {
            table.row(row.name(), String.join(", ", row.breaks()), Rounded.inText(row.reason()));
        }
        text.append(table);
    }

    private void inference() {
        if (comparison.inference().isEmpty()) {
            return;
        }
        line("");
        line("inference of " + PlanText.plain(comparison.inference().get(0).samples())
                + " samples; * is not open to a plan");
        TextTable table = new TextTable(
                "model",
                QuantizationColumn.heading(comparison.inference().stream().map(InferenceTable::pair)),
                "place",
                ">cut",
                ">seconds",
                ">joules");
        for (InferenceTable decision : comparison.inference()) {
            decision.rows().forEach(row -> table.row(cells(decision, row)));
        }
        text.append(table);
    }

    private static String[] cells(InferenceTable decision, InferenceTable.Row row) {
        boolean runs = row.cost().isEffective();
        return new String[] {
            decision.pair().model(),
            decision.pair().quantization(),
            row.server().orElse("device alone"),
            row.cut() + (row.open() ? " " : "*"),
            runs ? PlanText.seconds(row.cost().seconds()) : "-",
            runs ? PlanText.joules(row.cost().joules()) : "-"
        };
    }

    private List<ComparisonRow> rows(Kind kind) {
        return comparison.rows().stream().filter(row -> row.kind() == kind).toList();
    }

    private void line(String line) {
        text.append(Text.escaped(line)).append('\n');
    }
}
