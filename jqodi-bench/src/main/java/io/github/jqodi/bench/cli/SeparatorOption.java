package io.github.jqodi.bench.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The separator of the cells of a table, as an option. */
final class SeparatorOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--separator",
            paramLabel = "S",
            defaultValue = ",",
            description = "Between the cells of a CSV, a character or 'tab'. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private String separator;

    char sign() {
        String sign = separator.equals("tab") ? "\t" : separator;
        if (sign.length() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--separator must be one character or tab, not '" + separator + "'");
        }
        return sign.charAt(0);
    }
}
