package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;

/**
 * Memory that training takes beside the weights: for each trainable parameter a gradient and the state of the optimizer, and the
 * activations of one batch of every layer that gradients pass.
 *
 * @param gradientBits bits of a gradient
 * @param optimizerBits bits the optimizer keeps of a parameter: 64 of Adam with two moments of 32 bits, 0 of plain gradient
 *     descent
 * @param activationBits bits of a kept activation
 */
public record TrainingMemory(double gradientBits, double optimizerBits, double activationBits) {
    /** Gradients and activations of 32 bits, an optimizer that keeps two numbers of 32 bits, as Adam does. */
    public static final TrainingMemory DEFAULT = new TrainingMemory(32, 64, 32);

    /**
     * Checks the numbers.
     *
     * @param gradientBits finite, {@code >= 0}
     * @param optimizerBits finite, {@code >= 0}
     * @param activationBits finite, {@code >= 0}
     */
    public TrainingMemory {
        gradientBits = Check.nonNegative("gradientBits", gradientBits);
        optimizerBits = Check.nonNegative("optimizerBits", optimizerBits);
        activationBits = Check.nonNegative("activationBits", activationBits);
    }
}
