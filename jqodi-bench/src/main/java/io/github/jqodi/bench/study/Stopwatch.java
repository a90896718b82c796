package io.github.jqodi.bench.study;

import java.util.List;

/** Times pieces of work against each other in one run: round by round, each in turn, so that a busy machine hits all alike. */
final class Stopwatch {
    private Stopwatch() {}

    /**
     * Times pieces of work.
     *
     * @param warmup rounds whose times are thrown away
     * @param rounds rounds that count
     * @param pieces the work
     * @return the median time of each, nanoseconds
     */
    static double[] medianNanos(int warmup, int rounds, List<Runnable> pieces) {
        double[][] nanos = new double[pieces.size()][rounds];
        for (int round = -warmup; round < rounds; round++) {
            for (int i = 0; i < pieces.size(); i++) {
                long start = System.nanoTime();
                pieces.get(i).run();
                long time = System.nanoTime() - start;
                if (round >= 0) {
                    nanos[i][round] = time;
                }
            }
        }
        double[] medians = new double[pieces.size()];
        for (int i = 0; i < medians.length; i++) {
            medians[i] = new Sample(nanos[i]).median();
        }
        return medians;
    }

    /**
     * How much longer one piece of work takes than another.
     *
     * @param warmup rounds whose times are thrown away
     * @param rounds rounds that count
     * @param slow above the line
     * @param fast below it
     * @return ratio of the medians
     */
    static double ratio(int warmup, int rounds, Runnable slow, Runnable fast) {
        double[] nanos = medianNanos(warmup, rounds, List.of(slow, fast));
        return nanos[0] / nanos[1];
    }
}
