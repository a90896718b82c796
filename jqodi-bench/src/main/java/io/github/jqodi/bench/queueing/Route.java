package io.github.jqodi.bench.queueing;

/**
 * The way of a job: so many seconds at one station after the other.
 *
 * @param stations their numbers; {@link #NOWHERE} for time that nobody else takes part in
 * @param seconds at each
 * @param ends how many of these a run of so many epochs takes, from 0 on
 */
record Route(int[] stations, double[] seconds, int[] ends) {
    /** No station: what takes time there waits for nobody. */
    static final int NOWHERE = -1;

    /** How many epochs it has. */
    int epochs() {
        return ends.length - 1;
    }
}
