package io.github.jqodi.estimators.seeds;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.Arrays;

/** Runs of one configuration that differ in their seed alone, read at one target. Immutable. */
public final class SeedGroup {
    private final String configuration;
    private final String target;
    private final int[] reached;
    private final int neverCount;

    /**
     * Checks the runs and copies them.
     *
     * @param configuration name of what the runs share, not blank
     * @param target the target as the source writes it, not blank
     * @param reached K of each run that reached the target, from 1 to {@value EpochEstimate#MAX_EPOCHS}
     * @param neverCount runs that did not, {@code >= 0}; with the others at most {@link Integer#MAX_VALUE}
     * @throws io.github.jqodi.error.InvalidValueException if a rule is broken
     */
    public SeedGroup(String configuration, String target, int[] reached, int neverCount) {
        this.configuration = Check.name("configuration", configuration);
        this.target = Check.name("target", target);
        this.neverCount = Check.between("neverCount", neverCount, 0, Integer.MAX_VALUE - reached.length);
        for (int i = 0; i < reached.length; i++) {
            Check.between("reached/" + i, reached[i], 1, EpochEstimate.MAX_EPOCHS);
        }
        this.reached = reached.clone();
    }

    /**
     * {@return the name of what the runs share}
     */
    public String configuration() {
        return configuration;
    }

    /**
     * {@return the target as the source writes it}
     */
    public String target() {
        return target;
    }

    /**
     * {@return how many runs did not reach the target}
     */
    public int neverCount() {
        return neverCount;
    }

    /**
     * {@return a copy of K of each run that reached the target}
     */
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
        return Text.escaped(configuration + " to " + target) + ": " + Arrays.toString(reached) + ", never "
                + neverCount;
    }
}
