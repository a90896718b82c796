package io.github.jqodi.scenario;

/** Quantity that is minimised. What a plan must stay below besides is said by the {@link Target}. */
public sealed interface Objective {
    /** Energy as the rule weighs it; the default. */
    Objective ENERGY = new Energy();

    /** Time between two batches of an inference. */
    Objective INTERVAL = new Interval();

    /** Time of all K_rob epochs. */
    Objective TIME = new Time();

    /**
     * The price of all that is spent.
     *
     * @param prices of joules and seconds
     * @return the objective
     */
    static Objective price(Prices prices) {
        return new Price(prices);
    }

    /** Joules, under the deadline; a limit on the energy bounds the objective's own value. */
    record Energy() implements Objective {}

    /** Seconds, by the rule {@code robust} alone, under a limit on the energy; the deadline bounds the objective's own value. */
    record Time() implements Objective {}

    /**
     * What all terms of the bill cost, as the rule weighs it, under the deadline; the energy cannot be limited besides.
     *
     * @param prices of joules and seconds
     */
    record Price(Prices prices) implements Objective {}

    /**
     * The longest of device, link and server seconds of a batch, for which a pipeline waits between two results; of an inference
     * that is the task alone.
     */
    record Interval() implements Objective {}
}
