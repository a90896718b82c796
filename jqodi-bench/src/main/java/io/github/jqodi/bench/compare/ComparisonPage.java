package io.github.jqodi.bench.compare;

import io.github.jqodi.base.Rounded;
import io.github.jqodi.bench.compare.ComparisonRow.Kind;
import io.github.jqodi.plan.InferenceTable;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.report.ComparisonReport;
import io.github.jqodi.report.Content;
import io.github.jqodi.report.HtmlPage;
import io.github.jqodi.report.Quantity;
import io.github.jqodi.report.Table;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.StrategyOutcome;
import java.util.Optional;
import java.util.stream.Stream;

/** A comparison as a page: that of its strategies, and besides what solvers found, pairs without a plan and inferences. */
public final class ComparisonPage {
    private ComparisonPage() {}

    /**
     * Writes a comparison as a page.
     *
     * @param problem what was compared on
     * @param comparison its rows
     * @return HTML
     */
    public static String html(Problem problem, Comparison comparison) {
        HtmlPage page = ComparisonReport.page(
                problem,
                rows(comparison, Kind.STRATEGY)
                        .map(row -> outcome(problem, row))
                        .toList());
        Strategies.fixedOf(problem.scenario()).ifPresent(page::paragraph);
        page.section("Solvers").table(solvers(comparison));
        if (rows(comparison, Kind.PAIR).findAny().isPresent()) {
            page.section("Pairs without a plan").table(pairs(comparison));
        }
        if (!comparison.inference().isEmpty()) {
            page.section("Inference").details("Every place of the models chosen", inference(comparison));
        }
        return page.html();
    }

    private static Stream<ComparisonRow> rows(Comparison comparison, Kind kind) {
        return comparison.rows().stream().filter(row -> row.kind() == kind);
    }

    private static StrategyOutcome outcome(Problem problem, ComparisonRow row) {
        Optional<String> reason = Optional.of(row.reason()).filter(text -> !text.isEmpty());
        return new StrategyOutcome(row.name(), problem, row.status(), row.plan(), row.breaches(), reason);
    }

    private static Table solvers(Comparison comparison) {
        Table.Builder table = Table.of("What each solver found")
                .words("solver")
                .words("status")
                .words("model")
                .words("quantization")
                .numbers("nominal energy", "J")
                .numbers("expected energy", "J")
                .numbers("robust time", "s")
                .sentences("why none");
        rows(comparison, Kind.SOLVER).forEach(row -> table.row(solver(row)));
        return table.build();
    }

    private static Content[] solver(ComparisonRow row) {
        Optional<Plan> plan = row.plan();
        return new Content[] {
            Content.text(row.name()),
            Content.text(row.status().name()),
            Content.text(plan.map(made -> made.pair().model()).orElse("–")),
            Content.text(plan.map(made -> made.pair().quantization()).orElse("–")),
            Content.of(plan.map(made -> Quantity.joules(made.nominal().joules()))),
            Content.of(plan.map(made -> Quantity.joules(made.expected().joules()))),
            Content.of(plan.map(made -> Quantity.seconds(made.robust().seconds()))),
            Content.text(Rounded.inText(row.reason()))
        };
    }

    private static Table pairs(Comparison comparison) {
        Table.Builder table =
                Table.of("Pairs without a plan").words("pair").words("breaks").sentences("because");
        rows(comparison, Kind.PAIR)
                .forEach(row -> table.row(
                        Content.text(row.name()),
                        Content.text(String.join(", ", row.breaks())),
                        Content.text(Rounded.inText(row.reason()))));
        return table.build();
    }

    private static Table inference(Comparison comparison) {
        Table.Builder table = Table.of("Inference by place")
                .words("model")
                .words("quantization")
                .numbers("samples", "")
                .words("place")
                .numbers("cut", "")
                .numbers("time", "s")
                .numbers("energy", "J")
                .words("open to a plan");
        for (InferenceTable decision : comparison.inference()) {
            decision.rows().forEach(row -> table.row(place(decision, row)));
        }
        return table.build();
    }

    private static Content[] place(InferenceTable decision, InferenceTable.Row row) {
        boolean runs = row.cost().isEffective();
        return new Content[] {
            Content.text(decision.pair().model()),
            Content.text(decision.pair().quantization()),
            Quantity.number(decision.samples()),
            Content.text(row.server().orElse(Segment.DEVICE_ALONE)),
            Quantity.number(row.cut()),
            runs ? Quantity.seconds(row.cost().seconds()) : Content.none(),
            runs ? Quantity.joules(row.cost().joules()) : Content.none(),
            Content.text(row.open() ? "yes" : "no")
        };
    }
}
