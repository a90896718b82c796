package io.github.jqodi.scenario;

/** Quantity that is minimised. What a plan must stay below besides is said by the {@link Target}. */
public sealed interface Objective {
    /** Energy as the rule weighs it; the default. */
    Objective ENERGY = new Energy();

    /** Time between two batches of an inference. */
    Objective INTERVAL = new Interval();

    /** Joules, under the deadline. */
    record Energy() implements Objective {}

    /**
     * The longest of device, link and server seconds of a batch, for which a pipeline waits between two results; of an inference
     * that is the task alone.
     */
    record Interval() implements Objective {}
}
