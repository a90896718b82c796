package io.github.jqodi.knapsack;

/** Labels for two halves of the classes, which meet. */
final class Halves implements BandSearch {
    private final Prepared prepared;
    private final OpenItems open;
    private final Half first;
    private final Half second;

    Halves(Prepared prepared, OpenItems open, LagrangianBound relaxation, double unit) {
        this.prepared = prepared;
        this.open = open;
        this.first = Half.of(0, prepared, open, relaxation, unit);
        this.second = Half.of(1, prepared, open, relaxation, unit);
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
        TimeGrid grid = prepared.grid();
        Meeting meeting = new Meeting(grid, grid.sum(instance.reserved()), instance.limit());
        if (!meeting.pair(firstRun.labels(), secondRun.labels())) {
            return Found.NOTHING;
        }
        int[] found = open.settled().clone();
        first.enter(firstRun, meeting.first(), found);
        second.enter(secondRun, meeting.second(), found);
        return Found.of(found);
    }

    @Override
    public long labels() {
        return first.labels() + second.labels();
    }
}
