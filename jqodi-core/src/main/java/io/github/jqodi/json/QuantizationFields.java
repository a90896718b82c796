package io.github.jqodi.json;

import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import java.io.IOException;

/** The two keys by which files name a quantization: {@code bits}, the number of a bit-width, or {@code quantization}, a name. */
final class QuantizationFields {
    static final String BITS = "bits";
    static final String QUANTIZATION = "quantization";

    final Field<Double> bits = Field.optional(BITS, Cursor::number);
    final Field<String> named = Field.optional(QUANTIZATION, Cursor::text);

    /** The name that was read. */
    String name(Cursor in) {
        if (bits.seen() && named.seen()) {
            throw in.errorAt(QUANTIZATION, "cannot stand beside bits");
        }
        if (!bits.seen() && !named.seen()) {
            throw in.errorAt(BITS, "(missing) is required, unless a quantization is named");
        }
        return named.seen()
                ? named.get()
                : in.make(() -> Quantization.of(bits.get())).name();
    }

    /** The pair of a model and what was read. */
    QuantizedModel pair(Cursor in, Field<String> model) {
        String name = name(in);
        return in.make(() -> new QuantizedModel(model.get(), name));
    }

    /** Writes a name under the key it belongs to. */
    static void write(Json out, String quantization) throws IOException {
        if (Quantization.bitWidth(quantization).isPresent()) {
            out.numeral(BITS, quantization);
        } else {
            out.text(QUANTIZATION, quantization);
        }
    }

    /** Writes a pair as two fields. */
    static void write(Json out, QuantizedModel pair) throws IOException {
        out.text("model", pair.model());
        write(out, pair.quantization());
    }
}
