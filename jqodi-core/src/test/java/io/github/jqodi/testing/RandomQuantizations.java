package io.github.jqodi.testing;

import io.github.jqodi.scenario.Quantization;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to quantize that stand in for bit-widths: fractions, names, activations and updates of other widths. */
final class RandomQuantizations {
    private final SplittableRandom random;

    /** Drawn apart from all else, so that a problem differs in these alone. */
    RandomQuantizations(long seed) {
        this.random = new SplittableRandom(~seed);
    }

    /** As many quantizations as widths, in two of three lists the widths themselves. */
    List<Quantization> like(List<Integer> widths) {
        boolean plain = random.nextInt(3) > 0;
        return widths.stream()
                .map(width -> plain ? Quantization.of(width) : like(width))
                .toList();
    }

    private Quantization like(int width) {
        return switch (random.nextInt(5)) {
            case 0 -> Quantization.of(width);
            case 1 -> Quantization.of(width - 1 + random.nextInt(1, 8) / 8.0);
            case 2 -> Quantization.of(width * (1 - random.nextDouble() / 4));
            case 3 -> Quantization.named("w" + width + "a16", width).withActivationBits(16);
            default ->
                Quantization.named("lora " + width, width * 0.6118)
                        .withActivationBits(8.5)
                        .withUpdateBits(16);
        };
    }
}
