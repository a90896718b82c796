package io.github.jqodi.bench.cli;

import io.github.jqodi.bench.compare.Comparison;
import io.github.jqodi.bench.compare.ComparisonFiles;
import io.github.jqodi.bench.compare.ComparisonPage;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jqodi compare}. */
@Command(
        name = "compare",
        description = "Sets all strategies and all solvers side by side.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "A strategy that cannot meet a constraint shows its cheapest plan and what that breaks. Of the servers, and of the cuts, at most eight are fixed in turn, spread evenly.",
            "",
            "CSV columns, and fields of 'rows' in JSON (what is not known is empty, or left out):",
            "  kind                 strategy, solver, or pair (model and quantization) without plan",
            "  name                 of the strategy or solver; model and quantization of a pair",
            "  rule                 how the objective was weighed: expected, nominal, robust or paper",
            "  status               OPTIMAL, FEASIBLE, INFEASIBLE or UNKNOWN",
            "  feasible             true if there is a plan that meets every constraint",
            "  model                of the decision, or the pair",
            "  bits, quantization   its bit-width, or its quantization by name",
            "  schedule             from-to:server:cut, joined by ';'; objects in JSON",
            "  nominalEpochs        K_exp",
            "  nominalJoules        energy of K_exp epochs, setup and inference included",
            "  nominalSeconds       time of K_exp epochs, setup included",
            "  expectedEpochs       mean epochs until the target or the end of the plan",
            "  expectedJoules       mean energy of that, setup and inference included",
            "  expectedSeconds      mean time of that, setup included",
            "  robustEpochs         K_rob",
            "  robustJoules         energy of K_rob epochs, setup and inference included",
            "  robustSeconds        time of K_rob epochs, setup included",
            "  value                what plans are compared by: nominalJoules, or what",
            "                       is minimised instead, of K_exp epochs",
            "  secondsOverDeadline  robust time above the deadline, if it is",
            "  shareOfOptimum       value over that of the optimum",
            "  score                Algorithm 4's score",
            "  breaks               deadline, energy, loss, never, by ';'; what closes",
            "                       a pair",
            "  outside              quantizations and cuts used that are not open, by ';'",
            "  reason               why there is no plan",
            "  wallMillis           time taken; differs between equal runs",
            "A text that a spreadsheet would take for a formula gets an apostrophe in front.",
            "JSON has besides: scenario, minimised (energy, time, price or interval), deadlineSeconds, lossTarget (accuracyTarget where the scenario speaks of accuracies) and inference, a list of model, bits or quantization, samples, server (missing: the device alone), cut, open, seconds, joules, or reason."
        })
final class CompareCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final ScenarioInput input = new ScenarioInput();

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "When a single solve gives up. Default: ${DEFAULT-VALUE}.")
    private double timeLimit = 10;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (default), json, csv or html: one page with figures that needs nothing else.")
    private PageFormat format = PageFormat.text;

    CompareCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        SolveOptions options = SolveOptions.DEFAULT.withTimeLimit(input.usage().timeLimit(timeLimit));
        Problem problem = input.problem(streams);
        streams.warn(problem.assess().warnings());
        Comparison comparison = compare(problem, options);
        switch (format) {
            case text -> streams.printText(CompareText.of(problem.scenario(), comparison));
            case json -> streams.out().print(ComparisonFiles.json(comparison));
            case csv -> streams.out().print(ComparisonFiles.csv(comparison));
            case html -> streams.out().print(ComparisonPage.html(problem, comparison));
        }
        streams.out().flush();
        return ExitStatus.DONE;
    }

    private Comparison compare(Problem problem, SolveOptions options) {
        try (ProgressLine line = ProgressLine.of(streams, "compare")) {
            return Comparison.of(problem, options.withListener(line.listener()));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(problem.scenario().name() + ": " + e.getMessage());
        }
    }
}
