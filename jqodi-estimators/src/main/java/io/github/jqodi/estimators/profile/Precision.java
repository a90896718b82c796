package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Quantization;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that tools have for precisions, and the quantizations of a scenario they mean. */
public final class Precision {
    private static final Map<String, String> BITS = Map.ofEntries(
            Map.entry("float32", "32"),
            Map.entry("fp32", "32"),
            Map.entry("float", "32"),
            Map.entry("f32", "32"),
            Map.entry("single", "32"),
            Map.entry("tf32", "32"),
            Map.entry("float16", "16"),
            Map.entry("fp16", "16"),
            Map.entry("f16", "16"),
            Map.entry("half", "16"),
            Map.entry("amp", "16"),
            Map.entry("bfloat16", "16"),
            Map.entry("bf16", "16"),
            Map.entry("int8", "8"),
            Map.entry("uint8", "8"),
            Map.entry("qint8", "8"),
            Map.entry("w8a8", "8"),
            Map.entry("fp8", "8"),
            Map.entry("int4", "4"),
            Map.entry("w4a4", "4"));

    static final String RULE = "must be a width above 0 and up to 32 bits, or a name such as fp16";

    private static final String FULL = "32";
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private Precision() {}

    /**
     * The quantization a precision is.
     *
     * @param text as in {@code torch.float32}, {@code FP16}, {@code w8a8}, {@code 4.5}; a name that is not known stays as it is
     * @return the name of a bit-width or the text; empty for full precision
     * @throws IllegalArgumentException if it is a number of bits that is not in (0, 32]
     */
    public static Optional<String> quantization(String text) {
        String plain = text.strip();
        String word = plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String name = BITS.getOrDefault(word, width(plain));
        return name.equals(FULL) || name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** A number as bit-widths are named by it, such as 8 for 8.0; any other text as it is. */
    private static String width(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return text;
        }
        double bits = Double.parseDouble(text);
        Check.that(bits > 0 && bits <= Quantization.FULL_PRECISION_BITS, "precision", "'" + text + "'", RULE);
        return Text.shortest(bits);
    }
}
