package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.control.Aim;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.Decision;
import io.github.jqodi.control.NextEpoch;
import io.github.jqodi.control.RunController;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Where epochs take what is planned, the controller's rolling plan with a priced miss comes to what Equation 15, solved exactly
 * for random K, says is best.
 */
class RollingPlanTest {
    private static final int INSTANCES = 60;
    private static final int SERVERS = 4;
    private static final double NEVER = 0.03;
    /** On average, as CONTROL asks; a single instance may take a worse horizon of the eight it looks at. */
    private static final double CLOSE = 0.005;

    private static final double ROUNDING = 1e-9;
    private static final QuantizedModel PAIR = QuantizedModel.of("net", 8);

    @Test
    void theRollingPlanComesToTheRecursion() {
        double sum = 0;
        double worst = 0;
        for (int seed = 0; seed < INSTANCES; seed++) {
            Problem problem = problem(seed);
            Candidate candidate = problem.assess().candidates().get(0);
            Rolling rolling = Rolling.of(problem, candidate.epochs());
            double best = recursion(problem, candidate, rolling.missPrice);
            double excess = rolling.cost / best - 1;
            assertTrue(excess > -ROUNDING, "nothing is below the recursion, seed " + seed + ": " + excess);
            sum += excess;
            worst = Math.max(worst, excess);
        }
        assertEquals(0, sum / INSTANCES, CLOSE, "worst " + worst);
        System.out.printf("rolling plan over recursion: mean %.5f, worst %.5f%n", sum / INSTANCES, worst);
    }

    private static double recursion(Problem problem, Candidate candidate, double missPrice) {
        Goal goal = Goal.of(problem.scenario());
        int last = candidate.epochs().lastEpoch();
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), last);
        CandidateTask task = CandidateTask.of(
                problem,
                goal,
                candidate,
                candidate,
                table,
                SolveOptions.DEFAULT,
                new SearchControl(SolveOptions.DEFAULT));
        return new BellmanRecursion(task, candidate.epochs().survivals(last), OptionalDouble.of(missPrice), 10_000_000)
                .solve()
                .orElseThrow()
                .cost();
    }

    /** What a controlled run costs on average: it is followed as long as the target is not reached. */
    private record Rolling(double cost, double missPrice) {
        static Rolling of(Problem problem, EpochDistribution epochs) {
            RunController controller = RunController.start(problem, ControlOptions.DEFAULT);
            Decision decision = controller.next();
            double missPrice = ((Aim.PricedMiss) Aim.DEFAULT).price()
                    * controller.state().referenceObjective().orElseThrow();
            double cost = 0;
            int done = 0;
            double deadline = problem.scenario().target().deadlineSeconds();
            while (decision.epoch().isPresent() && done < epochs.lastEpoch()) {
                NextEpoch epoch = decision.epoch().get();
                cost += epochs.survival(done + 1) * epoch.joules();
                done++;
                controller.observe(1, epoch.seconds(), epoch.joules());
                if (controller.state().seconds().doubleValue() >= deadline) {
                    done--; // what was reached in it was reached too late
                    break;
                }
                decision = controller.next();
            }
            return new Rolling(cost + epochs.survival(done + 1) * missPrice, missPrice);
        }
    }

    /** Servers of random speeds, the faster the dearer, and a deadline between the fastest and the cheapest schedule. */
    private static Problem problem(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double mean = random.nextDouble(12, 30);
        List<EdgeServer> servers = new ArrayList<>();
        List<Measurement> costs = new ArrayList<>();
        double slowest = 0;
        double fastest = Double.POSITIVE_INFINITY;
        for (int x = 0; x < SERVERS; x++) {
            double seconds = Math.exp(random.nextDouble(0, 1.5));
            double joules = 100 / seconds * random.nextDouble(0.8, 1.25);
            slowest = Math.max(slowest, seconds);
            fastest = Math.min(fastest, seconds);
            servers.add(EdgeServer.named("server" + x));
            costs.add(new Measurement(PAIR, "server" + x, 1, seconds, joules, 1));
        }
        double most = mean * 1.25;
        double deadline = most * (fastest + random.nextDouble(0.15, 0.9) * (slowest - fastest));
        Scenario scenario = Scenario.builder("rolling", Target.of(deadline, 0.1))
                .edgeServers(servers)
                .bitWidths(8)
                .model(ModelVersion.of("net", 0.05, List.of()).withCuts(List.of(1)))
                .build();
        EstimateTable beliefs = new EstimateTable(List.of(EstimateTable.Row.of(PAIR, belief(mean))));
        return new Problem(scenario, Estimators.of(beliefs), new MeasuredCosts(costs));
    }

    /** A spread of a tenth of the mean, and runs that never get there. */
    private static EpochEstimate belief(double mean) {
        EpochDistribution finite =
                EpochEstimate.normal(mean, mean / 10).at(0.95).orElseThrow();
        List<Double> pmf = new ArrayList<>();
        for (int k = 1; k <= finite.lastEpoch(); k++) {
            pmf.add((1 - NEVER) * finite.probability(k));
        }
        return EpochEstimate.pmf(pmf, NEVER);
    }
}
