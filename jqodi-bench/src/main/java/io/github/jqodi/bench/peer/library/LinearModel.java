package io.github.jqodi.bench.peer.library;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import io.github.jqodi.base.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A linear or whole-numbered program that is minimised by a solver of OR-Tools: GLOP, SCIP or CP-SAT. For one thread. */
public final class LinearModel implements AutoCloseable {
    private final MPSolver solver;
    private final List<MPConstraint> rows = new ArrayList<>();
    private final List<MPVariable> variables = new ArrayList<>();

    /**
     * An empty program.
     *
     * @param solver GLOP, SCIP or SAT
     */
    public LinearModel(String solver) {
        Loader.loadNativeLibraries();
        MPSolver created = MPSolver.createSolver(solver);
        Check.that(created != null, "solver", solver, "must be known to OR-Tools");
        this.solver = created;
        this.solver.objective().setMinimization();
    }

    /**
     * Adds a row.
     *
     * @param least its sum at least
     * @param most its sum at most
     * @return its index
     */
    public int row(double least, double most) {
        rows.add(solver.makeConstraint(least, most));
        return rows.size() - 1;
    }

    /**
     * Adds a variable that is at least 0.
     *
     * @param most its largest value
     * @param isWhole whether it is a whole number
     * @param cost of one
     * @return its index
     */
    public int variable(double most, boolean isWhole, double cost) {
        MPVariable variable = solver.makeVar(0, most, isWhole, "");
        solver.objective().setCoefficient(variable, cost);
        variables.add(variable);
        return variables.size() - 1;
    }

    /**
     * Sets what one of a variable adds to a row.
     *
     * @param row index of a row
     * @param variable index of a variable
     * @param value its coefficient
     */
    public void set(int row, int variable, double value) {
        rows.get(row).setCoefficient(variables.get(variable), value);
    }

    /**
     * An answer.
     *
     * @param isProven whether the value is proven least
     * @param value the least found, +∞ for none
     * @param bound no value is below it
     */
    public record Answer(boolean isProven, double value, double bound) {}

    /**
     * Minimises.
     *
     * @param limit when to give up
     * @return the best found
     */
    public Answer solve(Duration limit) {
        solver.setTimeLimit(limit.toMillis());
        MPSolver.ResultStatus status = solver.solve();
        boolean isProven = status == MPSolver.ResultStatus.OPTIMAL;
        if (!isProven && status != MPSolver.ResultStatus.FEASIBLE) {
            return new Answer(false, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
        double value = solver.objective().value();
        return new Answer(isProven, value, solver.isMip() ? solver.objective().bestBound() : value);
    }

    /**
     * The price of a row after a solve without whole numbers.
     *
     * @param row index of a row
     * @return what one more of its right side adds to the value
     */
    public double dual(int row) {
        return rows.get(row).dualValue();
    }

    @Override
    public void close() {
        solver.delete();
    }

    @Override
    public String toString() {
        return variables.size() + " variables, " + rows.size() + " rows";
    }
}
