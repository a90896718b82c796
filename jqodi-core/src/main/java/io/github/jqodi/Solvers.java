package io.github.jqodi;

import io.github.jqodi.base.Check;
import io.github.jqodi.search.SolverCatalog;
import io.github.jqodi.solve.Solver;
import java.util.List;
import java.util.Optional;

/** Factories of the built-in solvers. */
public final class Solvers {
    /** ε of the approximate solver where it is asked for by name. */
    public static final double DEFAULT_EPSILON = 0.01;

    private Solvers() {}

    /**
     * {@return the default solver: proven optimal plans by dominance, a linear relaxation and a label search}
     */
    public static Solver exact() {
        return SolverCatalog.exact();
    }

    /**
     * The exact solver with its searches cut short: the energy the rule weighs, beyond setup and inference, is at most
     * 1 + ε times the least possible. The result is {@link io.github.jqodi.solve.Status#OPTIMAL} if the bound happens to be
     * within the gap asked for, else {@link io.github.jqodi.solve.Status#FEASIBLE} with a bound. For structured data, where
     * proofs take long.
     * Where servers cost something to switch to, it is the exact search that ends once this factor is proven, whose time has no
     * polynomial bound.
     *
     * @param epsilon ε, in (0, 1]
     * @return the solver
     */
    public static Solver approximate(double epsilon) {
        Check.that(epsilon > 0 && epsilon <= 1, "epsilon", epsilon, "must be above 0 and at most 1");
        return SolverCatalog.approximate(epsilon);
    }

    /**
     * {@return the reference: tries every schedule and refuses what has more than two million of them}
     */
    public static Solver exhaustive() {
        return SolverCatalog.exhaustive();
    }

    /**
     * {@return the paper's own method: the tree of Algorithm 1, Algorithms 2-3 for its paths and 4 for the choice; refuses
     *     trees of more than five million vertices}
     */
    public static Solver paths() {
        return SolverCatalog.paths();
    }

    /**
     * {@return a second exact method, independent of the first: merged states that carry Pareto labels}
     */
    public static Solver merged() {
        return SolverCatalog.merged();
    }

    /**
     * {@return Equation 15, solved backwards from the last epoch, for known and for random K; exact, for small instances: it
     *     refuses what has more than a million costs, ends undecided where it would keep more than two million labels, and
     *     does not know the rule {@code paper}}
     */
    public static Solver bellman() {
        return SolverCatalog.bellman();
    }

    /**
     * {@return all of them, the everyday one first}
     */
    public static List<Solver> all() {
        return List.of(exact(), approximate(DEFAULT_EPSILON), merged(), bellman(), paths(), exhaustive());
    }

    /**
     * A solver by its name.
     *
     * @param name as in {@link Solver#name()}
     * @return the solver, empty if there is none of that name
     */
    public static Optional<Solver> byName(String name) {
        return all().stream().filter(solver -> solver.name().equals(name)).findFirst();
    }
}
