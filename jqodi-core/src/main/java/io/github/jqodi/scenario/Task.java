package io.github.jqodi.scenario;

/** Task that is planned for a device. */
public enum Task {
    /** Training until a loss target is reached, epoch by epoch; an inference may be added to it. */
    FINE_TUNING("fineTuning"),
    /** One inference by a model that is good enough as it is; no epochs. */
    INFERENCE("inference");

    private final String label;

    Task(String label) {
        this.label = label;
    }

    /**
     * {@return the word in files}
     */
    public String label() {
        return label;
    }
}
