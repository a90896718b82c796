package io.github.jqodi.bench.queueing;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;

/** A station whose executors take jobs in the order in which they come. */
final class FirstComeStation implements Station {
    private final int executors;
    private final Queue<Served> served = new PriorityQueue<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long order;

    FirstComeStation(int executors) {
        this.executors = executors;
    }

    private record Waiting(int job, double seconds) {}

    /** Jobs that end at the same time leave in the order in which they began. */
    private record Served(int job, double until, long order) implements Comparable<Served> {
        @Override
        public int compareTo(Served other) {
            int byTime = Double.compare(until, other.until);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    @Override
    public void arrive(int job, double seconds, double now) {
        if (served.size() < executors) {
            served.add(new Served(job, now + seconds, order++));
        } else {
            waiting.add(new Waiting(job, seconds));
        }
    }

    @Override
    public double nextDeparture() {
        return served.isEmpty() ? Double.POSITIVE_INFINITY : served.element().until;
    }

    @Override
    public int depart() {
        Served first = served.remove();
        if (!waiting.isEmpty()) {
            Waiting next = waiting.remove();
            served.add(new Served(next.job, first.until + next.seconds, order++));
        }
        return first.job;
    }

    @Override
    public String toString() {
        return "first come, first served by " + executors + ", " + served.size() + " served, " + waiting.size()
                + " waiting";
    }
}
