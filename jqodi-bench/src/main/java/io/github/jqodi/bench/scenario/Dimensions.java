package io.github.jqodi.bench.scenario;

import io.github.jqodi.base.Check;

/**
 * Dimensions of a generated problem.
 *
 * @param models A
 * @param bitWidths Q
 * @param servers X
 * @param cuts J, cut points of every model
 * @param epochs the largest K_rob of any pair
 */
public record Dimensions(int models, int bitWidths, int servers, int cuts, int epochs) {
    private static final int MOST = 1_000_000;

    /**
     * Checks every number.
     *
     * @param models at least 1
     * @param bitWidths from 1 to 32
     * @param servers at least 1
     * @param cuts at least 1
     * @param epochs at least 1
     */
    public Dimensions {
        Check.between("models", models, 1, MOST);
        Check.between("bitWidths", bitWidths, 1, 32);
        Check.between("servers", servers, 1, MOST);
        Check.between("cuts", cuts, 1, MOST);
        Check.between("epochs", epochs, 1, MOST);
    }

    /**
     * {@return cells of one epoch of one pair, X·J}
     */
    public int cellsPerEpoch() {
        return servers * cuts;
    }
}
