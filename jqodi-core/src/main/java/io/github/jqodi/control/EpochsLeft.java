package io.github.jqodi.control;

import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Epochs that a pair still needs: K - k given K &gt; k, of a distribution that has an atom at "never". Where the run has gone
 * beyond all that was believed, one more epoch is.
 */
final class EpochsLeft {
    private final EpochDistribution whole;
    private final int done;
    /** P(K &gt; k). */
    private final double open;

    EpochsLeft(EpochDistribution whole, int done) {
        this.whole = whole;
        this.done = done;
        this.open = whole.survival(done + 1);
    }

    /** P(K &gt; k) as it was believed at the start. */
    double open() {
        return open;
    }

    /** The largest number of epochs that has a probability, at least 1. */
    int last() {
        return Math.max(1, whole.lastEpoch() - done);
    }

    EpochDistribution whole() {
        return whole;
    }

    /** k. */
    int done() {
        return done;
    }

    /** Whether the run has gone beyond all that was believed. */
    boolean isBeyond() {
        return open == 0;
    }

    /** P(K - k ≥ epochs | K &gt; k). */
    double survival(int epochs) {
        if (isBeyond()) {
            return epochs <= 1 ? 1 : 0;
        }
        return Math.min(1, whole.survival(done + epochs) / open);
    }

    /** P(K - k ≤ epochs | K &gt; k). */
    double reach(int epochs) {
        return epochs < 1 ? 0 : Math.max(0, 1 - survival(epochs + 1));
    }

    /** The belief given that the target is ever reached; empty if it surely is not. */
    Optional<EpochEstimate> ifReached() {
        double reached = reach(last());
        return reached > 0 ? Optional.of(EpochEstimate.pmf(shares(reached), 0)) : Optional.empty();
    }

    /** The belief given K &gt; k. */
    EpochEstimate given() {
        return EpochEstimate.pmf(shares(1), survival(last() + 1));
    }

    private List<Double> shares(double of) {
        List<Double> pmf = new ArrayList<>(last());
        for (int i = 1; i <= last(); i++) {
            pmf.add(Math.max(0, survival(i) - survival(i + 1)) / of);
        }
        return pmf;
    }

    /** The smallest number of epochs that reaches the target with a probability; the largest there is where none does. */
    int quantile(double probability) {
        int low = 1;
        int high = last();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (reach(middle) >= probability - 1e-9) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Mean of min(K - k, epochs). */
    double mean(int epochs) {
        double mean = 0;
        for (int i = 1; i <= epochs; i++) {
            mean += survival(i);
        }
        return mean;
    }

    /** The smallest number of epochs that reaches the target with more than a probability, or just so; 0 if none does. */
    int moreThan(double probability) {
        for (int epochs = 1; epochs <= last(); epochs++) {
            double reach = reach(epochs);
            if (reach > 0 && reach >= probability) {
                return epochs;
            }
        }
        return 0;
    }

    /**
     * The belief of a plan of some epochs: each is as probable as it is, and the plan ends with the last one, whether or not the
     * target is reached.
     */
    EpochEstimate endingAfter(int epochs) {
        List<Double> pmf = new ArrayList<>(epochs);
        for (int i = 1; i < epochs; i++) {
            pmf.add(Math.max(0, survival(i) - survival(i + 1)));
        }
        pmf.add(survival(epochs));
        return EpochEstimate.pmf(pmf, 0);
    }
}
