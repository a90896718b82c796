package io.github.jqodi.plan;

/**
 * Probabilities of a plan by what is believed of K.
 *
 * @param target P(K &lt; ∞): that the target is reached at all
 * @param deadline P(K ≤ m): that it is reached before the deadline, where m epochs fit if the last action of the schedule is
 *     repeated after its end
 */
public record Chance(double target, double deadline) {}
