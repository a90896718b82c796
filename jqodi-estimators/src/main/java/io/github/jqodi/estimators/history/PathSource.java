package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.WeightedPaths;

/** One way in which past runs say how a run goes on. Immutable and thread-safe. */
interface PathSource {
    /** No row is left out. */
    int NONE = -1;

    /**
     * Continuations of a run on the scale of the source, from the epoch after its prefix to 2H.
     *
     * @param prefix losses of its first epochs
     * @param excluded row to be left out, as if the history did not hold it; or {@link #NONE}
     * @param kinship what each row weighs besides its likeness
     * @return at least one path
     */
    WeightedPaths paths(double[] prefix, int excluded, double[] kinship);

    /** The scale of the paths, on which targets have to be read too. */
    Scale scale();
}
