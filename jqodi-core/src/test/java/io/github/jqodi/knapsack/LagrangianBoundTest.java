package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * The Lagrangian bound by hand: three classes of weights 1, 1 and 2 that take 1 s at cost 9, 3 s at 4 or 6 s at 1. At 2 a
 * second beyond the fastest items these are worth 9, 8, 11 at weight 1 and 18, 12, 12 at weight 2.
 */
class LagrangianBoundTest {
    private static final double MULTIPLIER = 2;
    private static final double SLACK = 5;
    private static final double VALUE = 30;
    /** 8 + 8 + 12 less 2·5 for the slack. */
    private static final double WHOLE = 18;

    private final LagrangianBound bound = bound();

    private static LagrangianBound bound() {
        Instance instance = Instance.builder(new double[][] {{1, 3, 6}}, new double[][] {{9, 4, 1}})
                .classes(0, 0, 0)
                .weights(1, 1, 2)
                .limit(3 + SLACK)
                .build();
        ReducedInstance prepared = ReducedInstance.of(instance);
        assertEquals(SLACK, prepared.slack());
        return new LagrangianBound(instance, prepared.rows(), MULTIPLIER, SLACK, VALUE, Limits.NONE);
    }

    private static void assertBelow(double expected, double actual) {
        assertTrue(actual <= expected);
        assertEquals(expected, actual, 1e-12);
    }

    @Test
    void boundsChoicesItemsAndLabels() {
        assertBelow(WHOLE, bound.whole());
        assertEquals(8, bound.least(0));
        assertEquals(12, bound.least(2));
        assertEquals(3, bound.reducedCost(1, 2));
        assertBelow(WHOLE + 3, bound.with(1, 2));
        assertBelow(20 + 2 * 3 + 12 - 10, bound.of(20, 3, 2));
        assertBelow(30, bound.of(30, 0, 3));
    }

    /** Three additions a class, six roundings a corner and eight more, twice, of 28 + 2·10 + 30. */
    @Test
    void theMarginCoversAllRoundings() {
        assertEquals((3 * 3 + 6 * 3 + 8) * 0x1p-52 * 78, bound.margin(), 0x1p-98);
    }

    /** Products of each class may vanish. */
    @Test
    void theMarginIsNotZeroWhereCostsAre() {
        Instance instance = Instance.builder(new double[][] {{0, 0}}, new double[][] {{0, 0}})
                .classes(0, 0, 0)
                .limit(1)
                .build();
        ReducedInstance prepared = ReducedInstance.of(instance);
        LagrangianBound zero = new LagrangianBound(instance, prepared.rows(), 0, prepared.slack(), 0, Limits.NONE);
        assertEquals(12 * Double.MIN_VALUE, zero.margin());
        assertEquals(-12 * Double.MIN_VALUE, zero.whole());
    }
}
