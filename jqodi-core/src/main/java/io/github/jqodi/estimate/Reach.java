package io.github.jqodi.estimate;

import io.github.jqodi.scenario.Metric;
import java.util.List;
import java.util.OptionalDouble;

/** For which targets an estimator's beliefs about one pair (a,q) were made. */
public sealed interface Reach {
    /** Beliefs are made for whatever target is asked for. */
    Reach ASKED = new Asked();

    /** Nobody knows: the beliefs are taken for whatever target is asked for, and a result warns of that. */
    Reach UNSTATED = new Unstated();

    /**
     * The loss reached by the belief that serves a target, the one nearest to it of those that get there.
     *
     * @param metric whether losses or accuracies are meant
     * @param target what has to be reached
     * @return the loss; empty where none is stated or none gets there
     */
    OptionalDouble taken(Metric metric, double target);

    /**
     * The nearest loss reached that a target has to be relaxed to before another belief serves it.
     *
     * @param metric whether losses or accuracies are meant
     * @param target what has to be reached
     * @return the nearest loss after the target; empty where there is none
     */
    OptionalDouble next(Metric metric, double target);

    /** Beliefs are made for whatever target is asked for. */
    record Asked() implements Reach {
        @Override
        public OptionalDouble taken(Metric metric, double target) {
            return OptionalDouble.of(target);
        }

        @Override
        public OptionalDouble next(Metric metric, double target) {
            return OptionalDouble.empty();
        }
    }

    /** Nobody knows. */
    record Unstated() implements Reach {
        @Override
        public OptionalDouble taken(Metric metric, double target) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble next(Metric metric, double target) {
            return OptionalDouble.empty();
        }
    }

    /**
     * Beliefs are made for some losses.
     *
     * @param losses the losses that models get below, or the accuracies that they get above, in any order
     */
    record Losses(List<Double> losses) implements Reach {
        /**
         * Copies the list.
         *
         * @param losses what is reached
         */
        public Losses {
            losses = List.copyOf(losses);
        }

        @Override
        public OptionalDouble taken(Metric metric, double target) {
            OptionalDouble nearest = OptionalDouble.empty();
            for (double loss : losses) {
                if (metric.compare(loss, target) <= 0
                        && (nearest.isEmpty() || metric.compare(loss, nearest.getAsDouble()) > 0)) {
                    nearest = OptionalDouble.of(loss);
                }
            }
            return nearest;
        }

        @Override
        public OptionalDouble next(Metric metric, double target) {
            OptionalDouble nearest = OptionalDouble.empty();
            for (double loss : losses) {
                if (metric.compare(loss, target) > 0
                        && (nearest.isEmpty() || metric.compare(loss, nearest.getAsDouble()) < 0)) {
                    nearest = OptionalDouble.of(loss);
                }
            }
            return nearest;
        }
    }
}
