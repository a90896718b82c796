package io.github.jqodi.estimators.seeds;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Run of a seed: one of several runs of a configuration that differ in their seed alone, read at one target.
 *
 * @param configuration name of what the runs share
 * @param target the target as the source writes it
 * @param seed name of the seed
 * @param epochs K; empty if the target was never reached
 */
public record SeedRun(String configuration, String target, String seed, OptionalInt epochs) {
    private static final Pattern NUMBER = Pattern.compile("[-+.0-9eE]{1,100}");

    /**
     * Checks every part.
     *
     * @param configuration not blank
     * @param target not blank
     * @param seed not blank
     * @param epochs from 1 to {@value EpochEstimate#MAX_EPOCHS}
     */
    public SeedRun {
        Check.name("configuration", configuration);
        Check.name("target", target);
        Check.name("seed", seed);
        epochs.ifPresent(k -> Check.between("epochs", k, 1, EpochEstimate.MAX_EPOCHS));
    }

    /**
     * What two targets share if they are the same: 0.5, 0.50 and 5e-1 are one target.
     *
     * @param target as a source writes it
     * @return the shortest text of the number where it is a finite one, else the text itself
     */
    public static String canonical(String target) {
        if (!NUMBER.matcher(target).matches()) {
            return target;
        }
        try {
            double value = Double.parseDouble(target);
            return Double.isFinite(value) ? Double.toString(value + 0.0) : target;
        } catch (NumberFormatException e) {
            return target;
        }
    }

    /**
     * Runs of the same configuration and target together, both in order of first appearance. Targets are compared as numbers
     * where they are some, see {@link #canonical}.
     *
     * @param runs in any order
     * @return groups of at least one run
     */
    public static List<List<SeedRun>> byGroup(List<SeedRun> runs) {
        Map<String, Map<String, List<SeedRun>>> groups = new LinkedHashMap<>();
        for (SeedRun run : runs) {
            groups.computeIfAbsent(run.configuration, key -> new LinkedHashMap<>())
                    .computeIfAbsent(canonical(run.target), key -> new ArrayList<>())
                    .add(run);
        }
        return groups.values().stream()
                .flatMap(targets -> targets.values().stream())
                .map(List::copyOf)
                .toList();
    }

    /**
     * Groups runs by configuration and target; a group has its target as the first of its runs writes it.
     *
     * @param runs in any order
     * @return one group for each
     */
    public static List<SeedGroup> grouped(List<SeedRun> runs) {
        return byGroup(runs).stream().map(SeedRun::group).toList();
    }

    /**
     * One group of runs that share configuration and target, which is written as in the first of them.
     *
     * @param runs at least one
     * @return their K
     */
    public static SeedGroup group(List<SeedRun> runs) {
        SeedRun first = runs.get(0);
        int[] reached = runs.stream().flatMapToInt(run -> run.epochs.stream()).toArray();
        return new SeedGroup(first.configuration, first.target, reached, runs.size() - reached.length);
    }
}
