package io.github.jqodi.bench.cli;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.profile.Precision;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.SolveOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Values of options that several commands have, and how bad ones are told.
 *
 * @param spec of the command
 */
record Usage(CommandSpec spec) {
    static final int MOST_THREADS = Check.MAX_THREADS;
    private static final double MOST_SECONDS = 1e9;

    ParameterException bad(@Nullable String message) {
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }

    /** Refuses options that were given where they can have no effect. */
    void refuse(String why, List<String> options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw bad(option + " " + why);
            }
        }
    }

    /** An option has a value that is none of those it can have. */
    ParameterException unknown(String option, String value, List<String> known) {
        String suggestion = KnownNames.of(known).suggestion(value);
        return bad(option + " '" + value + "' must be one of " + String.join(", ", known)
                + (suggestion.isEmpty() ? "" : ". " + suggestion));
    }

    /**
     * A problem with its scenario changed, of a run in progress the one it was begun with; plans say which file it is of all
     * the same. What the change makes impossible is bad usage.
     */
    Problem changed(Problem read, UnaryOperator<Scenario> change) {
        try {
            return read.continued()
                    .flatMap(rest -> rest.whole()
                            .map(whole -> whole.withScenario(change.apply(whole.scenario()))
                                    .withProgress(rest.run())))
                    .orElseGet(() -> read.withScenario(change.apply(read.scenario())))
                    .withScenarioSha256(read.scenarioSha256());
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
    }

    /** Puts the value of an option, which may be left out, to a rule that throws; what breaks it is bad usage. */
    <T> void check(@Nullable T value, Consumer<T> rule) {
        try {
            if (value != null) {
                rule.accept(value);
            }
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
    }

    /** Refuses the value of an option that is no precision, such as a width of no bits. */
    void checkPrecision(String option, String value) {
        try {
            Precision.quantization(value);
        } catch (InvalidValueException e) {
            throw bad(option + " " + e.problem());
        }
    }

    /** Refuses a number that is not of a range. */
    void range(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw bad(option + " (" + value + ") must be from " + least + " to " + most);
        }
    }

    /** The value of {@code --time-limit}. */
    Duration timeLimit(double seconds) {
        if (!(seconds > 0 && seconds < MOST_SECONDS)) {
            throw bad("--time-limit (" + seconds + ") must be above 0 and below 1e9 seconds");
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
            throw bad(e.getMessage());
        }
    }

    Rule rule(String label, List<Rule> known) {
        return Rule.byLabel(label)
                .filter(known::contains)
                .orElseThrow(() ->
                        unknown("--rule", label, known.stream().map(Rule::label).toList()));
    }
}
