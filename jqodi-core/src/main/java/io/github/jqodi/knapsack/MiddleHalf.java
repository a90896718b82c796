package io.github.jqodi.knapsack;

import io.github.jqodi.base.Concat;
import io.github.jqodi.knapsack.LabelSearch.Pruning;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The free classes before a middle one or from it on, each with its open items, and the label search over them. The classes
 * of the other half count with the least they can add to cost and time. Neighbours stay together because they are alike where
 * costs are steady: their labels then often have equal times, and the costlier ones go.
 */
final class MiddleHalf {
    private final int[] classes;
    private final NondominatedItems[] rows;
    private final LabelSearch search;

    private MiddleHalf(int[] classes, NondominatedItems[] rows, LabelSearch search) {
        this.classes = classes;
        this.rows = rows;
        this.search = search;
    }

    /**
     * Prepares one of the halves.
     *
     * @param number 0, whose labels contain the time that is committed whatever is chosen, or 1
     * @param prepared the problem
     * @param open what is open
     * @param relaxation the bound of the whole problem
     * @param unit what one tick of cost is worth
     */
    static MiddleHalf of(
            int number, ReducedInstance prepared, ReducedCostFixing open, LagrangianBound relaxation, double unit) {
        prepared.limits().check();
        int[] sorted = IntStream.range(0, open.size()).map(open::free).sorted().toArray();
        prepared.limits().check();
        int middle = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        IntPredicate mine = i -> (open.free(i) < middle) == (number == 0);
        int[] own = IntStream.range(0, open.size()).filter(mine).toArray();
        int[] other = IntStream.range(0, open.size()).filter(mine.negate()).toArray();
        prepared.limits().check();
        Instance whole = prepared.instance();
        int[] classes = Arrays.stream(own).map(open::free).toArray();
        NondominatedItems[] rows = Arrays.stream(own).mapToObj(open::row).toArray(NondominatedItems[]::new);
        double[] committed = Concat.doubles(whole.spent(), open.times());
        double[] fastest =
                Arrays.stream(other).mapToDouble(i -> open.row(i).time[0]).toArray();
        double[] reserved = Concat.doubles(whole.reserved(), fastest);
        Instance instance = Instance.builder(new double[0][], new double[0][])
                .classes(IntStream.range(0, own.length).toArray())
                .weights(Arrays.stream(classes)
                        .mapToDouble(k -> whole.weight()[k])
                        .toArray())
                .spent(number == 0 ? committed : new double[0])
                .reserved(number == 0 ? reserved : Concat.doubles(reserved, committed))
                .limit(whole.limit())
                .build();
        prepared.limits().check();
        LabelSearch.Bound bound = new Bound(relaxation, classes, rows);
        Pruning pruning = new Pruning(bound, unit, false);
        return new MiddleHalf(
                classes, rows, new LabelSearch(instance, rows, prepared.grid(), pruning, prepared.limits()));
    }

    /** Labels kept so far. */
    long labels() {
        return search.labels();
    }

    LabelSearch.Run run(double ceiling, long allowance, Limits limits) {
        return search.run(ceiling, allowance, limits);
    }

    /** Enters the items of a complete label into a choice, as positions in the rows of the whole problem. */
    void enter(LabelSearch.Run run, int label, int[] positions) {
        int[] found = run.trace(label);
        for (int k = 0; k < found.length; k++) {
            positions[classes[k]] = rows[k].item[found[k]];
        }
    }

    /** The bound of the relaxation for labels of this half, with the best items of all classes they leave open. */
    private static final class Bound implements LabelSearch.Bound {
        private final LagrangianBound relaxation;
        private final int[] classes;
        private final NondominatedItems[] rows;
        private final double[] rest;

        Bound(LagrangianBound relaxation, int[] classes, NondominatedItems[] rows) {
            this.relaxation = relaxation;
            this.classes = classes;
            this.rows = rows;
            this.rest = new double[classes.length + 1];
            rest[0] = relaxation.whole();
            for (int k = 0; k < classes.length; k++) {
                rest[k + 1] = rest[k] - relaxation.least(classes[k]);
            }
        }

        @Override
        public double of(double cost, double seconds, int next) {
            return cost + relaxation.multiplier() * seconds + rest[next];
        }

        @Override
        public double with(int k, int i) {
            return relaxation.with(classes[k], rows[k].item[i]);
        }
    }
}
