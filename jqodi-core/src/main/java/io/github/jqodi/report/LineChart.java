package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chart of several series of points over two axes, with marked points and limits. Immutable.
 *
 * <pre>{@code
 * Drawing drawing = LineChart.of("Loss by epoch", "The loss falls from 2 to 0.5.")
 *         .withX(Axis.of("epoch", ""))
 *         .withY(Axis.of("loss", "").startingAtZero())
 *         .withSeries(Series.of("8 bits", new double[] {1, 2, 3}, new double[] {2, 1, 0.5}))
 *         .draw();
 * }</pre>
 */
public final class LineChart {
    private static final double PLOT_HEIGHT = 210;

    private final String title;
    private final String description;
    private final Axis xAxis;
    private final Axis yAxis;
    private final List<Series> series;
    private final List<Mark> marks;
    private final List<Limit> limits;

    private LineChart(
            String title,
            String description,
            Axis xAxis,
            Axis yAxis,
            List<Series> series,
            List<Mark> marks,
            List<Limit> limits) {
        this.title = title;
        this.description = description;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.series = series;
        this.marks = marks;
        this.limits = limits;
    }

    /**
     * A chart that holds nothing yet.
     *
     * @param title what it shows, in a few words
     * @param description what is to be seen, in a sentence or two with the main numbers
     * @return the chart
     */
    public static LineChart of(String title, String description) {
        return new LineChart(title, description, Axis.of("x", ""), Axis.of("y", ""), List.of(), List.of(), List.of());
    }

    /**
     * The same with another axis across.
     *
     * @param axis across
     * @return a copy
     */
    public LineChart withX(Axis axis) {
        return new LineChart(title, description, axis, yAxis, series, marks, limits);
    }

    /**
     * The same with another axis upwards.
     *
     * @param axis upwards
     * @return a copy
     */
    public LineChart withY(Axis axis) {
        return new LineChart(title, description, xAxis, axis, series, marks, limits);
    }

    /**
     * The same with one more series.
     *
     * @param more drawn above those before it
     * @return a copy
     */
    public LineChart withSeries(Series more) {
        return new LineChart(title, description, xAxis, yAxis, Lists.with(series, more), marks, limits);
    }

    /**
     * The same with one more marked point.
     *
     * @param more a point with a name
     * @return a copy
     */
    public LineChart withMark(Mark more) {
        return new LineChart(title, description, xAxis, yAxis, series, Lists.with(marks, more), limits);
    }

    /**
     * The same with one more limit on the axis across.
     *
     * @param more a number with a name
     * @return a copy
     */
    public LineChart withLimit(Limit more) {
        return new LineChart(title, description, xAxis, yAxis, series, marks, Lists.with(limits, more));
    }

    /**
     * {@return the chart as a figure}
     */
    public Drawing draw() {
        Frame sized = new Frame(xAxis, xs(), yAxis, ys(), 0, PLOT_HEIGHT);
        LimitLines lines = new LimitLines(limits, xAxis, sized::x, sized.left(), sized.right());
        Frame frame = new Frame(xAxis, xs(), yAxis, ys(), Frame.TOP + lines.height(), PLOT_HEIGHT);
        Legend legend = new Legend(Canvas.WIDTH);
        Canvas sample = new Canvas(1, 1);
        legend(legend, sample);
        Canvas canvas = new Canvas(Canvas.WIDTH, frame.end() + legend.height());
        frame.draw(canvas);
        lines.draw(canvas, frame.top(), frame.bottom());
        IntStream.range(0, series.size()).forEach(i -> draw(canvas, frame, i));
        new MarkLabels(canvas, frame, linePoints(frame)).draw(shownMarks(), series.size());
        Legend drawn = new Legend(Canvas.WIDTH);
        legend(drawn, canvas);
        drawn.draw(canvas, 0, frame.end());
        return canvas.drawing(title, description);
    }

    /** Points close together on all lines. */
    private List<double[]> linePoints(Frame frame) {
        List<double[]> points = new ArrayList<>();
        for (Series one : series) {
            double[][] path = new SeriesPath(one, xAxis, yAxis, frame).line();
            for (int i = 0; i < path.length; i++) {
                points.add(path[i]);
                if (i > 0) {
                    SeriesPath.between(path[i - 1], path[i], frame, points);
                }
            }
        }
        return points;
    }

    private List<Mark> shownMarks() {
        return marks.stream()
                .filter(mark -> xAxis.holds(mark.x()) && yAxis.holds(mark.y()))
                .toList();
    }

    private Extent xs() {
        Extent extent = Extent.NONE;
        for (Series one : series) {
            for (int i = 0; i < one.size(); i++) {
                extent = with(extent, xAxis, one.x(i));
            }
        }
        for (Mark mark : marks) {
            extent = with(extent, xAxis, mark.x());
        }
        return Limit.with(
                extent, limits.stream().filter(limit -> xAxis.holds(limit.at())).toList());
    }

    private Extent ys() {
        Extent extent = Extent.NONE;
        for (Series one : series) {
            for (int i = 0; i < one.size(); i++) {
                extent = with(extent, yAxis, one.y(i));
                if (one.hasBand()) {
                    extent = with(with(extent, yAxis, one.low(i)), yAxis, one.high(i));
                }
            }
        }
        for (Mark mark : marks) {
            extent = with(extent, yAxis, mark.y());
        }
        return extent;
    }

    private static Extent with(Extent extent, Axis axis, double value) {
        return axis.holds(value) ? extent.with(value) : extent;
    }

    private void legend(Legend legend, Canvas canvas) {
        if (series.size() < 2 && marks.isEmpty()) {
            return;
        }
        for (int i = 0; i < series.size(); i++) {
            int index = i;
            Series one = series.get(i);
            legend.add(one.name(), (left, middle) -> {
                canvas.line(new double[][] {{left, middle}, {left + 20, middle}}, index);
                if (one.hasPoints()) {
                    canvas.point(left + 9, middle, index);
                }
            });
        }
    }

    private void draw(Canvas canvas, Frame frame, int index) {
        Series one = series.get(index);
        if (one.hasBand()) {
            canvas.band(new SeriesPath(one, xAxis, yAxis, frame).outline(), index);
        }
        canvas.line(new SeriesPath(one, xAxis, yAxis, frame).line(), index);
        if (one.hasPoints()) {
            points(canvas, frame, one, index);
        }
    }

    private void points(Canvas canvas, Frame frame, Series one, int index) {
        for (int i = 0; i < one.size(); i++) {
            double x = one.x(i);
            double y = one.y(i);
            if (xAxis.holds(x) && yAxis.holds(y)) {
                canvas.titled(tip(one, x, y), c -> c.point(frame.x(x), frame.y(y), index));
            }
        }
    }

    private String tip(Series one, double x, double y) {
        return one.name() + ": " + xAxis.name() + " "
                + Quantity.of(x, xAxis.unit()).shown() + ", " + yAxis.name() + " "
                + Quantity.of(y, yAxis.unit()).shown();
    }

    @Override
    public String toString() {
        return title + ": " + series.stream().map(Series::name).toList();
    }
}
