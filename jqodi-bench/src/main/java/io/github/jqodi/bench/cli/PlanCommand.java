package io.github.jqodi.bench.cli;

import io.github.jqodi.json.PlanJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.report.PlanReport;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jqodi plan}. */
@Command(
        name = "plan",
        description =
                "Finds the plan of least energy, or of what the scenario minimises, that meets deadline and loss target.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "JSON output is a plan file, format jqodi-plan/1; 'jqodi schema plan' prints its schema with every field and unit."
        },
        exitCodeList = {
            "0:a plan was found",
            "2:there is no feasible plan",
            "3:a limit was reached before any plan was found"
        })
final class PlanCommand implements Callable<Integer> {
    private final Streams streams;

    @Mixin
    private final ScenarioInput input = new ScenarioInput();

    @Mixin
    private final PlanOptions asked = new PlanOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (default), json or html: one page with figures that needs nothing else.")
    private Format format = Format.text;

    PlanCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Solver chosen = asked.solver();
        Problem problem = asked.applyTo(input.problem(streams));
        SolveOptions options = asked.options(problem);
        SolveResult result = solve(chosen, problem, options);
        switch (format) {
            case text -> streams.printText(PlanText.of(problem.scenario(), result));
            case json -> streams.out().print(PlanJson.write(result));
            case html -> streams.out().print(page(problem, result, options));
        }
        streams.out().flush();
        return ExitStatus.of(result.status());
    }

    private SolveResult solve(Solver solver, Problem problem, SolveOptions options) {
        try (ProgressLine line = ProgressLine.of(streams, "plan")) {
            return solver.solve(problem, options.withListener(line.listener()));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(problem.scenario().name() + ": " + e.getMessage());
        }
    }

    private String page(Problem problem, SolveResult result, SolveOptions options) {
        return ProgressLine.during(streams, "report", () -> PlanReport.html(problem, result, options));
    }

    /** How a result is printed. */
    enum Format {
        /** For people. */
        text,
        /** As a plan file. */
        json,
        /** As a page with figures. */
        html
    }
}
