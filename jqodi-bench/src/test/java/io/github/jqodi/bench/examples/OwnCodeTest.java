package io.github.jqodi.bench.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the examples of code that callers bring: cost models, estimators, brokers, sweeps. */
class OwnCodeTest {
    private static final double ROUNDING = 1e-12;

    @Test
    void aDeviceThatGetsHotComputesLonger() throws IOException {
        Problem cool = bundled("paper-data1");
        ThrottledDevice model = new ThrottledDevice(cool.costModel(), 4, 3);
        Problem hot = new Problem(cool.scenario(), cool.estimators(), model);
        SolveResult before = Planner.create().plan(cool);
        SolveResult after = Planner.create().plan(hot.withDeadlineSeconds(600));
        Plan plan = before.plan().orElseThrow();
        Scenario scenario = hot.scenario();
        Action action =
                new Action(scenario.edgeServers().get(0), plan.schedule().get(0).cut());
        ModelCosts costs = model.costs(scenario).of(plan.pair());
        ModelCosts own = cool.costModel().costs(scenario).of(plan.pair());
        assertEquals(own.epoch(action, 4), costs.epoch(action, 4));
        Cost fifth = costs.epoch(action, 5);
        assertTrue(fifth.seconds() > own.epoch(action, 5).seconds(), fifth::toString);
        assertEquals(
                fifth.joules(),
                fifth.items().stream().mapToDouble(item -> item.joules()).sum(),
                ROUNDING * fifth.joules());
        assertEquals(Status.OPTIMAL, after.status());
        assertTrue(after.plan().orElseThrow().objective() >= plan.objective(), "heat saves nothing");
    }

    @Test
    void finishedJobsAreWhatIsExpectedOfTheNext() {
        FinishedJobs jobs = new FinishedJobs();
        Problem problem = ExamplesTest.problem();
        Problem learning = problem.withEstimators(Estimators.of(jobs));
        SolveResult unknown = Planner.create().plan(learning);
        assertEquals(Status.INFEASIBLE, unknown.status());
        var pair = Planner.create().plan(problem).plan().orElseThrow().pair();
        for (int epochs : new int[] {2, 2, 3, 5}) {
            jobs.reached(pair, epochs);
        }
        Plan known = Planner.create().plan(learning).plan().orElseThrow();
        assertEquals(5, known.robust().epochs());
        assertEquals(1, known.chance().target(), ROUNDING);
        jobs.gaveUp(pair);
        assertEquals(Status.INFEASIBLE, Planner.create().plan(learning).status(), "0.95 is beyond 4 of 5");
    }

    @Test
    void aThousandScenariosAreOneCall() throws IOException {
        ThousandScenarios sweep = new ThousandScenarios(bundled("paper-data1"), 1000);
        Map<String, Integer> together = sweep.firstPlaces(1e5, 1e9, 4);
        assertEquals(
                1000, together.values().stream().mapToInt(Integer::intValue).sum());
        assertTrue(together.size() > 1, together::toString);
        assertEquals(together, sweep.firstPlaces(1e5, 1e9, 1));
    }

    /** On b an epoch is cheap and takes 2 s, on a it takes 1 s; each host has one slot. */
    @Test
    void aBrokerHoldsHostsAndLetsTasksWait() {
        List<String> log = new ArrayList<>();
        EdgeBroker broker = new EdgeBroker(new LoggedHosts(log));
        Problem problem = ExamplesTest.problem();
        broker.submit(new EdgeBroker.Task("first", problem), 0);
        broker.submit(new EdgeBroker.Task("second", problem), 0);
        broker.submit(new EdgeBroker.Task("third", problem), 1);
        broker.submit(new EdgeBroker.Task("hasty", problem.withDeadlineSeconds(2)), 1);
        assertEquals(6, broker.run());
        assertEquals(
                List.of(
                        "0 s: first on b",
                        "0 s: second on a",
                        "1 s: hasty is rejected",
                        "3 s: second ends",
                        "3 s: third on a",
                        "6 s: first ends",
                        "6 s: third ends"),
                log);
    }

    /** Hosts of one slot each. */
    private record LoggedHosts(List<String> log) implements EdgeBroker.Datacenter {
        @Override
        public int slots(String host) {
            return 1;
        }

        @Override
        public void begins(EdgeBroker.Task task, Plan plan, double seconds) {
            say(seconds, task.name() + " on " + plan.schedule().get(0).server().orElseThrow());
        }

        @Override
        public void ends(EdgeBroker.Task task, double seconds) {
            say(seconds, task.name() + " ends");
        }

        @Override
        public void rejects(EdgeBroker.Task task, double seconds) {
            say(seconds, task.name() + " is rejected");
        }

        private void say(double seconds, String what) {
            log.add(String.format(Locale.ROOT, "%.0f s: %s", seconds, what));
        }
    }

    static Problem bundled(String name) throws IOException {
        try (InputStream in = BundledScenarios.open(name)) {
            return ScenarioJson.read(in);
        }
    }
}
