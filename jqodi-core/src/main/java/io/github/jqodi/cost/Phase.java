package io.github.jqodi.cost;

import java.util.Locale;

/** Purposes that a node or link spends time and energy on; the rows of a bill. */
public enum Phase {
    /** Quantization on the cloud. */
    SETUP,
    /** Sending weights that never change. */
    PLACEMENT,
    /** Layers, or the update of the full-precision model. */
    COMPUTE,
    /** Transfers towards the device. */
    DOWNLOAD,
    /** Transfers towards the cloud. */
    UPLOAD,
    /** Fixed cost of an epoch on a server. */
    OVERHEAD,
    /** Switch to another server than that of the epoch before. */
    SWITCH,
    /** Waiting for others. */
    IDLE,
    /** Inference after training. */
    INFERENCE,
    /** A measured epoch, not split further. */
    MEASURED;

    /**
     * {@return the name in files, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
