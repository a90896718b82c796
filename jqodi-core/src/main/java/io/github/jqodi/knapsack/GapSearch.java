package io.github.jqodi.knapsack;

import java.util.Optional;

/** A search of every choice whose bound is not above a ceiling. */
interface GapSearch {
    /**
     * Searches.
     *
     * @param ceiling highest bound of interest
     * @param allowance how many labels may be kept in this run
     * @param limits asked for a stop
     */
    Found run(double ceiling, long allowance, Limits limits);

    /** Labels kept in all runs so far. */
    long labels();

    /**
     * What a run came to.
     *
     * @param aborted whether a limit ended it
     * @param choice the choice of least cost and, among equals, of least time, as positions in the rows; empty if there is none
     */
    record Found(boolean aborted, Optional<int[]> choice) {
        static final Found ABORTED = new Found(true, Optional.empty());
        static final Found NOTHING = new Found(false, Optional.empty());

        static Found of(int[] choice) {
            return new Found(false, Optional.of(choice));
        }
    }
}
