package io.github.jqodi.report;

import io.github.jqodi.frontier.Frontier.Step;
import java.util.ArrayList;
import java.util.List;

/** Steps of a staircase as tables. */
final class FrontierTables {
    private static final int MAX_ROWS = 40;

    private final List<Step> steps;
    private final Objectives objectives;

    FrontierTables(List<Step> steps, Objectives objectives) {
        this.steps = steps;
        this.objectives = objectives;
    }

    /** In a sentence. */
    String summary() {
        Step first = steps.get(0);
        Step last = steps.get(steps.size() - 1);
        Axis axis = objectives.limitAxis();
        String name = objectives.name();
        return "The least " + name + " falls from "
                + objectives.of(first.objective()).shown() + " at a " + axis.name()
                + " of "
                + Quantity.atLeast(first.limit(), axis.unit()).shown() + " to "
                + objectives.of(last.objective()).shown() + " from "
                + Quantity.atLeast(last.limit(), axis.unit()).shown() + " on.";
    }

    /** Where the decision changes hands between pairs, and how far it gets. */
    Table changes() {
        List<Step> changes = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean isChange =
                    i == 0 || !steps.get(i).pair().equals(steps.get(i - 1).pair());
            if (isChange || i == steps.size() - 1) {
                changes.add(steps.get(i));
            }
        }
        String some = changes.size() <= MAX_ROWS ? "" : ", " + MAX_ROWS + " of " + changes.size();
        return table("Where the decision changes hands, and the last step" + some, thinned(changes));
    }

    /** All steps, or some of them evenly. */
    Table steps() {
        return table(
                steps.size() <= MAX_ROWS
                        ? "All " + steps.size() + " steps"
                        : MAX_ROWS + " of " + steps.size() + " steps; CSV and JSON have all",
                thinned(steps));
    }

    private static List<Step> thinned(List<Step> all) {
        if (all.size() <= MAX_ROWS) {
            return all;
        }
        List<Step> some = new ArrayList<>();
        for (int i = 0; i < MAX_ROWS; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / (MAX_ROWS - 1))));
        }
        return some;
    }

    private Table table(String caption, List<Step> rows) {
        Axis axis = objectives.limitAxis();
        Table.Builder table = Table.of(caption)
                .numbers(axis.name() + " from", axis.unit())
                .numbers("least " + objectives.name(), objectives.unit())
                .words("model")
                .words("quantization");
        for (Step step : rows) {
            table.row(
                    Quantity.atLeast(step.limit(), axis.unit()),
                    objectives.of(step.objective()),
                    Content.text(step.pair().model()),
                    Content.text(step.pair().quantization()));
        }
        return table.build();
    }
}
