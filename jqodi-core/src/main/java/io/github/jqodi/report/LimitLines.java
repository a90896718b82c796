package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Names of limits above a chart, in as many rows as it takes that none covers another, and their lines. */
final class LimitLines {
    private static final double ROW_HEIGHT = 15;
    private static final double GAP = 10;

    private final List<Placed> placed = new ArrayList<>();
    private int rows;

    private record Placed(Limit limit, double x, double from, double to, int row) {}

    /** The limits that lie on an axis between two places. */
    LimitLines(List<Limit> limits, DoubleUnaryOperator at, double left, double right) {
        for (Limit limit : limits) {
            double x = at.applyAsDouble(limit.at());
            if (x >= left - 0.01 && x <= right + 0.01) {
                place(limit, x);
            }
        }
    }

    private void place(Limit limit, double x) {
        double width = TextWidth.of(limit.name());
        double middle = Frame.within(x, width);
        double from = middle - width / 2;
        int row = 0;
        while (isTaken(row, from - GAP, from + width + GAP)) {
            row++;
        }
        placed.add(new Placed(limit, x, from, from + width, row));
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
            canvas.limit(line.x, base + 3, line.x, bottom)
                    .text(
                            (line.from + line.to) / 2,
                            base,
                            Canvas.Anchor.MIDDLE,
                            Canvas.Tone.LIMIT_TEXT,
                            line.limit.name());
        }
    }
}
