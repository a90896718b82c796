package io.github.jqodi.bench.cli;

import io.github.jqodi.Solvers;
import io.github.jqodi.frontier.ExactFrontier;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.report.FrontierReport;
import io.github.jqodi.solve.SolveOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jqodi frontier}. */
@Command(
        name = "frontier",
        description =
                "Finds the least energy, or of what the scenario minimises, for every deadline; where time is minimised, for every limit on the energy.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Without --exact the steps are the supported plans of all pairs of model and width, those that are best for some price of a second; between two of them a better plan may exist. Where what is minimised is limited too, they begin with the shortest deadline for which a plan keeps that limit.",
            "",
            "CSV columns, and fields of 'points' in JSON (what is not meant is empty, or left out):",
            "  deadlineSeconds      the smallest deadline that the plan meets",
            "  joulesLimit          where time is minimised, the smallest limit on the energy",
            "  objective            the least there is from that limit on, by the rule",
            "  model                of the plan",
            "  bits, quantization   its bit-width, or its quantization by name",
            "  changes              true where model or width differ from the step before",
            "JSON has besides: scenario, rule, objectiveKind, deadlineSeconds and joulesLimit of the scenario, exact (whether all steps were asked for), complete (whether nothing ended the search)."
        },
        exitCodeList = {
            "0:the frontier has a step",
            "2:no pair has a plan at any limit",
            "3:a limit was reached before any plan was found"
        })
final class FrontierCommand implements Callable<Integer> {
    private static final int MOST_POINTS = 1_000_000;

    /** The rules that weigh epochs. */
    private static final List<Rule> WEIGHED = List.of(Rule.EXPECTED, Rule.NOMINAL, Rule.ROBUST);

    private final Streams streams;

    @Mixin
    private final ScenarioInput input = new ScenarioInput();

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "expected (default), nominal or robust, as of plan; robust where time is minimised.")
    private @Nullable String rule;

    @Option(
            names = "--exact",
            description =
                    "All steps, each proven by the exact solver, from the longest deadline down. There can be many.")
    private boolean exact;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "How many steps of --exact to work out at most. Default: ${DEFAULT-VALUE}.")
    private int points = 1000;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "When to give up; with --exact, each step. Default: never.")
    private @Nullable Double timeLimit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text (default), json, csv, svg (the staircase as a picture) or html.")
    private Format format = Format.text;

    FrontierCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        input.usage().range("--points", points, 1, MOST_POINTS);
        if (!exact) {
            input.usage().refuse("is of the steps of --exact, which is missing", List.of("--points"));
        }
        Problem problem = input.problem(streams);
        SolveOptions options = input.options(problem, UnaryOperator.identity(), rule, WEIGHED, timeLimit);
        streams.warn(problem.assess().warnings());
        Steps steps = steps(problem, options);
        streams.out().print(written(problem, options.rule(), steps));
        streams.out().flush();
        if (!steps.isComplete() && (format == Format.csv || format == Format.svg)) {
            streams.err().println(FrontierText.unfinished(steps));
        }
        if (!steps.points().isEmpty()) {
            return ExitStatus.DONE;
        }
        return steps.isComplete() ? ExitStatus.NO_PLAN : ExitStatus.LIMIT;
    }

    /** The supported plans, and all steps where these were asked for. */
    record Steps(Frontier frontier, @Nullable ExactFrontier staircase) {
        List<Step> points() {
            return staircase == null ? frontier.steps() : staircase.steps();
        }

        boolean isExact() {
            return staircase != null;
        }

        boolean isComplete() {
            return staircase == null ? frontier.isComplete() : staircase.isComplete();
        }
    }

    private Steps steps(Problem problem, SolveOptions options) {
        try (ProgressLine line = ProgressLine.of(streams, "frontier")) {
            Frontier frontier = Frontier.of(problem, options);
            line.say(exact ? "steps" : "");
            return new Steps(frontier, exact ? frontier.exactSteps(Solvers.exact(), points) : null);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(problem.scenario().name() + ": " + e.getMessage());
        }
    }

    private String written(Problem problem, Rule used, Steps steps) {
        return switch (format) {
            case text -> FrontierText.of(problem, used, steps);
            case json -> FrontierFiles.json(problem, used, steps);
            case csv -> FrontierFiles.csv(steps);
            case svg ->
                (steps.staircase() == null
                                ? FrontierReport.drawing(steps.frontier())
                                : FrontierReport.drawing(steps.staircase()))
                        .svg();
            case html ->
                steps.staircase() == null
                        ? FrontierReport.html(steps.frontier())
                        : FrontierReport.html(steps.staircase());
        };
    }

    /** How a frontier is printed. */
    enum Format {
        /** For people. */
        text,
        /** As JSON. */
        json,
        /** As a table. */
        csv,
        /** As a picture. */
        svg,
        /** As a page with the picture. */
        html
    }
}
