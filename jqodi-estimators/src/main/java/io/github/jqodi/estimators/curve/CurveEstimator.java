package io.github.jqodi.estimators.curve;

import java.util.List;

/**
 * Estimator of K from the beginning of a run, before it has learned. Implementations are immutable, thread-safe and deterministic.
 *
 * <pre>{@code
 * final class LastStep implements CurveEstimator {
 *     public String name() {
 *         return "last-step";
 *     }
 *
 *     public String description() {
 *         return "goes on falling as in the last epoch";
 *     }
 *
 *     public FittedEstimator fit(List<Curve> history) {
 *         return (observed, targets) -> Arrays.stream(targets)
 *                 .mapToObj(target -> forecast(observed, target))
 *                 .toList();
 *     }
 *
 *     private static EpochForecast forecast(Curve observed, double target) {
 *         OptionalInt reached = observed.firstAtOrBelow(target);
 *         if (reached.isPresent()) {
 *             return EpochForecast.reached(reached.getAsInt());
 *         }
 *         int last = observed.size() - 1;
 *         double step = last == 0 ? 0 : observed.loss(last - 1) - observed.loss(last);
 *         if (!(step > 0)) {
 *             return EpochForecast.never("does not fall");
 *         }
 *         double epoch = Math.min(1000, observed.lastEpoch() + (observed.loss(last) - target) / step);
 *         return EpochForecast.ofSample(new double[] {epoch}, new double[] {1}, "last step");
 *     }
 * }
 * }</pre>
 */
public interface CurveEstimator {
    /**
     * {@return the name by which it is asked for, lower case, words joined by hyphens}
     */
    String name();

    /**
     * {@return one line on how it works, for people}
     */
    String description();

    /**
     * Whether it needs past runs. One that does not may learn from the history given to {@link #fit} all the same.
     *
     * @return true if it needs past runs
     */
    default boolean needsHistory() {
        return false;
    }

    /**
     * Learns from past runs.
     *
     * @param history complete past runs, of any length, none of them the run to be forecast; may be empty
     * @return what forecasts
     * @throws io.github.jqodi.error.InvalidValueException if it needs more history than there is, with the number it needs
     */
    FittedEstimator fit(List<Curve> history);
}
