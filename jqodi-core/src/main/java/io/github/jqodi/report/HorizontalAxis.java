package io.github.jqodi.report;

/** Axis below rows, with lines through them. */
final class HorizontalAxis {
    private final Axis axis;
    private final Scale scale;
    private final double left;
    private final double width;

    HorizontalAxis(Axis axis, Scale scale, double left, double width) {
        this.axis = axis;
        this.scale = scale;
        this.left = left;
        this.width = width;
    }

    void draw(Canvas canvas, double top, double bottom) {
        for (Scale.Tick tick : scale.ticks()) {
            double at = left + width * scale.at(tick.value());
            canvas.grid(at, top, at, bottom)
                    .text(
                            Frame.within(at, TextWidth.of(tick.label())),
                            bottom + Frame.TICK_HEIGHT,
                            Canvas.Anchor.MIDDLE,
                            Canvas.Tone.MUTED,
                            tick.label());
        }
        double zero = left + width * Math.max(0, Math.min(1, scale.at(0)));
        canvas.axis(zero, top, zero, bottom);
        canvas.text(
                Canvas.WIDTH,
                bottom + Frame.TICK_HEIGHT + Frame.TITLE_HEIGHT,
                Canvas.Anchor.END,
                Canvas.Tone.MUTED,
                TextWidth.fitted(axis.title(), Canvas.WIDTH));
    }

    double end(double bottom) {
        return bottom + Frame.TICK_HEIGHT + Frame.TITLE_HEIGHT + 4;
    }
}
