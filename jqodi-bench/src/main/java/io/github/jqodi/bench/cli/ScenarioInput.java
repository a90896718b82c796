package io.github.jqodi.bench.cli;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
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
                    "Pins a choice: model, bits, quantization (by name), server or cut. Repeatable; several values by commas; a name that holds commas is one value.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--except", paramLabel = "KEY=VALUE", description = "Forbids a choice, in the same way.")
    private List<String> except = new ArrayList<>();

    /** The problem, its choices narrowed. */
    Problem problem(Streams streams) {
        return usage().changed(
                        new Inputs(streams.in()).scenario(scenario),
                        read -> read.withChoices(SelectionOptions.apply(read, only, except)));
    }

    /** Values of options and how bad ones are told. */
    Usage usage() {
        return new Usage(spec);
    }

    /** See {@link Usage#options}. */
    SolveOptions options(
            Problem problem,
            UnaryOperator<SolveOptions> more,
            @Nullable String label,
            List<Rule> known,
            @Nullable Double limitSeconds) {
        return usage().options(problem, more, label, known, limitSeconds);
    }

    /** See {@link Usage#unknown}. */
    ParameterException unknown(String option, String value, List<String> known) {
        return usage().unknown(option, value, known);
    }

    ParameterException usage(@Nullable String message) {
        return usage().bad(message);
    }
}
