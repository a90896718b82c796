package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.frontier.ExactFrontier;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.testing.RandomProblems;
import io.github.jqodi.testing.ReadPage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrontierReportTest {
    @Test
    void everyNumberIsThatOfAStep() {
        int some = 0;
        for (long seed = 0; seed < 150; seed++) {
            Problem problem = RandomProblems.of(seed).problem();
            Frontier frontier = Frontier.of(problem, SolveOptions.DEFAULT);
            ExactFrontier staircase = frontier.exactSteps(Solvers.exact(), 1000);
            check(frontier.steps(), FrontierReport.html(frontier));
            check(FrontierReport.drawing(frontier), FrontierReport.drawing(frontier));
            check(staircase.steps(), FrontierReport.html(staircase));
            check(FrontierReport.drawing(staircase), FrontierReport.drawing(staircase));
            some += frontier.size() > 1 ? 1 : 0;
        }
        assertTrue(some > 50, some + " with several steps");
    }

    private static void check(List<Step> points, String html) {
        ReadPage page =
                ReadPage.of(html).standsAlone().figuresAreNamed().readsInOrder().showsItsNumbers();
        Set<Double> known = points.stream()
                .flatMap(point -> Stream.of(point.limit(), point.objective()))
                .collect(Collectors.toSet());
        page.numbers().forEach(number -> assertTrue(known.contains(number), number + " in " + html));
        assertEquals(points.isEmpty(), html.contains("No pair has a plan at any limit."));
    }

    private static void check(Drawing drawing, Drawing again) {
        ReadPage.of(drawing.svg()).standsAlone().figuresAreNamed();
        assertEquals(drawing.svg(), again.svg());
    }

    @Test
    void whatALimitLeftOutIsSaid() {
        Problem problem = LongStream.range(0, 400)
                .mapToObj(seed -> RandomProblems.of(seed).problem())
                .filter(drawn -> Frontier.of(drawn, SolveOptions.DEFAULT).size() > 2)
                .findFirst()
                .orElseThrow();
        Frontier frontier = Frontier.of(problem, SolveOptions.DEFAULT);
        String some =
                "These are the steps of the longest limits; a limit of the search ended it before the shorter ones.";
        ExactFrontier few = frontier.exactSteps(Solvers.exact(), 1);
        String svg = FrontierReport.drawing(few).svg();
        assertTrue(svg.contains(", as far as the search got") && svg.contains(some), svg);
        String all = FrontierReport.drawing(frontier.exactSteps(Solvers.exact(), 100_000))
                .svg();
        assertFalse(all.contains("as far as the search got") || all.contains(some), all);
        Frontier none = Frontier.of(problem, SolveOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1)));
        assertFalse(none.isComplete());
        assertTrue(FrontierReport.drawing(none).svg().contains("A limit ended the search before a plan was found."));
        assertTrue(FrontierReport.html(none).contains("A limit ended the search before a plan was found."));
    }

    /** Each of the points belongs to another pair than the one before. */
    @Test
    void ofMoreChangesThanAreShownTheTableSaysHowMany() {
        List<Step> points = IntStream.range(0, 100)
                .mapToObj(i -> new Step(1 + i, 200 - i, new QuantizedModel("m" + i % 2, "8"), ObjectiveKind.ENERGY))
                .toList();
        Objectives objectives = new Objectives(ObjectiveKind.ENERGY, Rule.EXPECTED, Task.FINE_TUNING);
        String html = new HtmlPage("p")
                .table(new FrontierTables(points, objectives).changes())
                .html();
        assertEquals(
                40,
                ReadPage.of(html)
                        .table("Where the decision changes hands, and the last step, 40 of 100")
                        .size());
    }

    @Test
    void rowsStandWhereThePairChanges() {
        for (long seed = 0; seed < 400; seed++) {
            Problem problem = RandomProblems.of(seed).problem();
            Frontier frontier = Frontier.of(problem, SolveOptions.DEFAULT);
            List<Step> points = frontier.steps();
            long changes = 1;
            for (int i = 1; i < points.size(); i++) {
                changes += points.get(i).pair().equals(points.get(i - 1).pair()) ? 0 : 1;
            }
            if (changes > 1) {
                boolean lastIsChange = !points.get(points.size() - 1)
                        .pair()
                        .equals(points.get(points.size() - 2).pair());
                int rows = ReadPage.of(FrontierReport.html(frontier))
                        .table("Where the decision changes hands, and the last step")
                        .size();
                assertEquals(changes + (lastIsChange ? 0 : 1), rows, "seed " + seed);
                return;
            }
        }
        throw new AssertionError("no frontier changes hands");
    }
}
