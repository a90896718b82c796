package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.BillNames;
import java.util.Objects;

/**
 * Something that devices share: a node or a link, by its name in bills. The link of a server to all devices, the band that
 * these share, is called by the server and a star, {@code edge1-*}.
 *
 * @param kind node or link
 * @param name as bills have it
 */
public record Resource(Kind kind, String name) {
    private static final String ANY_DEVICE = "-*";

    /** Kind of a resource. */
    public enum Kind {
        /** An edge server or the cloud. */
        NODE,
        /** A link of an edge server. */
        LINK;

        /**
         * {@return the name of the field in files, lower case}
         */
        public String label() {
            return this == NODE ? "node" : "link";
        }
    }

    /**
     * Checks the name.
     *
     * @param kind node or link
     * @param name not blank
     */
    public Resource {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Check.name(kind.label(), name);
    }

    /**
     * A server or the cloud.
     *
     * @param name of the node
     * @return the resource
     */
    public static Resource node(String name) {
        return new Resource(Kind.NODE, name);
    }

    /**
     * A link between two ends. Its name is all that tells it from others; {@link Fleet} refuses capacities whose name several
     * links have.
     *
     * @param upper cloud or server
     * @param lower server or device
     * @return the resource
     */
    public static Resource link(String upper, String lower) {
        return new Resource(Kind.LINK, BillNames.link(upper, lower));
    }

    /**
     * The links of a server to all devices, which share its band.
     *
     * @param server name of the server
     * @return the resource
     */
    public static Resource deviceLinks(String server) {
        return new Resource(Kind.LINK, server + ANY_DEVICE);
    }

    /**
     * {@return kind and name, for people}
     */
    public String label() {
        return kind.label() + " " + Text.escaped(name);
    }

    @Override
    public String toString() {
        return label();
    }
}
