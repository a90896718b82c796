package io.github.jqodi.control;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * News of links and servers. What is not named is as before.
 *
 * @param bitsPerSecond rates that links have now, downward; 0 is a link that is down
 * @param isUp which servers can be used
 * @param slowDown how many times as long as stated the computing of servers takes
 */
public record ResourceChanges(
        Map<LinkName, Double> bitsPerSecond, Map<String, Boolean> isUp, Map<String, Double> slowDown) {
    /** No news. */
    public static final ResourceChanges NONE = new ResourceChanges(Map.of(), Map.of(), Map.of());

    /**
     * Copies the maps.
     *
     * @param bitsPerSecond rates that links have now
     * @param isUp which servers can be used
     * @param slowDown of the computing of servers
     */
    public ResourceChanges {
        bitsPerSecond = Map.copyOf(bitsPerSecond);
        isUp = Map.copyOf(isUp);
        slowDown = Map.copyOf(slowDown);
    }

    /**
     * The same with the rate of a link.
     *
     * @param link which
     * @param rate bits per second downward, at least 0; a rate upward of its own moves by the same factor
     * @return a copy
     */
    public ResourceChanges withRate(LinkName link, double rate) {
        return new ResourceChanges(with(bitsPerSecond, link, rate), isUp, slowDown);
    }

    /**
     * The same with a server that can be used.
     *
     * @param server name
     * @return a copy
     */
    public ResourceChanges withUp(String server) {
        return new ResourceChanges(bitsPerSecond, with(isUp, server, true), slowDown);
    }

    /**
     * The same with a server that cannot be used.
     *
     * @param server name
     * @return a copy
     */
    public ResourceChanges withDown(String server) {
        return new ResourceChanges(bitsPerSecond, with(isUp, server, false), slowDown);
    }

    /**
     * The same with a slow server.
     *
     * @param server name
     * @param factor how many times as long as stated its computing takes, above 0; 1 is as stated
     * @return a copy
     */
    public ResourceChanges withSlowDown(String server, double factor) {
        return new ResourceChanges(bitsPerSecond, isUp, with(slowDown, server, factor));
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
