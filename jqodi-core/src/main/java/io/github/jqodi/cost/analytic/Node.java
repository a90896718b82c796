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

    /** Whether its unit costs differ from server to server. */
    boolean isOfServer() {
        return this != DEVICE && this != CLOUD;
    }

    /** Its name in bills. */
    String name(Site site) {
        return switch (this) {
            case DEVICE -> site.device().name();
            case SERVER -> site.server().name();
            case CLOUD -> site.cloud().name();
            case CLOUD_LINK -> site.links().cloudLink(site.server().name());
            case DEVICE_LINK -> site.links().deviceLink(site.server().name());
        };
    }
}
