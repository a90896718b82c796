package io.github.jqodi.bench.replay;

import io.github.jqodi.cost.Cost;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import java.util.Optional;

/**
 * An epoch of one action with its transfers over the device link as bits, so that they can be played against any rates:
 * download, then everything else, then upload.
 *
 * @param downBits what the device link carries to the device
 * @param otherSeconds the cloud, its link, compute, overheads and latencies
 * @param serverSeconds the part of these in which the server computes, which a slow one stretches
 * @param upBits what it carries from the device, in bits at the rate downward
 * @param joules energy, but for the power while the device link sends
 * @param sendingWatts power while the device link sends, of link and idle nodes
 */
record EpochProfile(
        double downBits, double otherSeconds, double serverSeconds, double upBits, double joules, double sendingWatts) {
    /** An epoch of which nothing is played against a trace; empty if the action cannot be taken. */
    static Optional<EpochProfile> stated(Cost cost) {
        return cost.isEffective()
                ? Optional.of(new EpochProfile(0, cost.seconds(), 0, 0, cost.joules(), 0))
                : Optional.empty();
    }

    /** Seconds between the transfers on a server so much slower. */
    double otherSeconds(double slowdown) {
        return otherSeconds + (slowdown - 1) * serverSeconds;
    }

    /** Energy where the device link sends for so long. */
    double joules(double sendingSeconds) {
        return joules + sendingWatts * sendingSeconds;
    }

    /** When an epoch ends that begins at a time of a trace, without outages. */
    double end(BandwidthTrace trace, double offset, double start, double slowdown) {
        double loaded = start + trace.secondsToSend(offset + start, downBits);
        double computed = loaded + otherSeconds(slowdown);
        return computed + trace.secondsToSend(offset + computed, upBits);
    }
}
