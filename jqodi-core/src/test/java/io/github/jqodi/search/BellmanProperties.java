package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.TOLERANCE;
import static io.github.jqodi.testing.Answers.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.RandomProblems;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Equation 15 solved backwards against trying every schedule, and every policy that may give up. */
class BellmanProperties {
    private static final int MOST_EPOCHS = 5;

    @Property(tries = 3000, seed = "15", shrinking = ShrinkingMode.OFF)
    void agreesWithExhaustive(@ForAll long seed) {
        assertAgreement(seed, RandomProblems.of(seed));
    }

    @Property(tries = 2000, seed = "151", shrinking = ShrinkingMode.OFF)
    void agreesWithExhaustiveWhereServersCostToChange(@ForAll long seed) {
        assertAgreement(seed, SwitchingProperties.switching(seed));
    }

    private static void assertAgreement(long seed, RandomProblems.Case given) {
        Rule rule = given.rule() == Rule.PAPER ? Rule.EXPECTED : given.rule();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withGap(0);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        SolveResult result = Solvers.bellman().solve(given.problem(), options);
        Statistics.label("rule").collect(rule);
        Statistics.label("status").collect(result.status());
        try {
            assertSame(given.problem(), rule, reference, result);
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), result));
        } catch (AssertionError e) {
            throw new AssertionError(RandomProblems.describe(seed, given), e);
        }
    }

    @Property(tries = 400, seed = "152", shrinking = ShrinkingMode.OFF)
    void limitsEndInTruthfulBounds(@ForAll long seed) {
        RandomProblems.Case given = SwitchingProperties.switching(seed);
        Rule rule = given.rule() == Rule.PAPER ? Rule.EXPECTED : given.rule();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        double least = reference.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY);
        SolveResult cut = Solvers.bellman()
                .solve(given.problem(), options.withMaxLabels(1 + new SplittableRandom(seed).nextInt(40)));
        Statistics.label("status").collect(cut.status());
        assertTrue(cut.lowerBound() <= least * (1 + TOLERANCE));
        cut.plan().ifPresent(plan -> assertTrue(plan.objective() >= least * (1 - TOLERANCE)));
        assertTrue(cut.status() != Status.INFEASIBLE || reference.status() == Status.INFEASIBLE);
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), cut));
    }

    /** A deadline of next to nothing, which the setup alone is beyond by a thousand powers of two. */
    @Example
    void pricedMissesAgreeWhereTheSetupAloneIsFarTooLong() {
        pricedMissesAgreeWithEveryPolicy(245944);
    }

    /** Where a miss has a price, a run may be given up: every policy is a schedule that ends somewhere. */
    @Property(tries = 2000, seed = "153", shrinking = ShrinkingMode.OFF)
    void pricedMissesAgreeWithEveryPolicy(@ForAll long seed) {
        RandomProblems.Case given = SwitchingProperties.switching(seed);
        Problem problem = given.problem();
        List<Candidate> candidates = problem.assess().candidates();
        Assume.that(!candidates.isEmpty());
        SplittableRandom random = new SplittableRandom(seed);
        Goal goal = Goal.of(problem.scenario());
        Candidate candidate = candidates.get(random.nextInt(candidates.size()));
        Candidate searched = goal.searched(candidate, () -> false);
        CostTable table = CostTable.of(searched.costs(), searched.actions(), searched.robustEpochs());
        CandidateTask task = CandidateTask.of(
                problem,
                goal,
                candidate,
                searched,
                table,
                SolveOptions.DEFAULT,
                new SearchControl(SolveOptions.DEFAULT));
        int epochs = Math.min(MOST_EPOCHS, candidate.robustEpochs());
        double[] weights = candidate.epochs().survivals(epochs);
        double price =
                Math.exp(random.nextDouble(-3, 4)) * Policies.dearest(table) * (random.nextInt(20) == 0 ? 1e6 : 1);
        double least = new Policies(task, weights, price).least();
        double found = new BellmanRecursion(task, weights, OptionalDouble.of(price), 1_000_000)
                .solve()
                .orElseThrow()
                .cost();
        Statistics.label("gives up at once").collect(least == price);
        assertEquals(least, found, TOLERANCE * least, () -> RandomProblems.describe(seed, given));
    }

    /** Every policy of a task: actions as long as the target is not reached, then giving up or the end. */
    private static final class Policies {
        private final CandidateTask task;
        private final double[] weights;
        private final double price;
        private final BigDecimal limit;
        private double least = Double.POSITIVE_INFINITY;

        Policies(CandidateTask task, double[] weights, double price) {
            this.task = task;
            this.weights = weights;
            this.price = price;
            this.limit = new BigDecimal(task.limit());
        }

        static double dearest(CostTable table) {
            return Arrays.stream(table.joules(0))
                    .filter(e -> e < Double.POSITIVE_INFINITY)
                    .max()
                    .orElse(1);
        }

        double least() {
            BigDecimal spent = BigDecimal.ZERO;
            for (double seconds : task.searched().spentSeconds()) {
                spent = spent.add(new BigDecimal(seconds));
            }
            goOn(0, spent, 0, Optional.empty());
            return least;
        }

        private void goOn(int done, BigDecimal elapsed, double joules, Optional<EdgeServer> before) {
            boolean ended = done == weights.length;
            double still = ended ? task.searched().epochs().survival(done + 1) : weights[done];
            least = Math.min(least, joules + still * price);
            if (!ended) {
                for (int a = 0; a < task.table().actions().size(); a++) {
                    act(done, a, elapsed, joules, before);
                }
            }
        }

        private void act(int done, int a, BigDecimal elapsed, double joules, Optional<EdgeServer> before) {
            int row = task.table().rowOf(done + 1);
            double seconds = task.table().seconds(row)[a];
            if (seconds == Double.POSITIVE_INFINITY) {
                return;
            }
            EdgeServer server = task.table().actions().get(a).server();
            boolean changes = before.isPresent() && !before.get().name().equals(server.name());
            BigDecimal end = elapsed.add(new BigDecimal(seconds))
                    .add(new BigDecimal(changes ? task.goal().switchTime(server) : 0));
            double entry = changes ? task.goal().switchCost(server, done + 1) : 0;
            double spent = joules + weights[done] * (task.table().joules(row)[a] + entry);
            if (end.compareTo(limit) >= 0) {
                least = Math.min(least, spent + weights[done] * price);
            } else {
                goOn(done + 1, end, spent, Optional.of(server));
            }
        }
    }
}
