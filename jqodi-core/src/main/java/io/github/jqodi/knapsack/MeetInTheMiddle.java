package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;

/** Labels for two halves of the classes, which meet. */
final class MeetInTheMiddle implements GapSearch {
    private final ReducedInstance prepared;
    private final ReducedCostFixing open;
    private final MiddleHalf first;
    private final MiddleHalf second;

    MeetInTheMiddle(ReducedInstance prepared, ReducedCostFixing open, LagrangianBound relaxation, double unit) {
        this.prepared = prepared;
        this.open = open;
        this.first = MiddleHalf.of(0, prepared, open, relaxation, unit);
        this.second = MiddleHalf.of(1, prepared, open, relaxation, unit);
    }

    @Override
    public Found run(double ceiling, long allowance, Limits limits) {
        long before = labels();
        LabelSearch.Run firstRun = first.run(ceiling, allowance, limits);
        if (firstRun.aborted()) {
            return Found.ABORTED;
        }
        LabelSearch.Run secondRun = second.run(ceiling, allowance - (labels() - before), limits);
        if (secondRun.aborted()) {
            return Found.ABORTED;
        }
        Instance instance = prepared.instance();
        FixedPoint grid = prepared.grid();
        BestPair meeting = new BestPair(grid, grid.sum(instance.reserved()), instance.limit());
        if (!meeting.pair(firstRun.labels(), secondRun.labels())) {
            return Found.NOTHING;
        }
        int[] found = open.fixed().clone();
        first.enter(firstRun, meeting.first(), found);
        second.enter(secondRun, meeting.second(), found);
        return Found.of(found);
    }

    @Override
    public long labels() {
        return first.labels() + second.labels();
    }
}
