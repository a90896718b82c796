package io.github.jqodi.knapsack;

import java.util.function.BooleanSupplier;

/**
 * When to give up.
 *
 * @param maxLabels how many partial choices may be kept
 * @param gap relative distance between value and bound that counts as proven
 * @param stop asked now and then; true ends the search
 */
public record Limits(long maxLabels, double gap, BooleanSupplier stop) {}
