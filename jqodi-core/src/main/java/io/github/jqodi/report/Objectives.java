package io.github.jqodi.report;

import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Task;

/** What is minimised, in words and numbers. */
final class Objectives {
    private final ObjectiveKind kind;
    private final Rule rule;
    private final Task task;

    Objectives(ObjectiveKind kind, Rule rule, Task task) {
        this.kind = kind;
        this.rule = rule;
        this.task = task;
    }

    Quantity of(double value) {
        return Quantity.of(value, unit());
    }

    String unit() {
        return rule == Rule.PAPER ? "" : kind.unit();
    }

    Axis axis() {
        return Axis.of(name(), unit());
    }

    /** In a word or two, as on an axis. */
    String name() {
        return switch (kind) {
            case TIME -> "time";
            case PRICE -> "price";
            case INTERVAL -> "interval";
            case ENERGY -> rule == Rule.PAPER ? "score" : energy();
        };
    }

    private String energy() {
        if (task == Task.INFERENCE) {
            return "energy";
        }
        return switch (rule) {
            case EXPECTED -> "mean energy";
            case NOMINAL -> "energy of a typical run";
            case ROBUST, PAPER -> "energy of a robust run";
        };
    }

    /** In a phrase. */
    String description() {
        return switch (kind) {
            case TIME -> task == Task.INFERENCE ? "the time of the inference" : "the time of a run of all K_rob epochs";
            case INTERVAL -> "the time between two results of a pipeline";
            case PRICE ->
                task == Task.INFERENCE
                        ? "the price of the inference"
                        : rule.description().replace("energy", "price");
            case ENERGY -> task == Task.INFERENCE ? "the energy of the inference" : rule.description();
        };
    }

    /** What a frontier is over. */
    Axis limitAxis() {
        return kind == ObjectiveKind.TIME ? Axis.of("limit on the energy", "J") : Axis.of("deadline", "s");
    }
}
