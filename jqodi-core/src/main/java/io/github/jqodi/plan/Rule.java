package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Weighing of the epochs in the objective of a plan; every rule demands that τ + Σ t_k over all K_rob epochs stays below the
 * deadline.
 */
public enum Rule {
    /** The mean energy of following the plan until the target is reached or the plan ends: each epoch's times P(K ≥ k). */
    EXPECTED("the mean energy until the target is reached or the plan ends"),
    /** Energy of K_exp epochs; among equals the least time in them, and after them the least energy that fits. */
    NOMINAL("the energy of a run of typical length, K_exp epochs"),
    /** Energy of K_rob epochs. */
    ROBUST("the energy of a run of all K_rob epochs"),
    /** Algorithm 4's score, robust energy times risk over opportunity. */
    PAPER("Algorithm 4's score, robust energy times risk over opportunity");

    private final String description;

    Rule(String description) {
        this.description = description;
    }

    /**
     * {@return the name in files and on the command line, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return what is minimised where that is energy, in one phrase for people}
     */
    public String description() {
        return description;
    }

    /**
     * A rule by its name.
     *
     * @param label as in {@link #label()}
     * @return the rule, empty if there is none of that name
     */
    public static Optional<Rule> byLabel(String label) {
        return Arrays.stream(values())
                .filter(rule -> rule.label().equals(label))
                .findFirst();
    }

    /**
     * Weight of each epoch's energy in the objective; not defined for {@link #PAPER}, whose objective is no weighted sum.
     *
     * @param candidate whose epochs
     * @return K_rob weights in [0, 1], never rising
     */
    public double[] weights(Candidate candidate) {
        int epochs = candidate.robustEpochs();
        double[] weights = new double[epochs];
        switch (this) {
            case EXPECTED -> weights = candidate.epochs().survivals(epochs);
            case NOMINAL -> Arrays.fill(weights, 0, candidate.expectedEpochs(), 1);
            case ROBUST -> Arrays.fill(weights, 1);
            case PAPER ->
                throw Check.invalid("rule", label(), "weighs no epochs", "Its score is worked out from whole plans.");
        }
        return weights;
    }
}
