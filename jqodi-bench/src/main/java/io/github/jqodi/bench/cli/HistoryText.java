package io.github.jqodi.bench.cli;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of past runs as an argument names it: {@code [MODEL/BITS=]FILE}.
 *
 * @param pair whose runs they are; empty where the file says it
 * @param file its name
 */
record HistoryText(Optional<QuantizedModel> pair, String file) {
    static final String FORM = "[MODEL/BITS=]FILE";

    private static final Pattern ATTRIBUTED = Pattern.compile("([^=]+)/([0-9.]+)=(.+)");

    static HistoryText of(String argument) {
        Matcher parts = ATTRIBUTED.matcher(argument);
        if (!parts.matches()) {
            return new HistoryText(Optional.empty(), argument);
        }
        QuantizedModel pair = QuantizedModel.of(parts.group(1), NumberText.of(parts.group(2)));
        return new HistoryText(Optional.of(pair), parts.group(3));
    }

    /** The run with the pair it is said to be of. */
    Curve attributed(Curve run) {
        return pair.map(of -> run.withFeatures(run.features()
                        .withPair(
                                of.model(),
                                Quantization.bitWidth(of.quantization()).orElseThrow())))
                .orElse(run);
    }

    /** As notes name it. */
    String source() {
        return file.equals("-")
                ? "standard input"
                : String.valueOf(Path.of(file).getFileName());
    }
}
