package io.github.jqodi.bench.queueing;

import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A station that serves all its jobs at once, each at the speed of one executor as long as there are enough, else in equal
 * parts. Kept by the work that a job present all the time would have got: a job leaves when that has risen by its seconds.
 */
final class SharingStation implements Station {
    private final int executors;
    private final Queue<Present> present = new PriorityQueue<>();
    private double work;
    private double time;
    private long order;

    SharingStation(int executors) {
        this.executors = executors;
    }

    private record Present(int job, double untilWork, long order) implements Comparable<Present> {
        @Override
        public int compareTo(Present other) {
            int byWork = Double.compare(untilWork, other.untilWork);
            return byWork == 0 ? Long.compare(order, other.order) : byWork;
        }
    }

    private double speed() {
        return Math.min(1, (double) executors / present.size());
    }

    @Override
    public void arrive(int job, double seconds, double now) {
        if (present.isEmpty()) {
            work = 0;
        } else {
            work += (now - time) * speed();
        }
        time = now;
        present.add(new Present(job, work + seconds, order++));
    }

    @Override
    public double nextDeparture() {
        return present.isEmpty()
                ? Double.POSITIVE_INFINITY
                : time + Math.max(0, present.element().untilWork - work) / speed();
    }

    @Override
    public int depart() {
        double now = nextDeparture();
        Present first = present.remove();
        work = Math.max(work, first.untilWork);
        time = now;
        return first.job;
    }

    @Override
    public String toString() {
        return "shared by all, " + executors + " executors, " + present.size() + " present";
    }
}
