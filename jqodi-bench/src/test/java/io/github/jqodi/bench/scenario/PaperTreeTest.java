package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.tree.StateGraph;
import io.github.jqodi.tree.TreeSize;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sections 4.6 and 7 of the readings: Algorithms 1-4 on the paper's own data. */
class PaperTreeTest {
    private static final double PRINTED = 0.05;

    @Test
    void property2BoundsTheEdgesByTheSquareOfTheStates() throws IOException {
        assertEquals(26_440_164L, square(states("paper-data1")));
        assertEquals(46_785_600L, square(states("paper-data2")));
    }

    /** 8^29 schedules; of those within 180 s the exact number comes from counts, which do not depend on the order. */
    @Test
    void predictedPathsInTimeAreCloseAboveTheExactNumber() throws IOException {
        Candidate candidate = candidate("LeNet-like", 8);
        CostTable table = table(candidate);
        TreeSize size = TreeSize.of(candidate, table, 180);
        double exact = pathsInTime(table.seconds(0), 0, candidate.robustEpochs(), 180, 1);
        assertEquals(4.684e12, exact, 0.001e12);
        double predicted = Math.pow(10, size.log10PathsInTime());
        assertTrue(predicted >= exact && predicted <= 1.5 * exact, predicted + " " + exact);
        assertEquals(29 * Math.log10(8), size.log10Paths(), 1e-9);
    }

    @Test
    void fixedSchedulesScoreAsInTheReadings() throws IOException {
        Problem fixed = withSchedule(open("paper-data1"), SchedulePolicy.FIXED);
        for (Solver solver : Solvers.all()) {
            Plan eight = plan(solver, pinned(fixed, "LeNet-like", 8), Rule.PAPER);
            Plan six = plan(solver, pinned(fixed, "LeNet-like", 6), Rule.PAPER);
            assertEquals(8693.8, eight.score().orElseThrow().value(), PRINTED);
            assertEquals(9105.7, six.score().orElseThrow().value(), PRINTED);
            assertEquals(1, eight.score().get().risk());
            Plan best = plan(solver, fixed, Rule.PAPER);
            assertEquals(QuantizedModel.of("LeNet-like", 8), best.pair());
        }
    }

    @Test
    void mergedStatesProveWhatTheEngineProves() throws IOException {
        for (String name : List.of("paper-data1", "paper-data2", "realistic-data1")) {
            for (Rule rule : List.of(Rule.NOMINAL, Rule.ROBUST)) {
                Problem problem = withSchedule(open(name), SchedulePolicy.PER_EPOCH);
                SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withGap(0);
                SolveResult engine = Solvers.exact().solve(problem, options);
                SolveResult merged = Solvers.merged().solve(problem, options);
                assertEquals(Status.OPTIMAL, merged.status(), name);
                double objective = engine.plan().orElseThrow().objective();
                assertEquals(objective, merged.plan().orElseThrow().objective(), 1e-12 * objective);
            }
        }
    }

    @Test
    void thePapersOwnMethodRefusesThePapersOwnData() throws IOException {
        SolveResult result = Solvers.paths()
                .solve(withSchedule(open("paper-data1"), SchedulePolicy.PER_EPOCH), SolveOptions.DEFAULT);
        assertEquals(Status.UNKNOWN, result.status());
        assertTrue(
                result.infeasibilities().stream()
                        .anyMatch(why -> why.message().contains("paths would have to build a tree of")
                                && why.message().contains("its limit is 5000000 vertices")),
                () -> result.infeasibilities().toString());
    }

    private static double pathsInTime(double[] seconds, int action, int left, double budget, double ways) {
        if (budget <= 0) {
            return 0;
        }
        if (action == seconds.length - 1) {
            return left * seconds[action] < budget ? ways : 0;
        }
        double sum = 0;
        double choose = ways;
        for (int count = 0; count <= left; count++) {
            sum += pathsInTime(seconds, action + 1, left - count, budget - count * seconds[action], choose);
            choose = choose * (left - count) / (count + 1);
        }
        return sum;
    }

    private static long states(String name) throws IOException {
        Problem problem = open(name);
        double deadline = problem.scenario().target().deadlineSeconds();
        return problem.assess().candidates().stream()
                .mapToLong(c -> StateGraph.of(c, table(c), deadline).stateCount())
                .sum();
    }

    private static long square(long value) {
        return value * value;
    }

    private static Candidate candidate(String model, int bits) throws IOException {
        return open("paper-data1").assess().candidates().stream()
                .filter(c -> c.isOf(QuantizedModel.of(model, bits)))
                .findFirst()
                .orElseThrow();
    }

    private static CostTable table(Candidate candidate) {
        return CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
    }

    private static Plan plan(Solver solver, Problem problem, Rule rule) {
        return solver.solve(problem, SolveOptions.DEFAULT.withRule(rule)).plan().orElseThrow();
    }

    private static Problem pinned(Problem problem, String model, int bits) {
        return problem.withScenario(problem.scenario()
                .withChoices(Choices.ALL
                        .withModels(Selection.only(List.of(model)))
                        .withQuantizations(Selection.only(List.of(Integer.toString(bits))))));
    }

    private static Problem withSchedule(Problem problem, SchedulePolicy policy) {
        return problem.withScenario(problem.scenario().withSchedule(policy));
    }

    private static Problem open(String name) throws IOException {
        try (InputStream in = BundledScenarios.open(name)) {
            return ScenarioJson.read(in);
        }
    }
}
