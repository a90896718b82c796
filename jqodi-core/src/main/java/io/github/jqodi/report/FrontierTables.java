package io.github.jqodi.report;

import io.github.jqodi.frontier.Frontier.Point;
import java.util.ArrayList;
import java.util.List;

/** Steps of a staircase as tables. */
final class FrontierTables {
    private static final int MOST_ROWS = 40;

    private final List<Point> points;
    private final Objectives objectives;

    FrontierTables(List<Point> points, Objectives objectives) {
        this.points = points;
        this.objectives = objectives;
    }

    /** In a sentence. */
    String summary() {
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
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
        List<Point> changes = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean isChange =
                    i == 0 || !points.get(i).pair().equals(points.get(i - 1).pair());
            if (isChange || i == points.size() - 1) {
                changes.add(points.get(i));
            }
        }
        String some = changes.size() <= MOST_ROWS ? "" : ", " + MOST_ROWS + " of " + changes.size();
        return table("Where the decision changes hands, and the last step" + some, thinned(changes));
    }

    /** All steps, or some of them evenly. */
    Table steps() {
        return table(
                points.size() <= MOST_ROWS
                        ? "All " + points.size() + " steps"
                        : MOST_ROWS + " of " + points.size() + " steps; CSV and JSON have all",
                thinned(points));
    }

    private static List<Point> thinned(List<Point> all) {
        if (all.size() <= MOST_ROWS) {
            return all;
        }
        List<Point> some = new ArrayList<>();
        for (int i = 0; i < MOST_ROWS; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / (MOST_ROWS - 1))));
        }
        return some;
    }

    private Table table(String caption, List<Point> rows) {
        Axis axis = objectives.limitAxis();
        Table.Builder table = Table.of(caption)
                .numbers(axis.name() + " from", axis.unit())
                .numbers("least " + objectives.name(), objectives.unit())
                .words("model")
                .words("quantization");
        for (Point point : rows) {
            table.row(
                    Quantity.atLeast(point.limit(), axis.unit()),
                    objectives.of(point.objective()),
                    Content.text(point.pair().model()),
                    Content.text(point.pair().quantization()));
        }
        return table.build();
    }
}
