package io.github.jqodi.report;

import java.util.List;

/** Rows with names: beside their bars where the names are short, above them where they are not. */
final class Rows {
    private static final double MAX_WIDTH_BESIDE = 145;
    private static final double NAME_HEIGHT = 16;
    private static final double GAP = 9;
    /** Bold letters are wider. */
    private static final double BOLD = 1.08;

    private final List<String> names;
    private final double top;
    private final double thickness;
    private final double left;
    private final boolean isAbove;

    Rows(List<String> names, double top, double thickness) {
        this.names = names;
        this.top = top;
        this.thickness = thickness;
        double widest = BOLD * names.stream().mapToDouble(TextWidth::of).max().orElse(0);
        isAbove = widest > MAX_WIDTH_BESIDE;
        left = isAbove ? 0 : widest + 8;
    }

    /** Where bars begin. */
    double left() {
        return left;
    }

    /** Upper side of a row's bars. */
    double barTop(int row) {
        return top + row * height() + (isAbove ? NAME_HEIGHT : 0);
    }

    double bottom() {
        return top + names.size() * height();
    }

    private double height() {
        return thickness + GAP + (isAbove ? NAME_HEIGHT : 0);
    }

    void draw(Canvas canvas, int chosen) {
        for (int row = 0; row < names.size(); row++) {
            Canvas.Tone tone = row == chosen ? Canvas.Tone.STRONG : Canvas.Tone.TEXT;
            if (isAbove) {
                String fitted = TextWidth.fitted(names.get(row), (Canvas.WIDTH - 8) / BOLD);
                canvas.text(8, barTop(row) - 4, Canvas.Anchor.START, tone, fitted);
            } else {
                canvas.text(left - 8, barTop(row) + thickness / 2 + 4, Canvas.Anchor.END, tone, names.get(row));
            }
        }
    }
}
