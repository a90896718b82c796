package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.assertSameValues;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.RandomGoals;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Limits on the energy and other objectives: four methods, the verifier and the stated relaxations on random small problems. */
class GoalsProperties {
    @Property(tries = 3000, seed = "20261127", shrinking = ShrinkingMode.OFF)
    void energyUnderALimit(@ForAll long seed) {
        RandomGoals.Case given = RandomGoals.limitedEnergy(seed);
        SolveResult exact = agreesWithExhaustive(seed, given);
        relaxationsAreLeast(seed, given, exact);
        Statistics.label("energy rows")
                .collect(exact.infeasibilities().stream().anyMatch(why -> why.reason() == Reason.ENERGY))
                .coverage(c -> {
                    c.check(true).percentage(p -> p >= 20);
                    c.check(false).percentage(p -> p >= 20);
                });
    }

    @Property(tries = 3000, seed = "20261128", shrinking = ShrinkingMode.OFF)
    void timeUnderALimitOfEnergy(@ForAll long seed) {
        RandomGoals.Case given = RandomGoals.time(seed);
        SolveResult exact = agreesWithExhaustive(seed, given);
        relaxationsAreLeast(seed, given, exact);
        boolean mixes = exact.plan().map(plan -> plan.schedule().size() > 1).orElse(false);
        Statistics.label("kind").collect(mixes ? "mixed" : exact.status()).coverage(c -> {
            c.check("mixed").percentage(p -> p >= 15);
            c.check(Status.INFEASIBLE).percentage(p -> p >= 10);
        });
    }

    @Property(tries = 3000, seed = "20261130", shrinking = ShrinkingMode.OFF)
    void price(@ForAll long seed) {
        RandomGoals.Case given = RandomGoals.price(seed);
        SolveResult exact = agreesWithExhaustive(seed, given);
        relaxationsAreLeast(seed, given, exact);
        exact.plan().ifPresent(plan -> assertBill(seed, given, plan));
        boolean mixes = exact.plan().map(plan -> plan.schedule().size() > 1).orElse(false);
        Statistics.label("kind").collect(mixes).coverage(c -> c.check(true).percentage(p -> p >= 15));
    }

    /** Every row is weighted, where prices are the same in all epochs by what it shows; rows are the price of a robust run. */
    private static void assertBill(long seed, RandomGoals.Case given, Plan plan) {
        Prices prices = ((Objective.Price) given.problem().scenario().objective()).prices();
        double sum = 0;
        for (CostItem row : plan.bill()) {
            double price = row.price().orElseThrow();
            sum += price;
            if (prices.steadyFromEpoch() == 1 && row.phase() != Phase.INFERENCE) {
                double own =
                        row.joules() * prices.perJoule(row.node(), 1) + row.seconds() * prices.perSecond(row.node());
                assertEquals(own, price, 1e-9 * own, () -> RandomGoals.describe(seed, given) + row);
            }
        }
        if (given.rule() == Rule.ROBUST) {
            assertEquals(plan.objective(), sum, 1e-9 * sum, () -> RandomGoals.describe(seed, given));
        }
    }

    @Property(tries = 500, seed = "20261201", shrinking = ShrinkingMode.OFF)
    void onePriceForEveryJouleIsTheEnergy(@ForAll long seed) {
        RandomGoals.Case given = RandomGoals.price(seed);
        Scenario scenario = given.problem().scenario();
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        SolveResult energy =
                Solvers.exact().solve(given.problem().withScenario(scenario.withObjective(Objective.ENERGY)), options);
        SolveResult price = Solvers.exact()
                .solve(
                        given.problem().withScenario(scenario.withObjective(Objective.price(Prices.ofJoules(1)))),
                        options);
        assertEquals(energy.status(), price.status());
        assertEquals(energy.plan().map(Plan::schedule), price.plan().map(Plan::schedule));
        assertEquals(
                energy.plan().map(Plan::objective).orElse(0.0),
                price.plan().map(Plan::objective).orElse(0.0),
                1e-13 * energy.plan().map(Plan::objective).orElse(0.0));
    }

