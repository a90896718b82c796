package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Names of series below a chart, each after a sample of its look, wrapped to the width. */
final class Legend {
    static final double ROW_HEIGHT = 19;
    private static final double SAMPLE = 26;
    private static final double GAP = 14;

    private final double width;
    private final List<Entry> entries = new ArrayList<>();
    private double x;
    private int row;

    Legend(double width) {
        this.width = width;
    }

    /** Draws a sample with its left middle at a place. */
    interface Sample extends BiConsumer<Double, Double> {}

    private record Entry(double x, int row, String name, Sample sample) {}

    void add(String name, Sample sample) {
        String fitted = TextWidth.fitted(name, width - SAMPLE);
        double wide = SAMPLE + TextWidth.of(fitted);
        if (x > 0 && x + wide > width) {
            x = 0;
            row++;
        }
        entries.add(new Entry(x, row, fitted, sample));
        x += wide + GAP;
    }

    double height() {
        return entries.isEmpty() ? 0 : (row + 1) * ROW_HEIGHT;
    }

    void draw(Canvas canvas, double left, double top) {
        for (Entry entry : entries) {
            double middle = top + entry.row * ROW_HEIGHT + ROW_HEIGHT / 2;
            entry.sample.accept(left + entry.x, middle);
            canvas.text(left + entry.x + SAMPLE, middle + 4, Canvas.Anchor.START, Canvas.Tone.TEXT, entry.name);
        }
    }

    /** An area as sample. */
    static Sample area(Canvas canvas, int series) {
        return (left, middle) -> canvas.area(left, middle - 6, 20, 12, series);
    }
}
