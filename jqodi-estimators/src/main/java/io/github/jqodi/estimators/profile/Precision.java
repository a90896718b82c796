package io.github.jqodi.estimators.profile;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

    private static final String FULL = "32";

    private Precision() {}

    /**
     * The quantization a precision is.
     *
     * @param text as in {@code torch.float32}, {@code FP16}, {@code w8a8}; a name that is not known stays as it is
     * @return the name of a bit-width or the text; empty for full precision
     */
    public static Optional<String> quantization(String text) {
        String plain = text.strip();
        String word = plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String name = BITS.getOrDefault(word, plain);
        return name.equals(FULL) || name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
