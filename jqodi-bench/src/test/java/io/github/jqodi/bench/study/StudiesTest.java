package io.github.jqodi.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.report.Figure;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.plan.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudiesTest {
    /** A thinned part of the 10,000 instances; {@link Agreement} runs them all. */
    @Test
    void theExactSolverAgreesWithIndependentProofs() {
        Agreement agreement = Agreement.run(200, 1_000_000);
        assertEquals(List.of(), agreement.failures());
        assertEquals(0, agreement.undecided());
        assertEquals(200, agreement.compared());
        assertTrue(agreement.worstRelativeDifference() <= Agreement.TOLERANCE);
    }

    @Test
    void everySeedOfASpreadIsProven() {
        Spread spread = Spread.of(SizeClass.PAPER, true, Rule.NOMINAL, 12);
        assertEquals(0, spread.unproven());
        assertTrue(spread.coreMillis().median() > 0);
        assertTrue(spread.planMillis().most() >= spread.planMillis().median());
        assertTrue(spread.line().startsWith("paper-var-nominal"));
    }

    @Test
    void slopesAreThoseOfTheLine() {
        List<double[]> points = List.of(new double[] {0, 1}, new double[] {1, 3}, new double[] {2, 5});
        assertEquals(2, Growth.slope(points), 1e-12);
    }

    @Test
    void endToEndRatiosCompareEqualAnswers() {
        Figure figure = SolveFigures.endToEnd(SizeClass.PAPER, true, Rule.NOMINAL, true);
        assertTrue(figure.value() > 0);
        assertTrue(figure.detail().startsWith("paper-var-nominal"));
    }
}
