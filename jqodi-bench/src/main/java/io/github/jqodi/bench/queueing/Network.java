package io.github.jqodi.bench.queueing;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** Stations through which jobs go, event by event in simulated time. Plays once. */
final class Network {
    private static final int START = -1;

    private final List<Station> stations;
    private final List<Job> jobs;
    private final Queue<Event> events = new PriorityQueue<>();
    /** Of each station, the last event that still holds. */
    private final long[] valid;

    private final int[] place;
    private final double[] finish;
    private long order;

    Network(List<Station> stations, List<Job> jobs) {
        this.stations = stations;
        this.jobs = jobs;
        this.valid = new long[stations.size()];
        this.place = new int[jobs.size()];
        this.finish = new double[jobs.size()];
    }

    /** A job moves on by itself, or the next one leaves a station. */
    private record Event(double time, long order, int station, int job) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(time, other.time);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    /** Plays all jobs to their ends, which it says. */
    double[] play() {
        for (int job = 0; job < jobs.size(); job++) {
            events.add(new Event(jobs.get(job).start(), order++, START, job));
        }
        while (!events.isEmpty()) {
            Event event = events.remove();
            if (event.station == START) {
                advance(event.job, event.time);
            } else if (event.order == valid[event.station]) {
                int job = stations.get(event.station).depart();
                watch(event.station);
                advance(job, event.time);
            }
        }
        return finish;
    }

    /** Sends a job to what comes next. */
    private void advance(int job, double now) {
        Route route = jobs.get(job).route();
        int at = place[job]++;
        if (at == route.end(jobs.get(job).epochs())) {
            finish[job] = now;
            return;
        }
        int station = route.station(at);
        if (station == Route.NOWHERE) {
            events.add(new Event(now + route.seconds(at), order++, START, job));
        } else {
            stations.get(station).arrive(job, route.seconds(at), now);
            watch(station);
        }
    }

    private void watch(int station) {
        double next = stations.get(station).nextDeparture();
        valid[station] = order;
        if (next < Double.POSITIVE_INFINITY) {
            events.add(new Event(next, order, station, 0));
        }
        order++;
    }

    @Override
    public String toString() {
        return jobs.size() + " jobs at " + stations.size() + " stations";
    }
}
