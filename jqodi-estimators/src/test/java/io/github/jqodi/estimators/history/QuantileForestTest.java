package io.github.jqodi.estimators.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantileForestTest {
    private static final int GROUPS = 100;
    private static final int SIZE = 6;

    private final double[][] features = new double[GROUPS * SIZE][];
    private final double[] outcomes = new double[GROUPS * SIZE];
    private final int[] starts = new int[GROUPS];

    /** The outcome depends on two of five features and on noise; one feature is shared by a group. */
    QuantileForestTest() {
        Random random = new Random(3);
        for (int group = 0; group < GROUPS; group++) {
            starts[group] = group * SIZE;
            double shared = random.nextDouble();
            for (int row = starts[group]; row < starts[group] + SIZE; row++) {
                features[row] = random.doubles(5).toArray();
                features[row][4] = shared;
                outcomes[row] = relation(features[row]) + random.nextGaussian();
            }
        }
    }

    private static double relation(double[] x) {
        return 4 * x[0] + (x[1] > 0.5 ? 2 : 0);
    }

    private double[] shares(QuantileForest forest, double[] asked, int group) {
        double[] shares = new double[outcomes.length];
        forest.tell(asked, group, (row, share) -> shares[row] += share);
        return shares;
    }

    private double mean(double[] shares) {
        double sum = 0;
        for (int row = 0; row < shares.length; row++) {
            sum += shares[row] * outcomes[row];
        }
        return sum / Arrays.stream(shares).sum();
    }

    @Test
    void newRowsAreForecastFarBetterThanByAConstant() {
        QuantileForest forest = new QuantileForest(features, outcomes, starts);
        double constant = Arrays.stream(outcomes).average().orElseThrow();
        Random random = new Random(4);
        double error = 0;
        double errorOfConstant = 0;
        for (int i = 0; i < 200; i++) {
            double[] asked = random.doubles(5).toArray();
            error += Math.abs(mean(shares(forest, asked, -1)) - relation(asked));
            errorOfConstant += Math.abs(constant - relation(asked));
        }
        assertTrue(error < 0.4 * errorOfConstant, error + " against " + errorOfConstant);
    }

    @Test
    void sharesSpreadAsOutcomesDo() {
        QuantileForest forest = new QuantileForest(features, outcomes, starts);
        int below = 0;
        for (int row = 0; row < outcomes.length; row++) {
            double[] shares = shares(forest, features[row], row / SIZE);
            double lower = 0;
            for (int other = 0; other < shares.length; other++) {
                lower += outcomes[other] < outcomes[row] ? shares[other] : 0;
            }
            below += lower < 0.9 * Arrays.stream(shares).sum() ? 1 : 0;
        }
        assertEquals(0.9, below / (double) outcomes.length, 0.05);
    }

    @Test
    void treesThatHaveNotSeenAGroupHoldNoneOfItsRows() {
        QuantileForest forest = new QuantileForest(features, outcomes, starts);
        for (int group = 0; group < GROUPS; group++) {
            double[] shares = shares(forest, features[starts[group]], group);
            for (int row = starts[group]; row < starts[group] + SIZE; row++) {
                assertEquals(0, shares[row]);
            }
            double asked = Arrays.stream(shares).sum();
            // a share 1/e of 100 trees, give or take four deviations
            assertTrue(asked > 17 && asked < 57, () -> asked + " trees");
        }
    }

    /** Outcomes that cannot be known are not forecast better than by their mean. */
    @Test
    void leftOutForecastsOfNoiseAreNoBetterThanAConstant() {
        double[] noise = new Random(5).doubles(outcomes.length).toArray();
        QuantileForest forest = new QuantileForest(features, noise, starts);
        double error = 0;
        double spread = 0;
        for (int row = 0; row < noise.length; row++) {
            double[] shares = shares(forest, features[row], row / SIZE);
            double forecast = 0;
            for (int other = 0; other < shares.length; other++) {
                forecast += shares[other] * noise[other];
            }
            error += Math.pow(forecast / Arrays.stream(shares).sum() - noise[row], 2);
            spread += Math.pow(0.5 - noise[row], 2);
        }
        assertTrue(error > 0.97 * spread, error + " against " + spread);
    }

    @Test
    void equalRowsGrowEqualForests() {
        QuantileForest one = new QuantileForest(features, outcomes, starts);
        QuantileForest other = new QuantileForest(features, outcomes.clone(), starts.clone());
        for (int row = 0; row < 50; row++) {
            assertArrayEquals(shares(one, features[row], -1), shares(other, features[row], -1));
        }
    }

    @Test
    void rowsThatDoNotDifferMakeOneLeaf() {
        double[][] same = new double[12][2];
        double[] increasing = new double[12];
        Arrays.setAll(increasing, i -> i);
        QuantileForest forest = new QuantileForest(same, increasing, new int[] {0, 4, 8});
        double[] shares = new double[12];
        forest.tell(new double[] {5, -5}, -1, (row, share) -> shares[row] += share);
        assertEquals(100, Arrays.stream(shares).sum(), 1e-9);
        assertTrue(Arrays.stream(shares).min().orElseThrow() > 0);
    }
}
