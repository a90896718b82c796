package io.github.jqodi.cost.analytic;

/** Load of the link between server and device (READINGS #3). */
public enum Payload {
    /** The weights of the shallow part, down and up, as Equations 9 and 10 say. */
    WEIGHTS,
    /** Features up and gradients down. */
    FEATURES,
    /** Both. */
    BOTH;

    /**
     * {@return whether the weights of the shallow part cross the link}
     */
    public boolean carriesWeights() {
        return this != FEATURES;
    }

    /**
     * {@return whether features and gradients cross the link}
     */
    public boolean carriesFeatures() {
        return this != WEIGHTS;
    }
}
