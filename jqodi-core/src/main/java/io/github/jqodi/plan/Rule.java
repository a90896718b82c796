package io.github.jqodi.plan;

import java.util.Arrays;
import java.util.Locale;

/** What is minimised; every rule demands that τ + Σ t_k over all K_rob epochs stays below the deadline. */
public enum Rule {
    /** Energy of K_exp epochs; among equals the least time in them, and after them the least energy that fits. */
    EXPECTED,
    /** Energy of each epoch weighted by the probability that it is needed, P(K ≥ k). */
    SURVIVAL,
    /** Energy of K_rob epochs. */
    ROBUST,
    /** Algorithm 4's score, robust energy times risk over opportunity. */
    PAPER;

    /**
     * {@return the name in files and on the command line, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
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
            case EXPECTED -> Arrays.fill(weights, 0, candidate.expectedEpochs(), 1);
            case ROBUST -> Arrays.fill(weights, 1);
            case SURVIVAL -> weights = candidate.epochs().survivals(epochs);
            case PAPER -> throw new IllegalArgumentException("the paper rule weighs no epochs");
        }
        return weights;
    }
}