    /** Least energy below the time that a limit of the energy leaves is below that limit again, and is no shorter. */
    @Property(tries = 500, seed = "20261202", shrinking = ShrinkingMode.OFF)
    void timeUnderALimitAndEnergyUnderADeadlineMeetOnTheFrontier(@ForAll long seed) {
        RandomGoals.Case given = RandomGoals.time(seed);
        SolveResult time = Solvers.exact().solve(given.problem(), SolveOptions.DEFAULT.withGap(0));
        if (time.plan().isEmpty()) {
            return;
        }
        Plan fast = time.plan().get();
        Scenario scenario = given.problem().scenario();
        double least = pinnedTo(given, time.plan().get());
        Target back = scenario.target().withoutJoules().withDeadlineSeconds(least);
        Scenario energy = pinned(
                scenario.toBuilder().target(back).objective(Objective.ENERGY).build(), fast);
        SolveResult cheapest = Solvers.exact()
                .solve(
                        given.problem().withScenario(energy),
                        SolveOptions.DEFAULT.withRule(Rule.ROBUST).withGap(0));
        Plan cheap = cheapest.plan().orElseThrow();
        String message = RandomGoals.describe(seed, given);
        assertEquals(
                fast.robust().seconds(),
                cheap.robust().seconds(),
                1e-12 * fast.robust().seconds(),
                message);
        assertTrue(cheap.robust().joules() <= fast.robust().joules() * (1 + 1e-12), message);
    }

    /** The smallest deadline above a time. */
    private static double pinnedTo(RandomGoals.Case given, Plan plan) {
        return Math.min(
                given.problem().scenario().target().deadlineSeconds(),
                Math.nextUp(plan.robust().seconds()));
    }

    private static Scenario pinned(Scenario scenario, Plan plan) {
        return scenario.withChoices(scenario.choices()
                .withModels(Selection.only(List.of(plan.pair().model())))
                .withQuantizations(Selection.only(List.of(plan.pair().quantization()))));
    }

    /** Steps are plans, no step is missed at its limit, and below the first one there is no plan. */
    @Property(tries = 600, seed = "20261204", shrinking = ShrinkingMode.OFF)
    void frontiersOfOtherObjectivesAndLimits(@ForAll long seed) {
        RandomGoals.Case given = switch (Math.floorMod(seed, 3)) {
            case 0 -> RandomGoals.time(seed);
            case 1 -> RandomGoals.price(seed);
            default -> RandomGoals.limitedEnergy(seed);
        };
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        Frontier frontier = Frontier.of(given.problem(), options);
        double[] limits =
                frontier.steps().stream().mapToDouble(Frontier.Step::limit).toArray();
        List<SolveResult> solved = frontier.solve(Solvers.exact(), limits);
        String message = RandomGoals.describe(seed, given);
        for (int i = 0; i < limits.length; i++) {
            double least = solved.get(i).plan().orElseThrow().objective();
            assertTrue(least <= frontier.step(i).objective() * (1 + 1e-12), message);
        }
        if (limits.length > 0 && limits[0] > Double.MIN_VALUE) {
            SolveResult below =
                    frontier.solve(Solvers.exact(), Math.nextDown(limits[0])).get(0);
            assertEquals(Status.INFEASIBLE, below.status(), message);
        }
        Statistics.label("steps")
                .collect(limits.length > 1)
                .coverage(c -> c.check(true).percentage(p -> p >= 30));
    }

    @Property(tries = 700, seed = "20261129", shrinking = ShrinkingMode.OFF)
    void otherMethodsAgree(@ForAll long seed) {
        for (RandomGoals.Case given :
                List.of(RandomGoals.limitedEnergy(seed), RandomGoals.time(seed), RandomGoals.price(seed))) {
            SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
            SolveResult exact = Solvers.exact().solve(given.problem(), options);
            for (Solver other : List.of(Solvers.merged(), Solvers.paths())) {
                try {
                    assertSameValues(exact, other.solve(given.problem(), options));
                } catch (AssertionError e) {
                    throw new AssertionError(RandomGoals.describe(seed, given), e);
                }
            }
        }
    }

