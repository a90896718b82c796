package io.github.jqodi.control;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Costs of the actions of a pair at one level of rates, and those of them that nothing dominates, the fastest first. */
final class LoopLevel {
    private final double[] seconds;
    private final double[] joules;
    private final int[] front;

    /**
     * Looks at actions.
     *
     * @param seconds of an epoch of each, +∞ where it cannot be taken
     * @param joules of an epoch of each
     */
    LoopLevel(double[] seconds, double[] joules) {
        this.seconds = seconds;
        this.joules = joules;
        int[] open = IntStream.range(0, seconds.length)
                .filter(action -> seconds[action] < Double.POSITIVE_INFINITY)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(action -> seconds[action])
                        .thenComparingDouble(action -> joules[action]))
                .mapToInt(Integer::intValue)
                .toArray();
        int kept = 0;
        for (int action : open) {
            if (kept == 0 || joules[action] < joules[open[kept - 1]]) {
                open[kept++] = action;
            }
        }
        this.front = Arrays.copyOf(open, kept);
    }

    int actions() {
        return seconds.length;
    }

    double seconds(int action) {
        return seconds[action];
    }

    double joules(int action) {
        return joules[action];
    }

    int frontSize() {
        return front.length;
    }

    /** Action at a place of the front. */
    int front(int place) {
        return front[place];
    }

    /** No epoch takes less energy. */
    double leastJoules() {
        return front.length == 0 ? Double.POSITIVE_INFINITY : joules[front[front.length - 1]];
    }
}
