package io.github.jqodi.control;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

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
        int[] kept = IndexSort.ascending(seconds, joules, seconds.length);
        int size = 0;
        for (int action : kept) {
            boolean isOpen = seconds[action] < Double.POSITIVE_INFINITY;
            if (isOpen && (size == 0 || joules[action] < joules[kept[size - 1]])) {
                kept[size++] = action;
            }
        }
        this.front = Arrays.copyOf(kept, size);
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
}
