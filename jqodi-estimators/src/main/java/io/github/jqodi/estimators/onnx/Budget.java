package io.github.jqodi.estimators.onnx;

import java.time.Duration;

/**
 * Bytes, nodes and time that reading or inference may still spend; whoever goes beyond it ends in an {@link OnnxFormatException}.
 */
final class Budget {
    private final OnnxLimits limits;
    private final long deadlineNanos;
    private long bytes;
    private long nodes;

    Budget(OnnxLimits limits) {
        this.limits = limits;
        this.deadlineNanos = System.nanoTime() + nanos(limits.time());
    }

    private static long nanos(Duration time) {
        return time.compareTo(Duration.ofDays(1)) < 0
                ? time.toNanos()
                : Duration.ofDays(1).toNanos();
    }

    /** Counts what stays in memory. */
    void keep(long more) {
        bytes += more;
        if (bytes > limits.keptBytes()) {
            throw exceeded("its graph takes more than " + limits.keptBytes() + " bytes without weights");
        }
    }

    /** Counts a node that is read, or inferred once more in a body or function. */
    void node() {
        nodes++;
        if (nodes > limits.nodes()) {
            throw exceeded("more than " + limits.nodes() + " nodes, bodies and functions counted each time");
        }
        checkTime();
    }

    void checkTime() {
        if (System.nanoTime() - deadlineNanos >= 0) {
            throw exceeded("reading takes longer than " + limits.time().toMillis() + " ms");
        }
    }

    private static OnnxFormatException exceeded(String problem) {
        return OnnxFormatException.ofWhole("the model goes beyond a limit: " + problem);
    }
}
