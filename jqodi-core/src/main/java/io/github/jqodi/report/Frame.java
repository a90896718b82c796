package io.github.jqodi.report;

/** The plot of a chart with two axes: where it lies, its ticks, grid and titles. */
final class Frame {
    static final double TOP = 24;
    static final double TICK_HEIGHT = 17;
    static final double TITLE_HEIGHT = 17;
    private static final double RIGHT = 14;
    private static final double BETWEEN_LABELS = 14;

    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final Axis xAxis;
    private final Axis yAxis;
    private final Scale x;
    private final Scale y;

    Frame(Axis xAxis, Extent xs, Axis yAxis, Extent ys, double top, double height) {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.top = top;
        this.height = height;
        y = yAxis.scale(ys, 5);
        left = widest(y) + 8;
        width = Canvas.WIDTH - left - RIGHT;
        x = fitting(xAxis, xs, width);
    }

    /** As many ticks as have room for their labels. */
    static Scale fitting(Axis axis, Extent extent, double width) {
        int wanted = 6;
        Scale scale = axis.scale(extent, wanted);
        while (wanted > 1 && (widest(scale) + BETWEEN_LABELS) * scale.ticks().size() > width + BETWEEN_LABELS) {
            scale = axis.scale(extent, --wanted);
        }
        return scale;
    }

    static double widest(Scale scale) {
        return scale.ticks().stream()
                .mapToDouble(tick -> TextWidth.of(tick.label()))
                .max()
                .orElse(0);
    }

    double left() {
        return left;
    }

    double right() {
        return left + width;
    }

    double top() {
        return top;
    }

    double bottom() {
        return top + height;
    }

    double x(double value) {
        return left + width * x.at(value);
    }

    double y(double value) {
        return top + height * (1 - y.at(value));
    }

    /** Below ticks and title. */
    double end() {
        return bottom() + TICK_HEIGHT + TITLE_HEIGHT + 4;
    }

    /** Grid, ticks and titles of both axes. */
    void draw(Canvas canvas) {
        drawValues(canvas);
        for (Scale.Tick tick : x.ticks()) {
            drawTick(canvas, x(tick.value()), tick.label());
        }
        drawBase(canvas);
        drawTitle(canvas);
    }

    /** Ticks, lines and title of the upright axis. */
    void drawValues(Canvas canvas) {
        canvas.text(0, 12, Canvas.Anchor.START, Canvas.Tone.MUTED, TextWidth.fitted(yAxis.title(), Canvas.WIDTH));
        for (Scale.Tick tick : y.ticks()) {
            canvas.grid(left, y(tick.value()), right(), y(tick.value()))
                    .text(left - 6, y(tick.value()) + 4, Canvas.Anchor.END, Canvas.Tone.MUTED, tick.label());
        }
    }

    private void drawTick(Canvas canvas, double at, String label) {
        canvas.axis(at, bottom(), at, bottom() + 4)
                .text(
                        within(at, TextWidth.of(label)),
                        bottom() + TICK_HEIGHT,
                        Canvas.Anchor.MIDDLE,
                        Canvas.Tone.MUTED,
                        label);
    }

    void drawBase(Canvas canvas) {
        canvas.axis(left, bottom(), right(), bottom());
    }

    void drawTitle(Canvas canvas) {
        canvas.text(
                right(),
                bottom() + TICK_HEIGHT + TITLE_HEIGHT,
                Canvas.Anchor.END,
                Canvas.Tone.MUTED,
                TextWidth.fitted(xAxis.title(), Canvas.WIDTH));
    }

    /** The middle of a text moved so that the text is inside. */
    static double within(double middle, double width) {
        return Math.max(width / 2, Math.min(Canvas.WIDTH - width / 2, middle));
    }
}
