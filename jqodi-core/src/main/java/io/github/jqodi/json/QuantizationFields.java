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

    /** Whether one of the two was read. */
    void check(Cursor in) {
        if (bits.seen() && named.seen()) {
            throw in.errorAt(QUANTIZATION, "cannot stand beside bits");
        }
        if (!bits.seen() && !named.seen()) {
            throw in.errorAt(BITS, "(missing) is required, unless a quantization is named");
        }
    }

    /** The name that was read; where none was named, that of the bits, which it checks. */
    String name() {
        return named.seen() ? named.get() : Quantization.of(bits.get()).name();
    }

    /** The pair of a model and what was read. */
    QuantizedModel pair(Cursor in, Field<String> model) {
        check(in);
        return in.make(() -> pair(model));
    }

    /** The same, a part of what is built. */
    QuantizedModel pair(Field<String> model) {
        return new QuantizedModel(model.get(), name());
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
