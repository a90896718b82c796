package io.github.jqodi.bench.cli;

import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.stream.Stream;

/** Heading of a column of quantizations in text. */
final class QuantizationColumn {
    private static final String WIDTHS = ">bits";
    private static final String NAMES = "quantization";

    private QuantizationColumn() {}

    /** {@return {@code bits}, to the right, if each is named by its width; {@code quantization} otherwise} */
    static String heading(Stream<QuantizedModel> pairs) {
        boolean widths = pairs.allMatch(
                pair -> Quantization.bitWidth(pair.quantization()).isPresent());
        return widths ? WIDTHS : NAMES;
    }
}
