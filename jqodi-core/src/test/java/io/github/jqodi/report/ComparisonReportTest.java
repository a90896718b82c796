package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.Strategy;
import io.github.jqodi.strategy.StrategyOutcome;
import io.github.jqodi.testing.RandomProblems;
import io.github.jqodi.testing.ReadPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ComparisonReportTest {
    @Test
    void everyStrategyHasARowWithItsNumbers() {
        int won = 0;
        for (long seed = 0; seed < 60; seed++) {
            Problem problem = RandomProblems.of(seed).problem();
            List<StrategyOutcome> outcomes = outcomes(problem);
            String html = ComparisonReport.html(problem, outcomes);
            assertEquals(html, ComparisonReport.html(problem, outcomes));
            ReadPage page = ReadPage.of(html)
                    .standsAlone()
                    .figuresAreNamed()
                    .readsInOrder()
                    .showsItsNumbers();
            List<List<Element>> rows = page.table("Strategies");
            assertEquals(outcomes.size(), rows.size());
            Optional<Plan> first = outcomes.stream()
                    .filter(StrategyOutcome::feasible)
                    .findFirst()
                    .flatMap(StrategyOutcome::plan);
            for (int i = 0; i < rows.size(); i++) {
                check(outcomes.get(i), first, rows.get(i));
            }
            won += html.contains("a typical run takes least by") ? 1 : 0;
        }
        assertTrue(won > 20 && won < 60, won + " with a winner");
    }

    private static void check(StrategyOutcome outcome, Optional<Plan> first, List<Element> row) {
        assertEquals(outcome.strategy(), row.get(1).getTextContent());
        outcome.plan().ifPresent(plan -> {
            assertEquals(List.of(plan.nominal().joules()), ReadPage.numbers(row.get(4)));
            first.filter(base -> base.nominal().joules() > 0)
                    .ifPresent(base -> assertEquals(
                            List.of(plan.nominal().joules() / base.nominal().joules()), ReadPage.numbers(row.get(5))));
            assertEquals(List.of(plan.nominal().seconds()), ReadPage.numbers(row.get(6)));
            assertEquals(List.of(plan.robust().joules()), ReadPage.numbers(row.get(7)));
            assertEquals(List.of(plan.robust().seconds()), ReadPage.numbers(row.get(8)));
        });
        boolean breaks = outcome.plan().isPresent() && !outcome.feasible();
        assertTrue(!breaks || !row.get(9).getTextContent().isEmpty());
    }

    private static List<StrategyOutcome> outcomes(Problem problem) {
        List<StrategyOutcome> outcomes = new ArrayList<>();
        for (Strategy strategy : Strategies.all(problem.scenario(), 1)) {
            try {
                outcomes.add(strategy.plan(problem, SolveOptions.DEFAULT));
            } catch (IllegalArgumentException e) {
                assertTrue(!String.valueOf(e.getMessage()).isEmpty());
            }
        }
        return outcomes;
    }
}
