package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.Phase;

/** The four directions in which a server's two links carry bits. */
enum Direction {
    /** Cloud to server. */
    CLOUD_DOWN(Node.CLOUD_LINK, Phase.DOWNLOAD, "cloud link down"),
    /** Server to cloud. */
    CLOUD_UP(Node.CLOUD_LINK, Phase.UPLOAD, "cloud link up"),
    /** Server to device. */
    DEVICE_DOWN(Node.DEVICE_LINK, Phase.DOWNLOAD, "device link down"),
    /** Device to server. */
    DEVICE_UP(Node.DEVICE_LINK, Phase.UPLOAD, "device link up");

    /** All of them, by index. */
    static final Direction[] ALL = values();

    private final Node node;
    private final Phase phase;
    private final String words;

    Direction(Node node, Phase phase, String words) {
        this.node = node;
        this.phase = phase;
        this.words = words;
    }

    /** Its place in arrays by direction. */
    @SuppressWarnings("EnumOrdinal") // the one place; the order is never stored
    int index() {
        return ordinal();
    }

    /** The link. */
    Node node() {
        return node;
    }

    /** Download is towards the device. */
    Phase phase() {
        return phase;
    }

    /** For people. */
    String words() {
        return words;
    }
}
