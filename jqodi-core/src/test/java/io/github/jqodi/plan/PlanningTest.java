package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.Strategy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans of schedules that nobody searched for, and plans built part by part. */
class PlanningTest {
    private static final double SAMPLES = 50;
    private static final List<String> PARTS = List.of("objective", "setup", "nominal", "expected", "robust", "chance");

    @Test
    void aPlanIsBuiltFromAllItsParts() {
        Plan plan = plan(Rule.EXPECTED);
        assertEquals(plan, plan.toBuilder().build());
        for (String missing : PARTS) {
            InvalidValueException refused = assertThrows(
                    InvalidValueException.class, () -> without(missing, plan).build());
            assertEquals(missing + " (nothing) must be set. Set it before build().", refused.getMessage());
        }
    }

    @Test
    void thePaperRuleScoresTheEnergyOfItsReadings() {
        Planning planning = planning(Rule.PAPER);
        ScoreReadings readings = ScoreReadings.DEFAULT
                .withOpportunity(Opportunity.INVERSE)
                .withEnergyBasis(ScoreReadings.EnergyBasis.NOMINAL);
        Plan plan = planning.withReadings(readings).plan(repeated(planning));
        Score score = plan.score().orElseThrow();
        double opportunity = plan.robust().seconds() / plan.nominal().seconds();
        assertEquals(readings, score.readings());
        assertEquals(opportunity, score.opportunity());
        assertEquals(plan.nominal().joules() * score.risk() / opportunity, score.value());
        assertEquals(score.value(), plan.objective());
        assertEquals(Rule.PAPER, plan.rule());
    }

    @Test
    void anInferenceRunsWhereItTakesLeast() {
        Problem problem = asking();
        Planning asked = Planning.of(problem, problem.assess().candidates().get(0), Rule.EXPECTED);
        assertTrue(asked.lacksInference());
        assertEquals(Optional.empty(), asked.planIfComplete(repeated(asked)));
        assertEquals(0, asked.inferenceJoules());
        Planning cheapest = asked.withCheapestInference();
        assertFalse(cheapest.lacksInference());
        Plan plan = cheapest.planIfComplete(repeated(asked)).orElseThrow();
        double least = asked.candidate().leastInferenceJoules(Optional.of(Inference.of(SAMPLES)));
        assertTrue(least > 0);
        assertEquals(least, plan.inference().orElseThrow().joules());
        assertEquals(least, cheapest.inferenceJoules());
    }

    @Test
    void aStopEndsThePlanning() {
        Planning planning = planning(Rule.EXPECTED);
        List<Action> actions = repeated(planning);
        assertThrows(RuntimeException.class, () -> planning.withStop(() -> true).plan(actions));
        assertEquals(planning.plan(actions), planning.withStop(() -> false).plan(actions));
    }

    /** As solvers do. */
    @Test
    void strategiesScoreByTheReadingsAskedFor() {
        ScoreReadings readings = ScoreReadings.DEFAULT.withOpportunity(Opportunity.INVERSE);
        SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.PAPER).withReadings(readings);
        for (SchedulePolicy policy : SchedulePolicy.values()) {
            Problem problem = problem().withScenario(scenario().schedule(policy).build());
            for (Strategy strategy : Strategies.all(problem.scenario(), 7)) {
                strategy.plan(problem, options)
                        .plan()
                        .flatMap(Plan::score)
                        .ifPresent(score -> assertEquals(readings, score.readings(), strategy.name()));
            }
            Plan greedy = Strategies.greedy().plan(problem, options).plan().orElseThrow();
            assertEquals(readings, greedy.score().orElseThrow().readings());
        }
    }

    private static Plan.Builder without(String part, Plan plan) {
        Plan.Builder builder = Plan.builder(plan.pair(), plan.rule(), plan.schedule());
        if (!part.equals("objective")) {
            builder.objective(plan.objective());
        }
        if (!part.equals("setup")) {
            builder.setup(plan.setup());
        }
        if (!part.equals("nominal")) {
            builder.nominal(plan.nominal());
        }
        if (!part.equals("expected")) {
            builder.expected(plan.expected());
        }
        if (!part.equals("robust")) {
            builder.robust(plan.robust());
        }
        if (!part.equals("chance")) {
            builder.chance(plan.chance());
        }
        return builder;
    }

    private static Plan plan(Rule rule) {
        Planning planning = planning(rule);
        return planning.plan(repeated(planning));
    }

    private static Planning planning(Rule rule) {
        Problem problem = problem();
        return Planning.of(problem, problem.assess().candidates().get(0), rule);
    }

    /** The first open action in every epoch. */
    private static List<Action> repeated(Planning planning) {
        Candidate candidate = planning.candidate();
        return Collections.nCopies(candidate.robustEpochs(), candidate.actions().get(0));
    }

    /** Six epochs are likely, ten are planned. */
    private static Problem problem() {
        return new Problem(
                scenario().build(),
                Estimators.of((scenario, pair) -> Optional.of(EpochEstimate.of(6, 10))),
                AnalyticCosts.PAPER);
    }

    private static Problem asking() {
        return problem().withScenario(scenario().inferenceSamples(SAMPLES).build());
    }

    private static Scenario.Builder scenario() {
        Link link = Link.of(1e7, 1e-6);
        return Scenario.builder("one server", Target.of(1e6, 0.05))
                .cloud(Cloud.of("cloud", 1e12, 1e-10))
                .device(Device.of("device", 1e10, 5e-10))
                .edgeServer(EdgeServer.of("near", new Processor(3e11, 3e-10), link, link))
                .bitWidths(8)
                .workload(Workload.of(100, 50))
                .model(ModelVersion.of("net", 0.04, List.of(layer(2e6), layer(2e7))));
    }

    private static Layer layer(double macs) {
        return new Layer("layer", macs, 1e5, 1e4);
    }
}
