package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The rest of a run, against every schedule, as a file, with a prepared solver, and beside the plan it was begun with. */
class RunInProgressProperties {
    @Property(tries = 3000, seed = "20261201", shrinking = ShrinkingMode.OFF)
    void exactAndMergedAgreeWithExhaustive(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.begun(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        SolveResult exact = Solvers.exact().solve(given.problem(), options);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        Statistics.label("plans")
                .collect(exact.status().hasPlan())
                .coverage(c -> c.check(true).percentage(p -> p >= 55));
        try {
            assertSame(given.problem(), given.rule(), reference, exact);
            assertSame(
                    given.problem(), given.rule(), reference, Solvers.merged().solve(given.problem(), options));
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), exact, options));
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), reference, options));
        } catch (AssertionError e) {
            throw new AssertionError(RandomProblems.describe(seed, given), e);
        }
    }

    @Property(tries = 500, seed = "20261202", shrinking = ShrinkingMode.OFF)
    void aFileHasThePlanOfTheProblem(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.begun(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        Problem read = ScenarioJson.parse(ScenarioJson.write(given.problem()));
        PreparedSolver prepared =
                Solvers.exact().prepare(RandomProblems.of(seed).problem());
        SolveResult expected = Solvers.exact().solve(given.problem(), options);
        SolveResult actual = prepared.solve(read, options);
        assertEquals(expected.plan(), actual.plan(), () -> "seed " + seed);
        assertEquals(expected.infeasibilities(), actual.infeasibilities(), () -> "seed " + seed);
        assertEquals(expected.plan(), PlanJson.parse(PlanJson.write(expected)).plan(), () -> "seed " + seed);
    }

    /** With a known number of epochs the rest of the best plan is the best plan of the rest. */
    @Property(tries = 3000, seed = "20261203", shrinking = ShrinkingMode.OFF)
    void planningAgainUnderAKnownNumberOfEpochsChangesNothing(@ForAll long seed) {
        Problem problem = known(RandomProblems.of(seed).problem());
        SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.ROBUST).withGap(0);
        Optional<Plan> plan = Solvers.exact().solve(problem, options).plan();
        boolean comparable = plan.isPresent()
                && plan.get().robust().epochs() > 1
                && plan.get().inference().isEmpty()
                && problem.scenario().schedule() == SchedulePolicy.PER_EPOCH;
        int compared = 0;
        if (comparable) {
            for (int done = 1; done < plan.get().robust().epochs(); done++) {
                compared += compare(seed, problem, plan.get(), done, options);
            }
        }
        Statistics.label("compared")
                .collect(compared > 0)
                .coverage(c -> c.check(true).percentage(p -> p >= 35));
    }

    private static int compare(long seed, Problem problem, Plan plan, int done, SolveOptions options) {
        Candidate candidate = problem.assess().candidate(plan.pair()).orElseThrow();
        List<Action> actions = actions(candidate, plan.schedule());
        double seconds = candidate.setup().seconds();
        double joules = candidate.setup().joules();
        for (int k = 1; k <= done; k++) {
            Action action = actions.get(k - 1);
            Cost cost = candidate.costs().epoch(action, k);
            boolean changes = k > 1 && Switches.between(actions.get(k - 2), action);
            seconds += cost.seconds() + (changes ? action.server().switchSeconds() : 0);
            joules += cost.joules() + (changes ? action.server().switchJoules() : 0);
        }
        RunInProgress run = RunInProgress.of(plan.pair(), done, seconds, joules)
                .withLastServer(actions.get(done - 1).server().name());
        double left = problem.scenario().target().deadlineSeconds() - seconds;
        double rest = plan.robust().seconds() - seconds;
        if (rest > left - 1e-9 * plan.robust().seconds()) {
            return 0;
        }
        Plan again = Solvers.exact()
                .solve(pinned(problem, plan.pair()).withProgress(run), options)
                .plan()
                .orElseThrow();
        assertEquals(
                plan.robust().joules() - joules,
                again.objective(),
                1e-9 * plan.robust().joules(),
                () -> "seed " + seed + " after " + done + ": " + plan + ", again " + again);
        return 1;
    }

    private static Problem known(Problem problem) {
        return problem.withEstimators(Estimators.of((scenario, pair) -> problem.estimators()
                .epochs()
                .epochs(scenario, pair)
                .flatMap(estimate -> estimate.at(0.95))
                .map(k -> EpochEstimate.of(k.expectedEpochs(), k.expectedEpochs()))));
    }

    private static Problem pinned(Problem problem, QuantizedModel pair) {
        return problem.withScenario(problem.scenario()
                .withChoices(problem.scenario()
                        .choices()
                        .withModels(Selection.only(List.of(pair.model())))
                        .withQuantizations(Selection.only(List.of(pair.quantization())))));
    }

    private static List<Action> actions(Candidate candidate, List<Segment> schedule) {
        List<Action> all = new ArrayList<>();
        for (Segment segment : schedule) {
            Action action = candidate.actions().stream()
                    .filter(a -> a.cut() == segment.cut()
                            && a.server().name().equals(segment.server().orElseThrow()))
                    .findFirst()
                    .orElseThrow();
            all.addAll(Collections.nCopies(segment.toEpoch() - segment.fromEpoch() + 1, action));
        }
        return all;
    }
}
