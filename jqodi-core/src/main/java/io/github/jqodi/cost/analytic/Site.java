package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Setup;

/**
 * Where and when a load is borne: all that unit costs depend on.
 *
 * @param cloud CS
 * @param device SD_y
 * @param setup τ and ε of the model, where it is quantized anew
 * @param server ES_x
 * @param rates of its links, in one epoch or as the best or worst of several
 * @param links their names
 */
record Site(Cloud cloud, Device device, Setup setup, EdgeServer server, LinkRates rates, LinkNames links) {
    Processor processor() {
        return server.processor().orElseThrow();
    }

    Link cloudLink() {
        return server.cloudLink().orElseThrow();
    }

    Link deviceLink() {
        return server.deviceLink().orElseThrow();
    }

    double cloudLatencySeconds() {
        return cloudLink().latencySeconds();
    }

    double deviceLatencySeconds() {
        return deviceLink().latencySeconds();
    }

    /** Whether all links are up in all directions. */
    boolean isUp() {
        boolean up = true;
        for (Direction direction : Direction.ALL) {
            up &= isUp(direction);
        }
        return up;
    }

    boolean isUp(Direction direction) {
        return rates.bitsPerSecond(direction) > 0;
    }

    /** Whether links are up in the directions in which a cut sends anything. */
    boolean isUp(CutLoads loads, int cut) {
        boolean up = true;
        for (Direction direction : Direction.ALL) {
            up &= isUp(direction) || loads.sentBits(direction, cut) == 0;
        }
        return up;
    }

    /** Whether device and server have room for their parts of a cut. */
    boolean hasRoom(CutLoads loads, int cut) {
        return loads.shallowBytes(cut) <= deviceBytes() && loads.deepBytes(cut) <= serverBytes();
    }

    /** Whether neither device nor server has a limit. */
    boolean hasUnlimitedRoom() {
        return device.memoryBytes().isEmpty() && server.memoryBytes().isEmpty();
    }

    /** Memory of the device, bytes, +∞ if without limit. */
    double deviceBytes() {
        return device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
    }

    /** Memory of the server, bytes, +∞ if without limit. */
    double serverBytes() {
        return server.memoryBytes().orElse(Double.POSITIVE_INFINITY);
    }
}
