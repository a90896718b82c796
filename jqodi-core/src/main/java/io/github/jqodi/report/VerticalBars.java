package io.github.jqodi.report;

/** Bars that stand on the axis of categories. */
final class VerticalBars {
    private static final double PLOT_HEIGHT = 210;
    private static final double FILLED = 0.76;
    private static final double BETWEEN_LABELS = 8;

    private final BarChart chart;
    private final Frame frame;
    private final double slot;

    VerticalBars(BarChart chart) {
        this.chart = chart;
        frame = new Frame(
                Axis.of(chart.categoryName(), "")
                        .within(0, Math.max(1, chart.categories().size())),
                Extent.NONE,
                chart.values(),
                chart.extent(),
                Frame.TOP,
                PLOT_HEIGHT);
        slot = (frame.right() - frame.left()) / Math.max(1, chart.categories().size());
    }

    Canvas draw() {
        Canvas canvas = new Canvas(
                Canvas.WIDTH, frame.end() + chart.legend(new Canvas(1, 1)).height());
        frame.drawValues(canvas);
        frame.drawTitle(canvas);
        for (int category = 0; category < chart.categories().size(); category++) {
            if (chart.isStacked()) {
                stack(canvas, category);
            } else {
                group(canvas, category);
            }
        }
        labels(canvas);
        chart.legend(canvas).draw(canvas, 0, frame.end());
        return canvas;
    }

    private void stack(Canvas canvas, int category) {
        double width = FILLED * slot;
        double x = frame.left() + slot * category + (slot - width) / 2;
        double below = 0;
        for (int series = 0; series < chart.bars().size(); series++) {
            double value = chart.value(series, category);
            if (value > 0) {
                bar(canvas, x, width, below, below + value, series, category);
                below += value;
            }
        }
    }

    private void group(Canvas canvas, int category) {
        double width = FILLED * slot / Math.max(1, chart.bars().size());
        double first = frame.left() + slot * category + slot * (1 - FILLED) / 2;
        for (int series = 0; series < chart.bars().size(); series++) {
            double x = first + width * series;
            bar(canvas, x, width, 0, chart.value(series, category), series, category);
            if (chart.bars().get(series).hasInterval(category)) {
                interval(canvas, x + width / 2, series, category);
            }
        }
    }

    private void bar(Canvas canvas, double x, double width, double from, double to, int series, int category) {
        double top = Math.min(frame.y(from), frame.y(to));
        double height = Math.abs(frame.y(to) - frame.y(from));
        canvas.titled(chart.tip(series, category), c -> c.area(x, top, width, height, series));
    }

    private void interval(Canvas canvas, double x, int series, int category) {
        double high = frame.y(chart.bars().get(series).high(category));
        double low = frame.y(chart.bars().get(series).low(category));
        canvas.whisker(x, high, x, low).whisker(x - 3, high, x + 3, high).whisker(x - 3, low, x + 3, low);
    }

    /** As many names of categories as have room, the chosen one always. */
    private void labels(Canvas canvas) {
        double widest =
                chart.categories().stream().mapToDouble(TextWidth::of).max().orElse(0);
        double most = Math.max(slot, 70) - BETWEEN_LABELS;
        double taken = Math.min(widest, most) + BETWEEN_LABELS;
        int every = Math.max(1, (int) Math.ceil(taken / slot));
        for (int category = 0; category < chart.categories().size(); category++) {
            boolean isChosen = category == chart.chosen();
            boolean nearChosen = chart.chosen() >= 0 && Math.abs(category - chart.chosen()) < every;
            if (isChosen || (category % every == 0 && !nearChosen)) {
                label(canvas, category, most, isChosen);
            }
        }
        frame.drawBase(canvas);
    }

    private void label(Canvas canvas, int category, double most, boolean isChosen) {
        String fitted = TextWidth.fitted(chart.categories().get(category), most);
        double middle = frame.left() + slot * (category + 0.5);
        canvas.text(
                Frame.within(middle, TextWidth.of(fitted)),
                frame.bottom() + Frame.TICK_HEIGHT,
                Canvas.Anchor.MIDDLE,
                isChosen ? Canvas.Tone.STRONG : Canvas.Tone.MUTED,
                fitted);
    }
}
