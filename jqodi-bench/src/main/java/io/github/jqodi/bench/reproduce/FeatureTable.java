package io.github.jqodi.bench.reproduce;

import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.Strategy;
import io.github.jqodi.strategy.StrategyOutcome;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Table VIII: what each mechanism decides, looked up in what the strategies of this library really leave open. */
final class FeatureTable {
    /** Of the random strategy. */
    private static final long SEED = 1;

    private static final List<String> OTHERS = List.of("4", "23", "31", "46", "48", "52", "55");
    private static final String LIVE =
            "Read off the problem the strategy hands to the solver: what it has more than one choice of it decides; joint is what is proven optimal over all of it.";

    private FeatureTable() {}

    static Exhibit table8(Paper paper) {
        RowList rows = new RowList(paper);
        for (String number : OTHERS) {
            rows.row("Mechanism [" + number + "] of the paper")
                    .published("table8." + number)
                    .as(Kind.NOT_REPRODUCIBLE, "A mechanism of other authors, which is not run here.")
                    .missing();
        }
        rows.row("JQODI")
                .published("table8.jqodi")
                .as(Kind.PREDICTED, LIVE)
                .is(Features.of(Strategies.jqodi(Rule.EXPECTED), paper).marks());
        String about =
                "Marks are, in this order: compression, partitioning, resource allocation, joint decision. Below, every strategy of this library plans both data requests: optimum knows the true epochs, JQODI is there by each rule of decision, and quantize-only may take less than optimum, since it alone runs whole models on one node.";
        return Exhibit.of("table8", "Table VIII: what mechanisms decide", about, rows)
                .withSheets(strategies(paper));
    }

    private static Sheet strategies(Paper paper) {
        Sheet.Draft sheet = new Sheet.Draft(
                "strategies",
                "The strategies of this library on the paper's data",
                "strategy",
                "models",
                "widths",
                "cuts",
                "servers",
                "compression",
                "partitioning",
                "resource allocation",
                "joint decision",
                "Data 1 joules",
                "Data 1 breaks",
                "Data 2 joules",
                "Data 2 breaks");
        Scenario scenario = paper.main().first().problem().scenario();
        for (Strategy strategy : Strategies.all(scenario, SEED)) {
            Features features = Features.of(strategy, paper);
            sheet.row(
                    strategy.name(),
                    features.models,
                    features.widths,
                    features.cuts,
                    features.servers,
                    mark(features.compression()),
                    mark(features.partitioning()),
                    mark(features.allocation()),
                    mark(features.joint()),
                    joules(features.first),
                    breaks(features.first),
                    joules(features.second),
                    breaks(features.second));
        }
        return sheet.done();
    }

    private static String mark(boolean decides) {
        return decides ? "yes" : "no";
    }

    private static Object joules(StrategyOutcome outcome) {
        return outcome.plan()
                .map(Plan::nominal)
                .<Object>map(totals -> totals.joules())
                .orElse("no plan");
    }

    private static String breaks(StrategyOutcome outcome) {
        List<String> broken =
                outcome.breaches().stream().map(b -> b.kind().label()).toList();
        return outcome.plan().isEmpty() ? "" : broken.isEmpty() ? "nothing" : String.join(" and ", broken);
    }

    /**
     * What a strategy may choose from on Data 1, and what comes of it.
     *
     * @param models how many it chooses from
     * @param widths how many
     * @param cuts how many, of all models
     * @param splits whether one of them leaves layers on both sides
     * @param servers how many
     * @param first on Data 1
     * @param second on Data 2
     */
    private record Features(
            long models,
            long widths,
            long cuts,
            boolean splits,
            long servers,
            StrategyOutcome first,
            StrategyOutcome second) {
        static Features of(Strategy strategy, Paper paper) {
            StrategyOutcome first = strategy.plan(paper.main().first().problem(), SolveOptions.DEFAULT);
            StrategyOutcome second = strategy.plan(paper.main().second().problem(), SolveOptions.DEFAULT);
            Scenario open = first.problem().scenario();
            List<ModelVersion> models = open.openModels();
            return new Features(
                    models.size(),
                    open.openQuantizations().size(),
                    models.stream()
                            .flatMap(model -> open.openCuts(model).stream())
                            .distinct()
                            .count(),
                    models.stream()
                            .anyMatch(model ->
                                    open.openCuts(model).stream().anyMatch(cut -> cut > 0 && cut < model.layerCount())),
                    open.openServers().size(),
                    first,
                    second);
        }

        boolean compression() {
            return widths > 1;
        }

        boolean partitioning() {
            return cuts > 1 && splits;
        }

        boolean allocation() {
            return servers > 1;
        }

        boolean joint() {
            return compression() && partitioning() && allocation() && first.status() == Status.OPTIMAL;
        }

        /** As Table VIII marks the four. */
        String marks() {
            return Stream.of(compression(), partitioning(), allocation(), joint())
                    .map(decides -> decides ? "✓" : "×")
                    .collect(Collectors.joining(" "));
        }
    }
}
