package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.knapsack.ClassRelaxation.Workspace;
import org.junit.jupiter.api.Test;

/**
 * Two groups of classes by hand. Three classes of weight 2 take 1 s at cost 9, 2 s at 4 or 4 s at 1, which saves 10 and then 3
 * a second; two of weight 1 take 1 s at 6 or 3 s at 0, which saves 3 a second as well.
 */
class ClassRelaxationTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final double[][] TIME = {{4, 1, NEVER, 2}, {1, 3}};
    private static final double[][] COST = {{1, 9, NEVER, 4}, {6, 0}};
    /** What is taken off a bound for rounding, relative to sums of some tens. */
    private static final double MARGIN = 1e-9;

    private final Workspace space = new Workspace();

    private void solve(double slack, double hint, double cutoff) {
        relaxation(slack).solve(COST, hint, cutoff, space);
    }

    private static ClassRelaxation relaxation(double slack) {
        return new ClassRelaxation(TIME, new int[] {0, 1}, new double[] {2, 1}, new int[] {3, 2}, slack);
    }

    /** 5 s take 54 + 12; three more save 30, and 1.5 more save 4.5 in either group. */
    @Test
    void theBoundIsThatOfTheLinearRelaxation() {
        solve(9.5, 0, NEVER);
        assertEquals(31.5, space.bound(), MARGIN);
        assertTrue(space.bound() <= 31.5);
        assertEquals(3, space.multiplier());
    }

    /** In 6.5 s one class and a half of the first group would take 2 s. */
    @Test
    void someClassesOfAGroupTakeTheSlowItem() {
        solve(6.5, 0, NEVER);
        assertEquals(51, space.bound(), MARGIN);
        assertEquals(10, space.multiplier());
        assertTrue(space.fits());
        assertEquals(1, space.slowCount(0));
        assertEquals(3, space.slowItem(0));
        assertEquals(1, space.fastItem(0));
        assertEquals(0, space.slowCount(1));
        assertEquals(0, space.fastItem(1));
    }

    /** A second slow class would take all of the 7 s, which times have to stay below. */
    @Test
    void timesStayBelowTheLimit() {
        solve(7, 0, NEVER);
        assertEquals(1, space.slowCount(0));
    }

    @Test
    void theCheapestItemsAreTakenWhereTheyFit() {
        solve(18.5, 0, NEVER);
        assertEquals(6, space.bound(), MARGIN);
        assertEquals(0, space.multiplier());
        assertTrue(space.fits());
        assertEquals(0, space.slowCount(0));
        assertEquals(0, space.fastItem(0));
        assertEquals(1, space.fastItem(1));
    }

    @Test
    void nothingFitsBelowTheFastestItems() {
        solve(4.9, 0, NEVER);
        assertEquals(NEVER, space.bound());
        assertFalse(space.fits());
        relaxation(0.5).solve(COST, 0, NEVER, space);
        assertEquals(NEVER, space.bound());
    }

    /** At 4 a second three classes take 2 s and two 1 s: 24 + 12 + 4·(8 - 9.5). */
    @Test
    void aHintEndsTheSearchAtTheCutoff() {
        solve(9.5, 4, 29);
        assertEquals(30, space.bound(), MARGIN);
        assertTrue(space.bound() <= 30);
        assertEquals(4, space.multiplier());
        assertFalse(space.fits());
        solve(9.5, 4, 31);
        assertEquals(31.5, space.bound(), MARGIN);
        assertTrue(space.fits());
    }

    /**
     * Classes of weight 1, 2 and 4 take 0 s at 6, 1 s at 2 or 2 s at 0: at 3 a second 5, 6 and 6, less 12 for 4 s. The extreme
     * weights alone leave 5 1/3 to the one between.
     */
    @Test
    void extremeWeightsBoundThoseBetween() {
        ClassRelaxation weights = new ClassRelaxation(
                new double[][] {{0, 1, 2}}, new int[] {0, 0, 0}, new double[] {4, 2, 1}, new int[] {1, 1, 1}, 4);
        double[][] cost = {{6, 2, 0}};
        weights.solve(cost, 3, 4.2, space);
        assertEquals(4 + 1 / 3.0, space.bound(), MARGIN);
        assertEquals(3, space.multiplier());
        assertFalse(space.fits());
        weights.solve(cost, 3, 4.9, space);
        assertEquals(5, space.bound(), MARGIN);
        weights.solve(cost, 3, 6.1, space);
        assertEquals(6, space.bound(), MARGIN);
        assertTrue(space.fits());
    }

    /** A workspace that has held a larger problem. */
    @Test
    void aWorkspaceServesOneProblemAfterTheOther() {
        solve(6.5, 0, NEVER);
        ClassRelaxation small =
                new ClassRelaxation(new double[][] {{1, 2}}, new int[] {0}, new double[] {1}, new int[] {2}, 3.5);
        small.solve(new double[][] {{5, 3}}, 0, NEVER, space);
        assertEquals(7, space.bound(), MARGIN);
        assertEquals(1, space.slowCount(0));
        assertEquals(1, space.slowItem(0));
    }
}
