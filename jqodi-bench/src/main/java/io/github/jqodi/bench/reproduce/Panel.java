package io.github.jqodi.bench.reproduce;

import java.util.List;
import java.util.OptionalDouble;

/** One drawing of an exhibit. */
sealed interface Panel {
    /** For people, above the drawing. */
    String title();

    /** What goes up. */
    Scale upward();

    /**
     * What an axis counts.
     *
     * @param name for people
     * @param unit of its numbers; empty for none
     */
    record Scale(String name, String unit) {
        static final Scale SECONDS = new Scale("time", "s");
        static final Scale JOULES = new Scale("energy", "J");
        static final Scale KILOJOULES = new Scale("energy", "kJ");
        static final Scale EPOCHS = new Scale("epochs", "");
        static final Scale LOSS = new Scale("loss", "");
    }

    /**
     * Curves over a common axis.
     *
     * @param title for people
     * @param across what goes to the right
     * @param upward what goes up
     * @param curves one for each name
     * @param deadline where across, if there is one
     */
    record Lines(String title, Scale across, Scale upward, List<Curve> curves, OptionalDouble deadline)
            implements Panel {
        public Lines {
            curves = List.copyOf(curves);
        }

        Lines(String title, Scale across, Scale upward, List<Curve> curves) {
            this(title, across, upward, curves, OptionalDouble.empty());
        }
    }

    /**
     * Bars side by side in groups.
     *
     * @param title for people
     * @param upward what goes up
     * @param groups names below the groups
     * @param bars one for each name, with a height in each group
     */
    record Bars(String title, Scale upward, List<String> groups, List<Bar> bars) implements Panel {
        public Bars {
            groups = List.copyOf(groups);
            bars = List.copyOf(bars);
        }
    }

    /**
     * A curve.
     *
     * @param name for people
     * @param points in order
     */
    record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }

        /** Where it ends. */
        Point last() {
            return points.get(points.size() - 1);
        }
    }

    /**
     * A point of a curve.
     *
     * @param x to the right
     * @param y upward
     */
    record Point(double x, double y) {
        /** Here the line ends, and begins anew. */
        static final Point GAP = new Point(Double.NaN, Double.NaN);
    }

    /**
     * Bars of one colour.
     *
     * @param name for people
     * @param heights one for each group
     */
    record Bar(String name, List<Double> heights) {
        public Bar {
            heights = List.copyOf(heights);
        }
    }
}
