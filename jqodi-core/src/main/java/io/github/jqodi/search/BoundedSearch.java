package io.github.jqodi.search;

/** The search of one candidate that has begun: known from below, not yet run. */
@FunctionalInterface
interface BoundedSearch {
    /** Searches; to be called once at most. */
    CandidateResult run();

    /** No plan of the candidate is below this; 0 where nothing is known yet, +∞ where there is none. */
    default double lowerBound() {
        return 0;
    }

    /** The result where the bound shows that the search may be left out. */
    default CandidateResult prune() {
        return CandidateResult.pruned(lowerBound());
    }

    /** What needs no search. */
    static BoundedSearch closed(CandidateResult result) {
        return new BoundedSearch() {
            @Override
            public CandidateResult run() {
                return result;
            }

            @Override
            public double lowerBound() {
                return result.lowerBound();
            }

            @Override
            public CandidateResult prune() {
                return result;
            }
        };
    }
}
