package io.github.jqodi.bench.queueing;

/** A station of a network of queues, in simulated time. */
interface Station {
    /**
     * A job comes.
     *
     * @param job its number
     * @param seconds that it takes an executor alone, {@code >= 0}
     * @param now not before any earlier event
     */
    void arrive(int job, double seconds, double now);

    /** When the next job leaves if no other comes before; +∞ if there is none. */
    double nextDeparture();

    /** Lets that job go and says its number; the time is then {@link #nextDeparture} as it was. */
    int depart();
}
