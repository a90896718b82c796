package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.List;

/** The line of a series in the units of a drawing; what no eye can tell from the point before it is left out. */
final class SeriesPath {
    /** Distance in units below which a point is that before it. */
    private static final double RESOLUTION = 0.3;

    private static final double APART = 4;

    private static final double[] GAP = {Double.NaN, Double.NaN};

    private final Series series;
    private final Axis xAxis;
    private final Axis yAxis;
    private final Frame frame;
    private final List<double[]> path = new ArrayList<>();

    SeriesPath(Series series, Axis xAxis, Axis yAxis, Frame frame) {
        this.series = series;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.frame = frame;
    }

    double[][] line() {
        for (int i = 0; i < series.size(); i++) {
            add(series.x(i), series.y(i), i == series.size() - 1);
        }
        return path.toArray(double[][]::new);
    }

    /** Along the upper ends and back along the lower ones. */
    double[][] outline() {
        for (int i = 0; i < series.size(); i++) {
            corner(i, series.high(i));
        }
        for (int i = series.size() - 1; i >= 0; i--) {
            corner(i, series.low(i));
        }
        return path.toArray(double[][]::new);
    }

    /** Adds points every few units of a straight line, as far as it is in the plot. */
    static void between(double[] from, double[] to, Frame frame, List<double[]> points) {
        double length = Math.hypot(to[0] - from[0], to[1] - from[1]);
        double[] x = within(from[0], to[0], frame.left(), frame.right());
        double[] y = within(from[1], to[1], frame.top(), frame.bottom());
        double end = length * Math.min(x[1], y[1]);
        double begin = APART * Math.max(1, Math.ceil(length * Math.max(x[0], y[0]) / APART));
        for (double at = begin; at < length && at <= end; at += APART) {
            double share = at / length;
            points.add(new double[] {from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])});
        }
    }

    /** The part of a way, as two shares of it, that lies between two limits. */
    private static double[] within(double from, double to, double least, double most) {
        if (from == to) {
            boolean isInside = from >= least && from <= most;
            return isInside ? new double[] {0, 1} : new double[] {1, 0};
        }
        double a = (least - from) / (to - from);
        double b = (most - from) / (to - from);
        return new double[] {Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))};
    }

    private void corner(int i, double y) {
        if (xAxis.holds(series.x(i)) && yAxis.holds(y)) {
            path.add(new double[] {frame.x(series.x(i)), frame.y(y)});
        }
    }

    private void add(double x, double y, boolean isLast) {
        if (!xAxis.holds(x) || !yAxis.holds(y)) {
            path.add(GAP);
            return;
        }
        double[] point = {frame.x(x), frame.y(y)};
        double[] before = path.isEmpty() ? GAP : path.get(path.size() - 1);
        if (isLast || !(Math.hypot(point[0] - before[0], point[1] - before[1]) < RESOLUTION)) {
            if (series.join() == Series.Join.STEPPED && Double.isFinite(before[0])) {
                path.add(new double[] {point[0], before[1]});
            }
            path.add(point);
        }
    }
}
