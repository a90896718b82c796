package io.github.jqodi.report;

/** Bars from left to right, in rows with names. */
final class HorizontalBars {
    private static final double STACK_THICKNESS = 16;
    private static final double BAR_THICKNESS = 13;
    private static final double TOP = 4;

    private final BarChart chart;
    private final Rows rows;
    private final Scale scale;
    private final double left;
    private final double width;

    HorizontalBars(BarChart chart) {
        this.chart = chart;
        double thickness = chart.isStacked()
                ? STACK_THICKNESS
                : BAR_THICKNESS * Math.max(1, chart.bars().size());
        rows = new Rows(chart.categories(), TOP, thickness);
        double numbers = widestNumber() + 8;
        Extent extent = chart.extent();
        boolean hasNegative = extent.least() < 0;
        left = rows.left() + (hasNegative ? numbers : 0) + 4;
        width = Canvas.WIDTH - left - numbers - 4;
        scale = Frame.fitting(chart.values(), extent, width);
    }

    private double widestNumber() {
        double widest = 0;
        for (int category = 0; category < chart.categories().size(); category++) {
            if (chart.isStacked()) {
                widest = Math.max(widest, TextWidth.of(Numbers.brief(chart.total(category))));
            } else {
                for (Bars bars : chart.bars()) {
                    widest = Math.max(widest, TextWidth.of(Numbers.brief(bars.value(category))));
                }
            }
        }
        return widest;
    }

    Canvas draw() {
        HorizontalAxis axis = new HorizontalAxis(chart.values(), scale, left, width);
        double end = axis.end(rows.bottom());
        Canvas canvas =
                new Canvas(Canvas.WIDTH, end + chart.legend(new Canvas(1, 1)).height());
        axis.draw(canvas, TOP, rows.bottom());
        rows.draw(canvas, chart.chosen());
        for (int category = 0; category < chart.categories().size(); category++) {
            if (chart.isStacked()) {
                stack(canvas, category);
            } else {
                group(canvas, category);
            }
        }
        chart.legend(canvas).draw(canvas, 0, end);
        return canvas;
    }

    private double x(double value) {
        return left + width * scale.at(value);
    }

    private void stack(Canvas canvas, int category) {
        double y = rows.barTop(category);
        double before = 0;
        for (int series = 0; series < chart.bars().size(); series++) {
            double value = chart.value(series, category);
            if (value > 0) {
                bar(canvas, y, STACK_THICKNESS, before, before + value, series, category);
                before += value;
            }
        }
        number(canvas, before, y + STACK_THICKNESS / 2, before, category == chart.chosen());
    }

    private void group(Canvas canvas, int category) {
        for (int series = 0; series < chart.bars().size(); series++) {
            double y = rows.barTop(category) + BAR_THICKNESS * series;
            double value = chart.value(series, category);
            bar(canvas, y, BAR_THICKNESS - 1, 0, value, series, category);
            double end = value;
            if (chart.bars().get(series).hasInterval(category)) {
                end = Math.max(value, chart.bars().get(series).high(category));
                interval(canvas, y + BAR_THICKNESS / 2, series, category);
            }
            number(
                    canvas,
                    end,
                    y + BAR_THICKNESS / 2,
                    chart.bars().get(series).value(category),
                    category == chart.chosen());
        }
    }

    private void bar(Canvas canvas, double y, double height, double from, double to, int series, int category) {
        double start = Math.min(x(from), x(to));
        double length = Math.abs(x(to) - x(from));
        canvas.titled(chart.tip(series, category), c -> c.area(start, y, length, height, series));
    }

    private void interval(Canvas canvas, double y, int series, int category) {
        double low = x(chart.bars().get(series).low(category));
        double high = x(chart.bars().get(series).high(category));
        canvas.whisker(low, y, high, y).whisker(low, y - 3, low, y + 3).whisker(high, y - 3, high, y + 3);
    }

    private void number(Canvas canvas, double end, double middle, double value, boolean isChosen) {
        boolean isNegative = end < 0;
        canvas.text(
                x(end) + (isNegative ? -5 : 5),
                middle + 4,
                isNegative ? Canvas.Anchor.END : Canvas.Anchor.START,
                isChosen ? Canvas.Tone.STRONG : Canvas.Tone.TEXT,
                Numbers.brief(value));
    }
}
