package io.github.jqodi.search;

import java.util.function.Supplier;

/**
 * The search of one candidate, as far as it goes without much work.
 *
 * @param lowerBound no plan of the candidate is below it; 0 where nothing is known
 * @param search does the rest; called at most once
 */
record Opening(double lowerBound, Supplier<Found> search) {
    static Opening unbounded(Supplier<Found> search) {
        return new Opening(0, search);
    }
}
