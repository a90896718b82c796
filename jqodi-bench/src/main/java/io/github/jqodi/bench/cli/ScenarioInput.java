package io.github.jqodi.bench.cli;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.solve.SolveOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Options that commands about one problem share: its scenario, what narrows its choices, and how bad usage is told. */
final class ScenarioInput {
    private static final double MOST_SECONDS = 1e9;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "A file, - for standard input, or the name of a bundled scenario.")
    @SuppressWarnings("NullAway.Init")
    private String scenario;

    @Option(
            names = "--only",
            paramLabel = "KEY=VALUE",
            description =
                    "Pins a choice: model, bits, quantization (by name), server or cut. Repeatable; several values by commas.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--except", paramLabel = "KEY=VALUE", description = "Forbids a choice, in the same way.")
    private List<String> except = new ArrayList<>();

    /** The problem, its choices narrowed; plans say which file it is of all the same. */
    Problem problem(Streams streams) {
        Problem problem = new Inputs(streams.in()).scenario(scenario);
        try {
            Choices choices = SelectionOptions.apply(problem.scenario(), only, except);
            return problem.withScenario(problem.scenario().withChoices(choices))
                    .withScenarioSha256(problem.scenarioSha256());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** The value of {@code --time-limit}. */
    Duration timeLimit(double seconds) {
        if (!(seconds > 0 && seconds < MOST_SECONDS)) {
            throw usage("--time-limit (" + seconds + ") must be above 0 and below 1e9 seconds");
        }
        return Duration.ofNanos(Math.max(1, Math.round(seconds * 1e9)));
    }

    /**
     * Options of a solve of a problem; what an option refuses is bad usage.
     *
     * @param more sets what the command has besides
     * @param label of the rule asked for, if any
     * @param known the rules there are
     * @param limitSeconds when to give up, if ever
     */
    SolveOptions options(
            Problem problem,
            UnaryOperator<SolveOptions> more,
            @Nullable String label,
            List<Rule> known,
            @Nullable Double limitSeconds) {
        SolveOptions ruled = label == null ? SolveOptions.DEFAULT : SolveOptions.DEFAULT.withRule(rule(label, known));
        try {
            SolveOptions options = more.apply(ruled.forScenario(problem.scenario()));
            return limitSeconds == null ? options : options.withTimeLimit(timeLimit(limitSeconds));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private Rule rule(String label, List<Rule> known) {
        return Rule.byLabel(label)
                .filter(known::contains)
                .orElseThrow(() ->
                        unknown("--rule", label, known.stream().map(Rule::label).toList()));
    }

    /** An option has a value that is none of those it can have. */
    ParameterException unknown(String option, String value, List<String> known) {
        List<String> near = Nearest.names(value, known);
        return usage(option + " '" + value + "' must be one of " + String.join(", ", known)
                + (near.isEmpty() ? "" : ". Did you mean " + String.join(" or ", near) + "?"));
    }

    ParameterException usage(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
