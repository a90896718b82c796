package io.github.jqodi.json;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Metric;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether a file speaks of losses or of accuracies; one form a file, which the first field that has one decides. */
final class MetricForm {
    private Optional<Metric> metric = Optional.empty();

    /** What the file speaks of; losses where it says nothing. */
    Metric metric() {
        return metric.orElse(Metric.LOSS);
    }

    /** Two fields that mean the same, one of which may be given. */
    Numbers numbers(String lossName, String accuracyName) {
        return new Numbers(
                Field.optional(lossName, in -> number(in, lossName, Metric.LOSS)),
                Field.optional(accuracyName, in -> number(in, accuracyName, Metric.ACCURACY)));
    }

    private double number(Cursor in, String name, Metric form) {
        if (metric.orElse(form) != form) {
            throw in.error("cannot stand in a file that speaks of " + (form == Metric.LOSS ? "accuracies" : "losses")
                    + " elsewhere. One form a file.");
        }
        metric = Optional.of(form);
        try {
            return form.check(name, in.number());
        } catch (InvalidValueException e) {
            throw in.error(e.problem());
        }
    }

    /**
     * Two fields that mean the same.
     *
     * @param loss the one where the file speaks of losses
     * @param accuracy the one where it speaks of accuracies
     */
    record Numbers(Field<Double> loss, Field<Double> accuracy) {
        /** The number, if one is given. */
        OptionalDouble value(Cursor in) {
            return Field.toDouble(loss.value().or(accuracy::value));
        }

        /** The number of two fields of which one has to be given. */
        double required(Cursor in) {
            return value(in)
                    .orElseThrow(() ->
                            in.errorAt(loss.name(), "(missing) is required, or " + accuracy.name() + " in its place"));
        }
    }
}
