package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Check;
import java.time.Duration;

/**
 * Bounds on what a file may take before it is refused, for files of strangers.
 *
 * @param fileBytes of the file; weights are skipped, yet read through
 * @param keptBytes of the graph as it stands in the file, without weights; again of the numbers that shapes follow from
 * @param nodes read, and again inferred; bodies and functions count each time they are run through
 * @param time of reading, and again of inferring
 */
public record OnnxLimits(long fileBytes, long keptBytes, long nodes, Duration time) {
    /** Room for the largest files that protobuf can hold: 2 GiB, 128 MiB of graph, 200,000 nodes, one minute. */
    public static final OnnxLimits DEFAULT = new OnnxLimits(1L << 31, 128L << 20, 200_000, Duration.ofMinutes(1));

    /**
     * Checks that every bound leaves room.
     *
     * @param fileBytes above 0
     * @param keptBytes above 0
     * @param nodes above 0
     * @param time above 0
     */
    public OnnxLimits {
        Check.positive("fileBytes", (double) fileBytes);
        Check.positive("keptBytes", (double) keptBytes);
        Check.positive("nodes", (double) nodes);
        Check.that(!time.isNegative() && !time.isZero(), "time", time, "must be above 0");
    }
}
