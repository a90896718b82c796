package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.frontier.EnergyFrontier;
import io.github.jqodi.frontier.EnergyFrontier.Point;
import io.github.jqodi.frontier.Staircase;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.testing.RandomProblems;
import io.github.jqodi.testing.ReadPage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrontierReportTest {
    @Test
    void everyNumberIsThatOfAStep() {
        int some = 0;
        for (long seed = 0; seed < 150; seed++) {
            Problem problem = RandomProblems.of(seed).problem();
            EnergyFrontier frontier = EnergyFrontier.of(problem, SolveOptions.DEFAULT);
            Staircase staircase = frontier.staircase(Solvers.exact(), 1000);
            check(problem, frontier.points(), FrontierReport.html(problem, Rule.EXPECTED, frontier));
            check(problem, staircase.points(), FrontierReport.html(problem, Rule.EXPECTED, staircase));
            some += frontier.size() > 1 ? 1 : 0;
        }
        assertTrue(some > 50, some + " with several steps");
    }

    private static void check(Problem problem, List<Point> points, String html) {
        ReadPage page =
                ReadPage.of(html).standsAlone().figuresAreNamed().readsInOrder().showsItsNumbers();
        Set<Double> known = points.stream()
                .flatMap(point -> Stream.of(point.deadlineSeconds(), point.objective()))
                .collect(Collectors.toSet());
        page.numbers().forEach(number -> assertTrue(known.contains(number), number + " in " + html));
        assertEquals(points.isEmpty(), html.contains("No pair has a plan at any limit."));
        Drawing drawing = FrontierReport.drawing(problem, Rule.EXPECTED, points);
        ReadPage.of(drawing.svg()).standsAlone().figuresAreNamed();
        assertEquals(
                drawing.svg(),
                FrontierReport.drawing(problem, Rule.EXPECTED, points).svg());
    }

    @Test
    void rowsStandWhereThePairChanges() {
        for (long seed = 0; seed < 400; seed++) {
            Problem problem = RandomProblems.of(seed).problem();
            EnergyFrontier frontier = EnergyFrontier.of(problem, SolveOptions.DEFAULT);
            List<Point> points = frontier.points();
            long changes = 1;
            for (int i = 1; i < points.size(); i++) {
                changes += points.get(i).pair().equals(points.get(i - 1).pair()) ? 0 : 1;
            }
            if (changes > 1) {
                boolean lastIsChange = !points.get(points.size() - 1)
                        .pair()
                        .equals(points.get(points.size() - 2).pair());
                int rows = ReadPage.of(FrontierReport.html(problem, Rule.EXPECTED, frontier))
                        .table("Where the decision changes hands, and the last step")
                        .size();
                assertEquals(changes + (lastIsChange ? 0 : 1), rows, "seed " + seed);
                return;
            }
        }
        throw new AssertionError("no frontier changes hands");
    }
}
