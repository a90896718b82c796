package io.github.jqodi.bench.peer;

/** Arrays for one row of cells at a time, and a clock for what is done in them. Not thread-safe. */
final class RowScratch {
    private final ParetoFilter filter = new ParetoFilter();
    private double[] seconds = new double[0];
    private double[] joules = new double[0];
    private long tableNanos;
    private long filterNanos;

    /** Computes the cells of one epoch and filters them. */
    Front front(LiteralCosts costs, int epoch) {
        if (seconds.length != costs.cells()) {
            seconds = new double[costs.cells()];
            joules = new double[costs.cells()];
        }
        long start = System.nanoTime();
        costs.row(epoch, seconds, joules);
        long filled = System.nanoTime();
        Front front = filter.bucketed(seconds, joules);
        tableNanos += filled - start;
        filterNanos += System.nanoTime() - filled;
        return front;
    }

    /** Time spent on cells so far. */
    long tableNanos() {
        return tableNanos;
    }

    /** Time spent on filtering so far. */
    long filterNanos() {
        return filterNanos;
    }
}
