package io.github.jqodi.estimate;

import io.github.jqodi.base.Text;
import java.util.Objects;
import java.util.Optional;

/**
 * The beliefs a problem rests on, one estimator each.
 *
 * @param epochs K_(a,q)
 * @param compressionLoss γ_(a,q)
 * @param updateGain γ^update
 * @param runGain γ^run
 */
public record Estimators(
        EpochEstimator epochs,
        CompressionLossEstimator compressionLoss,
        GainEstimator updateGain,
        GainEstimator runGain) {
    /**
     * Checks that nothing is missing.
     *
     * @param epochs K_(a,q)
     * @param compressionLoss γ_(a,q)
     * @param updateGain γ^update
     * @param runGain γ^run
     */
    public Estimators {
        Objects.requireNonNull(epochs, "epochs");
        Objects.requireNonNull(compressionLoss, "compressionLoss");
        Objects.requireNonNull(updateGain, "updateGain");
        Objects.requireNonNull(runGain, "runGain");
    }

    /**
     * Beliefs about K alone; the estimate's claim that the target is reached is then taken.
     *
     * @param epochs K_(a,q)
     * @return the bundle
     */
    public static Estimators of(EpochEstimator epochs) {
        return new Estimators(
                epochs,
                (scenario, pair) -> Optional.empty(),
                (scenario, pair, count) -> Optional.empty(),
                (scenario, pair, count) -> Optional.empty());
    }

    /**
     * The beliefs a table lists.
     *
     * @param table as a scenario file carries it
     * @return the bundle
     */
    public static Estimators of(EstimateTable table) {
        return new Estimators(table, table, table.updateGains(), table.runGains());
    }

    /**
     * {@return the table all four beliefs are taken from; empty if any of them is not}
     */
    public Optional<EstimateTable> table() {
        return epochs instanceof EstimateTable table && equals(of(table)) ? Optional.of(table) : Optional.empty();
    }

    /**
     * The same beliefs with another estimator of K.
     *
     * @param estimator K_(a,q)
     * @return a copy
     */
    public Estimators withEpochs(EpochEstimator estimator) {
        Objects.requireNonNull(estimator, "estimator");
        return new Estimators(estimator, compressionLoss, updateGain, runGain);
    }

    /**
     * The same beliefs with another estimator of the compression loss.
     *
     * @param estimator γ_(a,q)
     * @return a copy
     */
    public Estimators withCompressionLoss(CompressionLossEstimator estimator) {
        Objects.requireNonNull(estimator, "estimator");
        return new Estimators(epochs, estimator, updateGain, runGain);
    }

    /**
     * The same beliefs with other estimators of the gains.
     *
     * @param update γ^update
     * @param run γ^run
     * @return a copy
     */
    public Estimators withGains(GainEstimator update, GainEstimator run) {
        return new Estimators(epochs, compressionLoss, update, run);
    }

    @Override
    public String toString() {
        return "estimates: " + (table().isPresent() ? epochs : "epochs by " + Text.escaped(String.valueOf(epochs)));
    }
}
