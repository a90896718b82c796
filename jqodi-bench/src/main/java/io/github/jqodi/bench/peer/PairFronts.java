package io.github.jqodi.bench.peer;

import io.github.jqodi.cost.Action;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fronts of all epochs of one quantized model, from literal cost loops and a sort-based filter; and the knapsack a rule
 * makes of them.
 */
public final class PairFronts {
    private final Candidate candidate;
    private final Front[] rows;
    private final long cells;

    private PairFronts(Candidate candidate, Front[] rows, long cells) {
        this.candidate = candidate;
        this.rows = rows;
        this.cells = cells;
    }

    /**
     * Computes and filters every cell of every epoch; equal epochs share a row.
     *
     * @param problem that the loops of {@link LiteralCosts} can compute
     * @param servers its servers
     * @param candidate one of its candidates
     * @param scratch arrays to work in, and the time that went into it
     * @return the fronts
     */
    static PairFronts of(Problem problem, LiteralCosts.Servers servers, Candidate candidate, RowScratch scratch) {
        LiteralCosts costs = LiteralCosts.of(problem, servers, candidate.model(), candidate.quantization());
        int epochs = Math.min(candidate.robustEpochs(), candidate.costs().steadyFromEpoch());
        Front[] rows = new Front[epochs];
        for (int k = 0; k < epochs; k++) {
            rows[k] = scratch.front(costs, k + 1);
        }
        return new PairFronts(candidate, rows, (long) epochs * costs.cells());
    }

    /**
     * The fronts of the pair a plan chose.
     *
     * @param problem that the loops of {@link LiteralCosts} can compute
     * @param plan one of its plans
     * @return the fronts
     */
    public static PairFronts of(Problem problem, Plan plan) {
        Candidate chosen = problem.assess().candidate(plan.pair()).orElseThrow();
        return of(problem, LiteralCosts.Servers.of(problem.scenario()), chosen, new RowScratch());
    }

    /**
     * {@return the quantized model}
     */
    public Candidate candidate() {
        return candidate;
    }

    /**
     * {@return cells computed}
     */
    public long cells() {
        return cells;
    }

    /**
     * {@return whether every epoch has a cell}
     */
    public boolean exists() {
        return Arrays.stream(rows).allMatch(row -> row.size() > 0);
    }

    /**
     * The knapsack of the epochs that weigh in the objective; the fastest cells of the others are reserved.
     *
     * @param rule not {@link Rule#PAPER}
     * @param deadlineSeconds T_max
     * @return the knapsack
     */
    public Instance instance(Rule rule, double deadlineSeconds) {
        double[] weights = rule.weights(candidate);
        int[] weighted =
                IntStream.range(0, weights.length).filter(k -> weights[k] > 0).toArray();
        double[] reserved = IntStream.range(0, weights.length)
                .filter(k -> weights[k] == 0)
                .mapToDouble(k -> rows[row(k)].seconds()[0])
                .toArray();
        return Instance.builder(
                        Arrays.stream(rows).map(Front::seconds).toArray(double[][]::new),
                        Arrays.stream(rows).map(Front::joules).toArray(double[][]::new))
                .classes(Arrays.stream(weighted).map(this::row).toArray())
                .weights(Arrays.stream(weighted).mapToDouble(k -> weights[k]).toArray())
                .spent(candidate.setup().seconds())
                .reserved(reserved)
                .limit(deadlineSeconds)
                .build();
    }

    /**
     * The plan of a choice; epochs that do not weigh take their fastest cells.
     *
     * @param problem the problem the fronts are of
     * @param rule the rule of the instance
     * @param choice place in the front for each class of the instance
     * @return the plan
     */
    Plan plan(Problem problem, Rule rule, int[] choice) {
        double[] weights = rule.weights(candidate);
        List<Action> actions = new ArrayList<>(weights.length);
        int next = 0;
        for (int k = 0; k < weights.length; k++) {
            int place = weights[k] > 0 ? choice[next++] : 0;
            actions.add(candidate.actions().get(rows[row(k)].cell()[place]));
        }
        return Planning.of(problem, candidate, rule).plan(actions);
    }

    private int row(int epoch) {
        return Math.min(epoch, rows.length - 1);
    }
}
