package io.github.jqodi.estimate;

/**
 * Movement of the loss epoch by epoch, Equation 11: the contribution of updating from the full-precision model and that of
 * fine-tuning.
 *
 * @param update γ^update
 * @param run γ^run
 */
public record Trajectory(GainSeries update, GainSeries run) {}
