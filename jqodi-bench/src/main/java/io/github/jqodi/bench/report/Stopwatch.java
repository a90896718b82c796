package io.github.jqodi.bench.report;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Times pieces of work against each other in one run: round by round, each in turn, so that a busy machine hits all alike. */
public final class Stopwatch {
    /** Rounds go on for at least this long for each piece of work, so that medians of short pieces are firm. */
    private static final long LEAST_NANOS = 100_000_000;

    private static final int MOST_ROUNDS = 2000;

    private static final double WARM_SECONDS = 0.3;
    private static final long MOST_WARM_NANOS = 1_000_000_000;

    private Stopwatch() {}

    /**
     * Times pieces of work.
     *
     * @param warmup rounds at least whose times are thrown away, and as many more as take {@value #WARM_SECONDS} s of the processor
     *     for each piece, so that short pieces are compiled; 0 for none at all
     * @param rounds rounds at least that count
     * @param pieces the work
     * @return the median time of each, nanoseconds
     */
    public static double[] medianNanos(int warmup, int rounds, List<Runnable> pieces) {
        if (warmup > 0) {
            warmUp(warmup, pieces);
        }
        List<double[]> times = rounds(rounds, pieces);
        return IntStream.range(0, pieces.size())
                .mapToDouble(i ->
                        new Sample(times.stream().mapToDouble(round -> round[i]).toArray()).median())
                .toArray();
    }

    /**
     * Time of the processor tells how much was compiled, on a busy machine too; what waits for other threads is not waited for
     * long.
     */
    private static void warmUp(int least, List<Runnable> pieces) {
        double enough = processorSeconds() + WARM_SECONDS * pieces.size();
        long end = System.nanoTime() + MOST_WARM_NANOS * pieces.size();
        for (int round = 0; round < least || (processorSeconds() < enough && System.nanoTime() < end); round++) {
            pieces.forEach(Runnable::run);
        }
    }

    /** The times of each round. */
    private static List<double[]> rounds(int least, List<Runnable> pieces) {
        List<double[]> rounds = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + LEAST_NANOS * pieces.size();
        while (rounds.size() < least || (System.nanoTime() < end && rounds.size() < MOST_ROUNDS)) {
            double[] times = new double[pieces.size()];
            for (int i = 0; i < times.length; i++) {
                long before = System.nanoTime();
                pieces.get(i).run();
                times[i] = System.nanoTime() - before;
            }
            rounds.add(times);
        }
        return rounds;
    }

    /**
     * {@return seconds of the processor that the calling thread has taken so far}
     */
    public static double processorSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
