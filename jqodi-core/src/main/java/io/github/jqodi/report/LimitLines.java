package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Names of limits above a chart, in as many rows as it takes that none covers another, and their lines. */
final class LimitLines {
    private static final double ROW_HEIGHT = 15;
    private static final double GAP = 10;
    private static final double ROUNDING = 0.01;

    private final List<Placed> placed = new ArrayList<>();
    private int rows;

    private record Placed(String name, double x, boolean isLine, double from, double to, int row) {}

    /** Limits on an axis between two places; those beyond are arrows. */
    LimitLines(List<Limit> limits, Axis axis, DoubleUnaryOperator at, double left, double right) {
        for (Limit limit : limits) {
            double x = at.applyAsDouble(limit.at());
            String number = Quantity.of(limit.at(), axis.unit()).shown();
            if (x > right + ROUNDING) {
                place(limit.name() + " at " + number + " →", right, false);
            } else if (x < left - ROUNDING) {
                place("← " + limit.name() + " at " + number, left, false);
            } else if (Double.isFinite(x)) {
                place(limit.name(), x, true);
            }
        }
    }

    private void place(String name, double x, boolean isLine) {
        double width = TextWidth.of(name);
        double middle = Frame.within(x, width);
        double from = middle - width / 2;
        int row = 0;
        while (isTaken(row, from - GAP, from + width + GAP)) {
            row++;
        }
        placed.add(new Placed(name, x, isLine, from, from + width, row));
        rows = Math.max(rows, row + 1);
    }

    private boolean isTaken(int row, double from, double to) {
        return placed.stream().anyMatch(other -> other.row == row && other.from < to && other.to > from);
    }

    /** Room for the names. */
    double height() {
        return rows * ROW_HEIGHT;
    }

    void draw(Canvas canvas, double top, double bottom) {
        for (Placed line : placed) {
            double base = top - 4 - (rows - 1 - line.row) * ROW_HEIGHT;
            if (line.isLine) {
                canvas.limit(line.x, base + 3, line.x, bottom);
            }
        }
        for (Placed line : placed) {
            double base = top - 4 - (rows - 1 - line.row) * ROW_HEIGHT;
            canvas.text((line.from + line.to) / 2, base, Canvas.Anchor.MIDDLE, Canvas.Tone.LIMIT_TEXT, line.name);
        }
    }
}
