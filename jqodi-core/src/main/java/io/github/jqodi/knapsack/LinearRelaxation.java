package io.github.jqodi.knapsack;

import java.util.Arrays;

/**
 * The linear relaxation: start with the fastest item of each class and take the steps along the hulls in order of cost saved
 * per second while time is left. The step that does not fit gives the multiplier λ of the Lagrangian bound
 * Σ min(cost + λ·time) - λ·capacity; the steps that fit, and a few single moves that still do then, give a first choice.
 */
final class LinearRelaxation {
    private static final int MAX_MOVES = 16;

    /** λ, cost per second. */
    final double multiplier;
    /** Position in its row of the item chosen for each class. */
    final int[] greedy;

    private LinearRelaxation(double multiplier, int[] greedy) {
        this.multiplier = multiplier;
        this.greedy = greedy;
    }

    /** Solves it for a problem whose fastest items fit and whose cheapest do not. */
    static LinearRelaxation of(ReducedInstance prepared) {
        int[] fastest = new int[prepared.instance().classes()];
        HullSteps steps = HullSteps.of(prepared);
        int missed = steps.breakItem(prepared.slack(), prepared.limits());
        prepared.limits().check();
        int[] taken = steps.first(missed, prepared);
        int[] greedy = filled(prepared, prepared.fits(taken) ? taken : fastest);
        return new LinearRelaxation(steps.efficiency(missed), greedy);
    }

    /** Moves, as long as one fits, the class that saves most with the time that is left. */
    private static int[] filled(ReducedInstance prepared, int[] start) {
        int[] positions = start;
        for (int move = 0; move < MAX_MOVES; move++) {
            int[] moved = moved(prepared, positions);
            if (prepared.limits().stop().getAsBoolean()) {
                break;
            }
            if (Arrays.equals(moved, positions) || !prepared.fits(moved)) {
                break;
            }
            positions = moved;
        }
        return positions;
    }

    private static int[] moved(ReducedInstance prepared, int[] positions) {
        double slack = prepared.slack(positions);
        int best = 0;
        double most = 0;
        int[] moved = positions.clone();
        for (int k = 0; k < positions.length; k++) {
            NondominatedItems row = prepared.row(k);
            int to = slowest(row, positions[k], slack);
            double saved = prepared.instance().weight()[k] * (row.cost[positions[k]] - row.cost[to]);
            if (saved > most) {
                moved[best] = positions[best];
                moved[k] = to;
                most = saved;
                best = k;
            }
        }
        return moved;
    }

    /** The slowest item that fits in place of another, by rounded times. */
    private static int slowest(NondominatedItems row, int from, double slack) {
        int to = from;
        while (to + 1 < row.size() && row.time[to + 1] - row.time[from] < slack) {
            to++;
        }
        return to;
    }
}
