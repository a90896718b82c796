package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.Arrays;

/**
 * Runs of one configuration that differ in their seed alone, read at one target. Immutable.
 *
 * @param configuration name of what the runs share
 * @param target the target as the source writes it
 * @param reached K of each run that reached the target
 * @param neverCount runs that did not
 */
public record SeedGroup(String configuration, String target, int[] reached, int neverCount) {
    /**
     * Checks the runs and copies them.
     *
     * @param configuration not blank
     * @param target not blank
     * @param reached each from 1 to {@value EpochEstimate#MAX_EPOCHS}
     * @param neverCount {@code >= 0}
     */
    public SeedGroup {
        Check.name("configuration", configuration);
        Check.name("target", target);
        Check.between("neverCount", neverCount, 0, Integer.MAX_VALUE);
        for (int i = 0; i < reached.length; i++) {
            Check.between("reached/" + i, reached[i], 1, EpochEstimate.MAX_EPOCHS);
        }
        reached = reached.clone();
    }

    /**
     * {@return a copy of K of each run that reached the target}
     */
    @Override
    public int[] reached() {
        return reached.clone();
    }

    /**
     * {@return how many runs there are}
     */
    public int size() {
        return reached.length + neverCount;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeedGroup that
                && configuration.equals(that.configuration)
                && target.equals(that.target)
                && Arrays.equals(reached, that.reached)
                && neverCount == that.neverCount;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * configuration.hashCode() + target.hashCode()) + Arrays.hashCode(reached);
    }

    @Override
    public String toString() {
        return configuration + " to " + target + ": " + Arrays.toString(reached) + ", never " + neverCount;
    }
}