    private static SolveResult agreesWithExhaustive(long seed, RandomGoals.Case given) {
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        SolveResult exact = Solvers.exact().solve(given.problem(), options);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        try {
            assertSameValues(reference, exact);
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), exact, options));
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), reference, options));
            assertEquals(exact, PlanJson.parse(PlanJson.write(exact)));
            exact.plan()
                    .ifPresent(plan ->
                            assertTieByOther(given, plan, reference.plan().orElseThrow()));
        } catch (AssertionError e) {
            throw new AssertionError(RandomGoals.describe(seed, given), e);
        }
        return exact;
    }

    /** Among schedules of least time the one of least energy. */
    private static void assertTieByOther(RandomGoals.Case given, Plan exact, Plan reference) {
        boolean isTime = given.problem().scenario().objective() instanceof Objective.Time;
        boolean isPerEpoch = given.problem().scenario().schedule() == SchedulePolicy.PER_EPOCH;
        if (isTime && isPerEpoch && exact.pair().equals(reference.pair())) {
            assertEquals(
                    reference.robust().joules(),
                    exact.robust().joules(),
                    1e-12 * reference.robust().joules());
        }
    }

    private static void relaxationsAreLeast(long seed, RandomGoals.Case given, SolveResult result) {
        for (Infeasibility why : result.infeasibilities()) {
            if (why.joulesNeeded().isEmpty() && why.smallestDeadlineSeconds().isEmpty()) {
                continue;
            }
            String message = RandomGoals.describe(seed, given) + why;
            assertTrue(status(given, why, 0, 0, 0).hasPlan(), message);
            if (why.joulesNeeded().isPresent()) {
                assertEquals(Status.INFEASIBLE, status(given, why, 1, 0, 0), message);
            }
            if (why.smallestDeadlineSeconds().isPresent()) {
                assertEquals(Status.INFEASIBLE, status(given, why, 0, 1, 0), message);
            }
            if (why.lossTargetNeeded().isPresent()) {
                assertEquals(Status.INFEASIBLE, status(given, why, 0, 0, 1), message);
            }
        }
    }

    /** With all relaxations of a row, some of them a double tighter. */
    private static Status status(RandomGoals.Case given, Infeasibility why, int joules, int deadline, int loss) {
        Scenario scenario = given.problem().scenario();
        Target target = scenario.target()
                .withDeadlineSeconds(
                        tighter(why.smallestDeadlineSeconds(), scenario.target().deadlineSeconds(), deadline));
        if (target.joules().isPresent()) {
            target = target.withJoules(
                    tighter(why.joulesNeeded(), target.joules().getAsDouble(), joules));
        }
        double toward = scenario.metric() == Metric.LOSS ? 0 : 1;
        List<ModelVersion> models = why.lossTargetNeeded().isEmpty()
                ? scenario.models()
                : scenario.models().stream()
                        .map(model -> model.withLossTarget(
                                loss == 0
                                        ? why.lossTargetNeeded().getAsDouble()
                                        : Math.nextAfter(why.lossTargetNeeded().getAsDouble(), toward)))
                        .toList();
        Problem relaxed = given.problem()
                .withScenario(scenario.toBuilder()
                        .target(target)
                        .models(models)
                        .choices(scenario.choices()
                                .withModels(Selection.only(List.of(why.pair().model())))
                                .withQuantizations(
                                        Selection.only(List.of(why.pair().quantization()))))
                        .build());
        return Solvers.exact()
                .solve(relaxed, SolveOptions.DEFAULT.withRule(given.rule()))
                .status();
    }

    private static double tighter(OptionalDouble needed, double given, int doubles) {
        return needed.isEmpty() || doubles == 0 ? needed.orElse(given) : Math.nextDown(needed.getAsDouble());
    }
}
