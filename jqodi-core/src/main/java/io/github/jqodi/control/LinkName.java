package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import java.util.Comparator;

/**
 * Name of a link: that of an edge server to the cloud, or to the device.
 *
 * @param server name of the edge server
 * @param end what is at its other end
 */
public record LinkName(String server, End end) implements Comparable<LinkName> {
    private static final Comparator<LinkName> ORDER =
            Comparator.comparing(LinkName::server).thenComparing(LinkName::end);

    /** Other end of a link of an edge server. */
    public enum End {
        /** Models come from there. */
        CLOUD,
        /** Weights, features and gradients go to and fro. */
        DEVICE
    }

    /**
     * Checks the name.
     *
     * @param server not blank
     * @param end what is at its other end
     */
    public LinkName {
        Check.name("server", server);
    }

    /**
     * The link between an edge server and the device.
     *
     * @param server name of the edge server
     * @return the name
     */
    public static LinkName ofDevice(String server) {
        return new LinkName(server, End.DEVICE);
    }

    /**
     * The link between the cloud and an edge server.
     *
     * @param server name of the edge server
     * @return the name
     */
    public static LinkName ofCloud(String server) {
        return new LinkName(server, End.CLOUD);
    }

    /** By server, links to the cloud first. */
    @Override
    public int compareTo(LinkName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return server + (end == End.CLOUD ? " to the cloud" : " to the device");
    }
}
