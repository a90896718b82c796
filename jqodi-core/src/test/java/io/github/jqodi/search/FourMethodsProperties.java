package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.TOLERANCE;
import static io.github.jqodi.testing.Answers.assertClose;
import static io.github.jqodi.testing.Answers.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.ScoreReadings.EnergyBasis;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import io.github.jqodi.plan.ScoreReadings.Risk;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Algorithms 1-4, merged states, knapsack engine and trying every schedule give the same answers. */
class FourMethodsProperties {
    private static final List<Solver> OTHERS = List.of(Solvers.exact(), Solvers.merged(), Solvers.paths());

    @Property(tries = 2000, seed = "20261202", shrinking = ShrinkingMode.OFF)
    void agreeOnEveryRule(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        SolveResult reference = assertAgreement(seed, given, options);
        boolean mixes = reference.plan().map(plan -> plan.schedule().size() > 1).orElse(false);
        String kind = reference.status() == Status.INFEASIBLE
                ? "infeasible"
                : mixes && binds(given, reference) ? "binding and mixed" : "other";
        Statistics.label("kind").collect(kind).coverage(c -> {
            c.check("binding and mixed").percentage(p -> p >= 30);
            c.check("infeasible").percentage(p -> p >= 10);
        });
    }

    @Property(tries = 1200, seed = "20261203", shrinking = ShrinkingMode.OFF)
    void agreeOnEveryReadingOfTheScore(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SplittableRandom random = new SplittableRandom(seed);
        ScoreReadings readings = new ScoreReadings(
                pick(random, Opportunity.values()), pick(random, Risk.values()), pick(random, EnergyBasis.values()));
        SolveOptions options =
                SolveOptions.DEFAULT.withRule(Rule.PAPER).withReadings(readings).withGap(0);
        SolveResult reference = assertAgreement(seed, given, options);
        SolveResult alone = Solvers.exact().solve(given.problem(), options.withAlternatives(0));
        assertEquals(reference.status(), alone.status());
        reference
                .plan()
                .ifPresent(plan ->
                        assertClose(plan.objective(), alone.plan().orElseThrow().objective()));
        reference
                .plan()
                .ifPresent(plan ->
                        assertEquals(readings, plan.score().orElseThrow().readings()));
        Statistics.label("opportunity").collect(readings.opportunity());
        Statistics.label("risk is not 1")
                .collect(reference
                        .plan()
                        .flatMap(Plan::score)
                        .map(score -> score.risk() != 1)
                        .orElse(false))
                .coverage(c -> c.check(true).percentage(p -> p >= 5));
    }

    @Property(tries = 400, seed = "20261207", shrinking = ShrinkingMode.OFF)
    void limitsEndInTruthfulBounds(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SplittableRandom random = new SplittableRandom(seed);
        ScoreReadings readings = ScoreReadings.DEFAULT.withOpportunity(pick(random, Opportunity.values()));
        SolveOptions options = SolveOptions.DEFAULT
                .withRule(pick(random, Rule.values()))
                .withReadings(readings)
                .withGap(0);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        double least = reference.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY);
        for (Solver solver : List.of(Solvers.merged(), Solvers.paths())) {
            SolveResult cut = solver.solve(given.problem(), options.withMaxLabels(1 + random.nextInt(40)));
            Statistics.label(solver.name()).collect(cut.status());
            String message = solver.name() + ", " + options.rule() + ", seed " + seed;
            assertTrue(cut.lowerBound() <= least * (1 + TOLERANCE), message);
            cut.plan().ifPresent(plan -> assertTrue(plan.objective() >= least * (1 - TOLERANCE), message));
            assertTrue(cut.status() != Status.INFEASIBLE || reference.status() == Status.INFEASIBLE, message);
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), cut), message);
        }
    }

    private static <T> T pick(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static SolveResult assertAgreement(long seed, RandomProblems.Case given, SolveOptions options) {
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        for (Solver solver : OTHERS) {
            SolveResult result = solver.solve(given.problem(), options);
            try {
                assertSame(given.problem(), options.rule(), reference, result);
                assertEquals(List.of(), ResultVerifier.verify(given.problem(), result));
            } catch (AssertionError e) {
                String who = solver.name() + ", " + options.readings() + ", ";
                throw new AssertionError(who + RandomProblems.describe(seed, given), e);
            }
        }
        return reference;
    }

    private static boolean binds(RandomProblems.Case given, SolveResult result) {
        if (given.problem().scenario().schedule() == SchedulePolicy.FIXED) {
            return false;
        }
        Plan free = Solvers.exact()
                .solve(given.problem().withDeadlineSeconds(1e7), SolveOptions.DEFAULT.withRule(given.rule()))
                .plan()
                .orElseThrow();
        Plan best = result.plan().orElseThrow();
        return free.objective() < best.objective()
                || free.robust().joules() < best.robust().joules();
    }
}
