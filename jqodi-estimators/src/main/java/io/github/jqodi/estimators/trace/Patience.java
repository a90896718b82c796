package io.github.jqodi.estimators.trace;

/** Losses that have to be held for some epochs, so that one dip does not count. */
final class Patience {
    private Patience() {}

    /**
     * Makes of each loss the largest of itself and those after it, as many as the patience in all; where fewer are left,
     * nothing is known yet. Not measured is not held.
     *
     * @return how many losses are left
     */
    static int hold(double[] losses, int size, int patience) {
        int left = size - patience + 1;
        for (int i = 0; i < left && patience > 1; i++) {
            for (int j = i + 1; j < i + patience; j++) {
                losses[i] = Math.max(losses[i], losses[j]);
            }
        }
        return left;
    }
}
