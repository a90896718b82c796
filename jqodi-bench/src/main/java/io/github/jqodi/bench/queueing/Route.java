package io.github.jqodi.bench.queueing;

/** The way of a job: so many seconds at one station after the other. */
final class Route {
    /** No station: what takes time there waits for nobody. */
    static final int NOWHERE = -1;

    private final int[] stations;
    private final double[] seconds;
    private final int[] ends;

    /**
     * Takes the arrays as they are.
     *
     * @param stations their numbers, {@link #NOWHERE} for time that nobody else takes part in
     * @param seconds at each
     * @param ends how many of these a run of so many epochs takes, from 0 on
     */
    Route(int[] stations, double[] seconds, int[] ends) {
        this.stations = stations;
        this.seconds = seconds;
        this.ends = ends;
    }

    int station(int stage) {
        return stations[stage];
    }

    double seconds(int stage) {
        return seconds[stage];
    }

    /** How many stages a run of so many epochs has. */
    int end(int epochs) {
        return ends[epochs];
    }

    @Override
    public String toString() {
        return ends.length - 1 + " epochs in " + stations.length + " stages";
    }
}
