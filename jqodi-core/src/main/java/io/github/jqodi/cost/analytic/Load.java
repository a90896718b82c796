package io.github.jqodi.cost.analytic;

/**
 * Loads: what a cut of a quantized model asks of nodes and links in one epoch, or in one inference. A {@link Term} says who
 * bears a load and what a unit of it costs. Nearly every model asks the first three of every server.
 */
enum Load {
    /** D^{es}_j: work of the deep part, MACs. */
    SERVER_MACS,
    /** D^{e→d}_j: weights of the shallow part, bits in either direction. */
    WEIGHT_BITS,
    /** D^{c→e}: weights of the whole model, bits in either direction. */
    MODEL_BITS,
    /** Gradients that come back, bits. */
    GRADIENT_BITS,
    /** Features that go up, bits. */
    FEATURE_BITS,
    /** D^{ed}_j: work of the shallow part, MACs. */
    DEVICE_MACS,
    /** Measured time of the shallow part on the device, seconds. */
    DEVICE_SECONDS,
    /** Measured energy of the shallow part on the device, joules. */
    DEVICE_JOULES,
    /** Measured time of the deep part on servers of one profile, seconds. */
    SERVER_SECONDS,
    /** Measured energy of the deep part on servers of one profile, joules. */
    SERVER_JOULES,
    /** F_a: work of the cloud, MACs. */
    CLOUD_MACS,
    /** 1 where the server runs any layer. */
    SERVER_RUNS,
    /** N_tr + N_val where the device runs any layer. */
    DEVICE_BATCHES,
    /** N_tr + N_val where the server runs any layer. */
    SERVER_BATCHES,
    /** τ_a: time of quantizing the model anew, seconds. */
    REQUANTIZATION_SECONDS,
    /** ε_a: energy of quantizing the model anew, joules. */
    REQUANTIZATION_JOULES,
    /** Frozen weights of the whole model, sent to the server once, bits. */
    PLACED_MODEL_BITS,
    /** Weights of the shallow part that are sent to the device once, bits. */
    PLACED_SHALLOW_BITS,
    /** 1 where placing the whole model is a transfer of its own. */
    MODEL_PLACEMENTS,
    /** 1 where placing the shallow part is a transfer of its own. */
    SHALLOW_PLACEMENTS,
    /** How often the whole model is sent. */
    MODEL_TRANSFERS,
    /** How often weights of the shallow part are sent. */
    WEIGHT_TRANSFERS,
    /** How often gradients are sent. */
    GRADIENT_TRANSFERS,
    /** How often features are sent. */
    FEATURE_TRANSFERS;

    /** All of them, by index. */
    static final Load[] ALL = values();
    /** Those that are sent in every epoch. */
    static final Load[] SENT = {MODEL_BITS, WEIGHT_BITS, FEATURE_BITS, GRADIENT_BITS};

    /** Its place in arrays by load. */
    @SuppressWarnings("EnumOrdinal") // the one place; the order is never stored
    int index() {
        return ordinal();
    }

    /** Whether only first epochs have it. */
    boolean isPlaced() {
        return this == PLACED_MODEL_BITS
                || this == PLACED_SHALLOW_BITS
                || this == MODEL_PLACEMENTS
                || this == SHALLOW_PLACEMENTS;
    }

    /** Whether it differs from profile to profile. */
    boolean isMeasuredOnServer() {
        return this == SERVER_SECONDS || this == SERVER_JOULES;
    }

    /** How often a load of bits is sent. */
    Load transfers() {
        return switch (this) {
            case MODEL_BITS -> MODEL_TRANSFERS;
            case WEIGHT_BITS -> WEIGHT_TRANSFERS;
            case GRADIENT_BITS -> GRADIENT_TRANSFERS;
            case FEATURE_BITS -> FEATURE_TRANSFERS;
            case PLACED_MODEL_BITS -> MODEL_PLACEMENTS;
            case PLACED_SHALLOW_BITS -> SHALLOW_PLACEMENTS;
            default -> throw new IllegalStateException(this + " is not sent");
        };
    }
}
