package io.github.jqodi.solve;

/**
 * What a solve took; the one part of a result that may differ between equal runs.
 *
 * @param candidates pairs (a,q) looked at
 * @param pruned of them, closed without a search
 * @param cells costs computed, one for each action and differing epoch
 * @param labels partial schedules kept
 * @param wallMillis time taken
 */
public record Statistics(int candidates, int pruned, long cells, long labels, double wallMillis) {}
