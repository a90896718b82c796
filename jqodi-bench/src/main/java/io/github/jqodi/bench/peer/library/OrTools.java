package io.github.jqodi.bench.peer.library;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import io.github.jqodi.bench.peer.IntegerKnapsack;
import java.time.Duration;

/**
 * Whole-numbered knapsacks solved by CP-SAT and SCIP of OR-Tools, in the form that suits them best: where all classes are
 * the same, one variable for each item counts the classes that take it; otherwise one 0-1 variable for each item of each
 * class.
 */
public final class OrTools {
    private static final int WORKERS = 2;

    private OrTools() {}

    /**
     * {@return whether the native library is there for this platform}
     */
    public static boolean isAvailable() {
        try {
            Loader.loadNativeLibraries();
            return true;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }

    /**
     * Solves with CP-SAT, two workers, gap 0.
     *
     * @param knapsack in whole numbers
     * @param limit when to give up
     * @return what it found
     */
    public static PeerAnswer cpSat(IntegerKnapsack knapsack, Duration limit) {
        Loader.loadNativeLibraries();
        CpModel model = new CpModel();
        LinearExprBuilder time = LinearExpr.newBuilder();
        LinearExprBuilder cost = LinearExpr.newBuilder();
        int classes = knapsack.identical() ? 1 : knapsack.time().length;
        int copies = knapsack.identical() ? knapsack.time().length : 1;
        for (int k = 0; k < classes; k++) {
            IntVar[] taken = new IntVar[knapsack.time()[k].length];
            for (int i = 0; i < taken.length; i++) {
                taken[i] = model.newIntVar(0, copies, k + "/" + i);
                time.addTerm(taken[i], knapsack.time()[k][i]);
                cost.addTerm(taken[i], knapsack.cost()[k][i]);
            }
            model.addEquality(LinearExpr.sum(taken), copies);
        }
        model.addLessOrEqual(time, knapsack.capacity());
        model.minimize(cost);
        CpSolver solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(limit.toNanos() / 1e9).setNumWorkers(WORKERS);
        long start = System.nanoTime();
        CpSolverStatus status = solver.solve(model);
        long nanos = System.nanoTime() - start;
        boolean found = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
        return found
                ? new PeerAnswer(status == CpSolverStatus.OPTIMAL, Math.rint(solver.objectiveValue()), nanos)
                : PeerAnswer.none(nanos);
    }

    /**
     * Solves with SCIP, gap 0.
     *
     * @param knapsack in whole numbers
     * @param limit when to give up
     * @return what it found
     */
    public static PeerAnswer scip(IntegerKnapsack knapsack, Duration limit) {
        Loader.loadNativeLibraries();
        MPSolver solver = MPSolver.createSolver("SCIP");
        MPConstraint time = solver.makeConstraint(Double.NEGATIVE_INFINITY, knapsack.capacity());
        MPObjective cost = solver.objective();
        int classes = knapsack.identical() ? 1 : knapsack.time().length;
        int copies = knapsack.identical() ? knapsack.time().length : 1;
        for (int k = 0; k < classes; k++) {
            MPConstraint one = solver.makeConstraint(copies, copies);
            MPVariable[] taken = solver.makeIntVarArray(knapsack.time()[k].length, 0, copies);
            for (int i = 0; i < taken.length; i++) {
                one.setCoefficient(taken[i], 1);
                time.setCoefficient(taken[i], knapsack.time()[k][i]);
                cost.setCoefficient(taken[i], (double) knapsack.cost()[k][i]);
            }
        }
        cost.setMinimization();
        solver.setTimeLimit(limit.toMillis());
        MPSolverParameters parameters = new MPSolverParameters();
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0);
        long start = System.nanoTime();
        MPSolver.ResultStatus status = solver.solve(parameters);
        long nanos = System.nanoTime() - start;
        boolean optimal = status == MPSolver.ResultStatus.OPTIMAL;
        PeerAnswer answer = optimal || status == MPSolver.ResultStatus.FEASIBLE
                ? new PeerAnswer(optimal, Math.rint(cost.value()), nanos)
                : PeerAnswer.none(nanos);
        solver.delete();
        return answer;
    }
}
