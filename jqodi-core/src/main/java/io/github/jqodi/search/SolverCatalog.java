package io.github.jqodi.search;

import io.github.jqodi.solve.Solver;

/** The solvers there are, each a name, a sentence and two searches. */
public final class SolverCatalog {
    private SolverCatalog() {}

    /** The default solver. */
    public static CandidateDriver exact() {
        return new CandidateDriver(
                "exact",
                "proven optimum by dominance, linear relaxation and label search; every rule and schedule",
                true,
                ExactSearch.exact(),
                new FixedSearch());
    }

    /** The same with knapsacks solved up to a factor 1 + ε. */
    public static Solver approximate(double epsilon) {
        return new CandidateDriver(
                "approximate",
                "within a factor 1 + " + epsilon + " of the least energy, proven, in polynomial time",
                true,
                ExactSearch.approximate(epsilon),
                new FixedSearch());
    }

    /** The second exact method. */
    public static Solver merged() {
        return new CandidateDriver(
                "merged",
                "second exact method: the diagram with merged states and Pareto labels, no bounds; every rule and"
                        + " schedule",
                false,
                new MergedSearch(),
                new FixedSearch());
    }

    /** The paper's own method. */
    public static Solver paths() {
        return new CandidateDriver(
                "paths",
                "Algorithms 1-4 as printed: builds the time-energy tree and tries every path; refuses trees of more than"
                        + " five million vertices",
                false,
                new PathSearch(),
                new FixedSearch());
    }

    /** Equation 15. */
    public static Solver bellman() {
        return new CandidateDriver(
                "bellman",
                "Equation 15 from the last epoch to the first, on labels of time and energy; exact, for small instances; no"
                        + " rule paper",
                false,
                new BellmanSearch(),
                new FixedSearch());
    }

    /** The reference, which shares nothing with the other solvers, be the schedule fixed or not. */
    public static Solver exhaustive() {
        return new CandidateDriver(
                "exhaustive",
                "reference that tries every schedule; refuses candidates with more than two million of them",
                false,
                ExhaustiveSearch.perEpoch(),
                ExhaustiveSearch.fixed());
    }
}
