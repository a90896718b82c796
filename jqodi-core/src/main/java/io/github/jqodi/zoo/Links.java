package io.github.jqodi.zoo;

import io.github.jqodi.scenario.Link;

/**
 * Links by their published energy per bit. Rates depend on place and time and are the caller's. Energies are those of the
 * LEAF simulator as PureEdgeSim ships them ({@code settings/simulation_parameters.properties}), after Huang et al., MobiSys
 * 2012, for the radios: sending takes two times (Wi-Fi) to eight times (LTE) as much as receiving. For 5G no energy per bit
 * with a source was found, so there is no preset.
 */
public final class Links {
    private static final double NANO = 1e-9;

    /** Wi-Fi device sends: 283.17 nJ/bit. */
    private static final double WIFI_SEND = 283.17 * NANO;

    /** Wi-Fi device receives: 137.01 nJ/bit. */
    private static final double WIFI_RECEIVE = 137.01 * NANO;

    /** Wi-Fi access point, either way: 23.8 nJ/bit. */
    private static final double WIFI_ACCESS_POINT = 23.8 * NANO;

    /** Cellular device sends: 438.4 nJ/bit. */
    private static final double LTE_SEND = 438.4 * NANO;

    /** Cellular device receives: 51.97 nJ/bit. */
    private static final double LTE_RECEIVE = 51.97 * NANO;

    /** Ethernet: 40 nJ/bit. */
    private static final double ETHERNET = 40 * NANO;

    /** Wide-area network: 46.7 nJ/bit. */
    private static final double WAN = 46.7 * NANO;

    private Links() {}

    /**
     * Wi-Fi between server and device, access point included: 160.81 nJ/bit down, 306.97 nJ/bit up.
     *
     * @param downBitsPerSecond v towards the device, finite and {@code > 0}
     * @param upBitsPerSecond v towards the server, finite and {@code > 0}
     * @return the link, without latency
     */
    public static Link wifi(double downBitsPerSecond, double upBitsPerSecond) {
        return Link.of(downBitsPerSecond, WIFI_RECEIVE + WIFI_ACCESS_POINT)
                .withUplink(upBitsPerSecond, WIFI_SEND + WIFI_ACCESS_POINT);
    }

    /**
     * LTE between server and device, the device's radio alone, since the source lists no base station: 51.97 nJ/bit down,
     * 438.4 nJ/bit up.
     *
     * @param downBitsPerSecond v towards the device, finite and {@code > 0}
     * @param upBitsPerSecond v towards the server, finite and {@code > 0}
     * @return the link, without latency
     */
    public static Link lte(double downBitsPerSecond, double upBitsPerSecond) {
        return Link.of(downBitsPerSecond, LTE_RECEIVE).withUplink(upBitsPerSecond, LTE_SEND);
    }

    /**
     * Ethernet: 40 nJ/bit either way.
     *
     * @param bitsPerSecond v, finite and {@code > 0}
     * @return the link, without latency
     */
    public static Link ethernet(double bitsPerSecond) {
        return Link.of(bitsPerSecond, ETHERNET);
    }

    /**
     * A wide-area network between server and cloud: 46.7 nJ/bit either way.
     *
     * @param bitsPerSecond v, finite and {@code > 0}
     * @return the link, without latency
     */
    public static Link wideArea(double bitsPerSecond) {
        return Link.of(bitsPerSecond, WAN);
    }
}
