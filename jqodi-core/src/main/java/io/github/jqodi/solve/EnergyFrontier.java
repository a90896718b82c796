package io.github.jqodi.solve;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How little energy suffices for every deadline: a falling staircase of plans over all candidates. {@link #of} takes the
 * supported plans of each, those that are best for some price of a second; between two of them a better plan may exist, and
 * {@link #solve} finds it for one deadline. With a fixed schedule every plan is supported and the staircase is exact.
 * Immutable.
 */
public final class EnergyFrontier {
    private final Problem problem;
    private final SolveOptions options;
    private final List<Candidate> candidates;
    private final double[] deadlineSeconds;
    private final double[] objective;
    private final int[] candidateOf;

    private EnergyFrontier(Problem problem, SolveOptions options, List<Candidate> candidates, FrontierPoints points) {
        this.problem = problem;
        this.options = options;
        this.candidates = candidates;
        int[] order = IndexSort.ascending(points.deadlines(), points.objectives(), points.size());
        int[] stairs = new int[order.length];
        int count = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i : order) {
            if (points.objectives()[i] < least) {
                least = points.objectives()[i];
                stairs[count++] = i;
            }
        }
        deadlineSeconds = new double[count];
        objective = new double[count];
        candidateOf = new int[count];
        for (int i = 0; i < count; i++) {
            deadlineSeconds[i] = points.deadlines()[stairs[i]];
            objective[i] = points.objectives()[stairs[i]];
            candidateOf[i] = points.candidate(stairs[i]);
        }
    }

    /**
     * The supported plans of a problem, whatever its deadline; O(steps·log steps) for all candidates, epochs and hull steps.
     *
     * @param problem what is to be planned; its deadline is not looked at
     * @param options the rule: expected, survival or robust
     * @return the staircase
     * @throws IllegalArgumentException if the rule is paper, whose score is no sum, or the estimates contradict themselves
     */
    public static EnergyFrontier of(Problem problem, SolveOptions options) {
        if (options.rule() == Rule.PAPER) {
            throw new IllegalArgumentException(
                    "rule (paper) must be expected, survival or robust. Its score is not monotone in time, so it has no frontier.");
        }
        List<Candidate> candidates = problem.assess().candidates();
        FrontierPoints points = new FrontierPoints(problem, options.rule());
        for (int i = 0; i < candidates.size(); i++) {
            points.add(i, candidates.get(i));
        }
        return new EnergyFrontier(problem, options, candidates, points);
    }

    /**
     * {@return how many steps the staircase has}
     */
    public int size() {
        return deadlineSeconds.length;
    }

    /**
     * One step.
     *
     * @param i from 0, the shortest deadline
     * @return from which deadline on which energy suffices
     */
    public Point point(int i) {
        Candidate candidate = candidates.get(candidateOf[i]);
        return new Point(deadlineSeconds[i], objective[i], candidate.model().name(), candidate.bits());
    }

    /**
     * {@return all steps, by rising deadline}
     */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            points.add(point(i));
        }
        return List.copyOf(points);
    }

    /**
     * The step of a deadline; O(log size).
     *
     * @param deadline T_max, seconds
     * @return the supported plan of least energy that meets it, empty if none does
     */
    public Optional<Point> at(double deadline) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (deadlineSeconds[middle] <= deadline) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(point(low - 1));
    }

    /**
     * The least energy of some deadlines, proven.
     *
     * @param solver what proves it
     * @param deadlines T_max, seconds, each above 0
     * @return the answers in order
     */
    public List<SolveResult> solve(Solver solver, double... deadlines) {
        PreparedSolver prepared = solver.prepare(problem);
        List<SolveResult> results = new ArrayList<>();
        for (double deadline : deadlines) {
            results.add(prepared.solve(problem.withDeadlineSeconds(deadline), options.withAlternatives(0)));
        }
        return List.copyOf(results);
    }

    /**
     * One step of the staircase.
     *
     * @param deadlineSeconds a deadline that is surely met, at most 1e-12 of it above the smallest such
     * @param objective value of the rule, joules, rounded
     * @param model name of the version
     * @param bits π_q
     */
    public record Point(double deadlineSeconds, double objective, String model, int bits) {}
}
