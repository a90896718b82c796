package io.github.jqodi.bench.replay;

/**
 * Outages and slow spells of servers, how often and how long; all times are means of exponential distributions.
 *
 * @param outageEverySeconds between outages of a server; infinite for none
 * @param outageSeconds how long one lasts
 * @param slowEverySeconds between slow spells of a server; infinite for none
 * @param slowSeconds how long one lasts
 * @param slowdown how much longer the server computes then, at least 1
 */
public record Disturbances(
        double outageEverySeconds, double outageSeconds, double slowEverySeconds, double slowSeconds, double slowdown) {
    /** Nothing ever happens. */
    public static final Disturbances NONE =
            new Disturbances(Double.POSITIVE_INFINITY, 1, Double.POSITIVE_INFINITY, 1, 1);

    /** A server is down for half a minute every half hour, and takes twice as long for a minute every quarter of an hour. */
    public static final Disturbances USUAL = new Disturbances(1800, 30, 900, 60, 2);
}
