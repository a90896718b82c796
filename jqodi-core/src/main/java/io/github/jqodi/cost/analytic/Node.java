package io.github.jqodi.cost.analytic;

/** Who bears a load. */
enum Node {
    /** SD_y. */
    DEVICE,
    /** ES_x. */
    SERVER,
    /** CS. */
    CLOUD,
    /** The link between cloud and server. */
    CLOUD_LINK,
    /** The link between server and device. */
    DEVICE_LINK;

    /** All of them, by index. */
    static final Node[] ALL = values();

    /** Its place in arrays by node. */
    @SuppressWarnings("EnumOrdinal") // the one place; the order is never stored
    int index() {
        return ordinal();
    }

    /** Whether its unit costs differ from server to server. */
    boolean isOfServer() {
        return this != DEVICE && this != CLOUD;
    }

    /** Its name in bills. */
    String name(Nodes nodes) {
        return switch (this) {
            case DEVICE -> nodes.device().name();
            case SERVER -> nodes.server().name();
            case CLOUD -> nodes.cloud().name();
            case CLOUD_LINK -> nodes.links().cloudLink(nodes.server().name());
            case DEVICE_LINK -> nodes.links().deviceLink(nodes.server().name());
        };
    }
}
