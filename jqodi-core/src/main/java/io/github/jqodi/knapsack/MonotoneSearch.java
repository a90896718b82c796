package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;

/**
 * The search where all classes share one row of items. Of two classes the heavier one may take the slower item: were it the
 * other way round, exchanging both would change no time and save (difference of weights)·(difference of costs), since of the
 * items that are worth taking the slower one costs strictly less. So every choice of least cost, by falling weight of the
 * classes, is a sequence of blocks of equal items, from slow to fast; classes of equal weight may be exchanged at will, so of
 * the choices that differ only in that, the one in blocks stands for all. That holds for every choice of least cost, so for the
 * one of least time among them.
 *
 * <p>Labels therefore go through the row once, see {@link MonotoneSide}. One side begins with the heaviest class and the slowest
 * item, the other at the opposite end; the one with fewer labels goes on until they meet. A label of the one fits with those of
 * the other that have not committed past it.
 */
final class MonotoneSearch implements GapSearch {
    private final MonotoneClasses classes;
    private final ReducedCostFixing open;
    private final FixedPoint grid;
    private final double limit;
    private final MonotoneSide heavy;
    private final MonotoneSide light;

    MonotoneSearch(
            ReducedInstance prepared, ReducedCostFixing open, LagrangianBound relaxation, double unit, Limits limits) {
        this.classes = MonotoneClasses.of(prepared, open, limits);
        this.open = open;
        this.grid = prepared.grid();
        this.limit = prepared.instance().limit();
        this.heavy = new MonotoneSide(prepared, classes, relaxation, unit, true, limits);
        this.light = new MonotoneSide(prepared, classes, relaxation, unit, false, limits);
    }

    /**
     * Whether all classes share one row and not all one weight. Where they share both, many choices of equal cost tend to have
     * equal times as well, and labels by class alone are fewer than labels by class and item.
     */
    static boolean suit(Instance instance) {
        int[] rowOf = instance.rowOf();
        return !IdenticalClasses.are(instance) && Arrays.stream(rowOf).allMatch(row -> row == rowOf[0]);
    }

    @Override
    public Found run(double ceiling, long allowance, Limits limits) {
        long most = labels() + allowance;
        heavy.start();
        light.start();
        while (heavy.taken() + light.taken() < classes.size()) {
            MonotoneSide side = heavy.width() <= light.width() ? heavy : light;
            if (!side.advance(ceiling, most - labels(), limits)) {
                return Found.ABORTED;
            }
            if (side.count() == 0) {
                return Found.NOTHING;
            }
        }
        return meet();
    }

    private Found meet() {
        BestPair meeting = new BestPair(grid, classes.committed(), limit);
        int heavyLabel = -1;
        int lightLabel = -1;
        int partner = light.count() - 1;
        for (int at = 0; at < heavy.count(); at++) {
            while (partner >= 0 && light.reached(partner) > heavy.reached(at)) {
                partner--;
            }
            if (partner < 0) {
                break;
            }
            if (meeting.pair(heavy.list(at).view(), light.list(partner).view())) {
                heavyLabel = heavy.list(at).number[meeting.first()];
                lightLabel = light.list(partner).number[meeting.second()];
            }
        }
        if (!meeting.isMet()) {
            return Found.NOTHING;
        }
        int[] found = open.fixed().clone();
        heavy.enter(heavyLabel, found);
        light.enter(lightLabel, found);
        return Found.of(found);
    }

    @Override
    public long labels() {
        return heavy.labels() + light.labels();
    }
}
