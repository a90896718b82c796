package io.github.jqodi.estimators.parametric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EvenDrawsTest {
    private static final int PATHS = 400;
    private static final int DIMENSIONS = 6;

    /** Of independent numbers the share below a bound is off by 0.02 in the mean of squares in 400. */
    @Test
    void variatesAreSpreadEvenly() {
        double squares = 0;
        for (double[] column : uniforms(new EvenDraws(3))) {
            Arrays.sort(column);
            for (int i = 0; i < PATHS; i++) {
                squares += Math.pow(column[i] - (i + 0.5) / PATHS, 2);
            }
        }
        double off = Math.sqrt(squares / (PATHS * DIMENSIONS));
        assertTrue(off < 0.01, "off by " + off);
    }

    /** Of independent numbers the share of a quarter of the square is off by 0.022 in the mean of squares in 400. */
    @Test
    void anyTwoVariatesAreSpreadEvenly() {
        double[][] columns = uniforms(new EvenDraws(5));
        double squares = 0;
        for (int a = 0; a < DIMENSIONS; a++) {
            for (int b = 0; b < a; b++) {
                int both = 0;
                for (int i = 0; i < PATHS; i++) {
                    both += columns[a][i] <= 0.5 && columns[b][i] <= 0.5 ? 1 : 0;
                }
                squares += Math.pow(both / (double) PATHS - 0.25, 2);
            }
        }
        int pairs = DIMENSIONS * (DIMENSIONS - 1) / 2;
        assertTrue(Math.sqrt(squares / pairs) < 0.012, "off by " + Math.sqrt(squares / pairs));
    }

    @Test
    void normalOnesHaveTheirMoments() {
        EvenDraws draws = new EvenDraws(7);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < PATHS; i++) {
            double z = draws.next().gaussian();
            sum += z;
            squares += z * z;
        }
        assertEquals(0, sum / PATHS, 0.01);
        assertEquals(1, squares / PATHS, 0.02);
    }

    @Test
    void furtherVariatesOfAPathAreThereToo() {
        EvenDraws draws = new EvenDraws(11).next();
        for (int i = 0; i < 100; i++) {
            double u = draws.uniform();
            assertTrue(u > 0 && u <= 1 && Double.isFinite(draws.gaussian()));
        }
    }

    @Test
    void theSeedDecides() {
        assertEquals(new EvenDraws(1).next().uniform(), new EvenDraws(1).next().uniform());
        assertNotEquals(
                new EvenDraws(1).next().uniform(), new EvenDraws(2).next().uniform());
    }

    private static double[][] uniforms(EvenDraws draws) {
        double[][] columns = new double[DIMENSIONS][PATHS];
        for (int i = 0; i < PATHS; i++) {
            draws.next();
            for (int d = 0; d < DIMENSIONS; d++) {
                columns[d][i] = draws.uniform();
            }
        }
        return columns;
    }
}
