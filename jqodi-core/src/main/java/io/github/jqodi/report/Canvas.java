package io.github.jqodi.report;

import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Draws the elements of a figure, in its own units from the upper left corner. Colours follow the reader's light or dark
 * setting. A series is told by colour and besides by hatching, dashes or shape, so that no reader depends on colour; series are
 * numbered from 0. Not thread-safe.
 */
public final class Canvas {
    /** A text's side that stands at its x. */
    public enum Anchor {
        /** The text begins there. */
        START,
        /** The text has its middle there. */
        MIDDLE,
        /** The text ends there. */
        END
    }

    /** Emphasis of a text. */
    public enum Tone {
        /** Most words. */
        TEXT,
        /** Units, ticks and notes. */
        MUTED,
        /** What is to be seen first. */
        STRONG,
        /** A limit. */
        LIMIT_TEXT;

        String style() {
            return "jq-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Width of the common figure: at 390 pixels it is shrunk little, beside another one at 1280 it is enlarged little. */
    public static final double WIDTH = 440;

    /** Stands for the name of the drawing, which only its place in a page tells. No text holds it, since it is escaped there. */
    static final char NAME = '\u0001';

    private static final double POINT_RADIUS = 4;

    private final double width;
    private final double height;
    private final StringBuilder body = new StringBuilder();
    private final TreeSet<Integer> hatched = new TreeSet<>();

    /**
     * An empty canvas.
     *
     * @param width in units, above 0
     * @param height in units, above 0
     */
    public Canvas(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /**
     * An area of a series, hatched but for series 0.
     *
     * @param x left side
     * @param y upper side
     * @param w width
     * @param h height
     * @param series from 0
     * @return this
     */
    public Canvas area(double x, double y, double w, double h, int series) {
        body.append("<rect class=\"jq-area");
        if (Look.second(series) == 0) {
            body.append(" jq-f").append(Look.colour(series)).append('"');
        } else {
            hatched.add(series);
            body.append("\" fill=\"url(#")
                    .append(NAME)
                    .append("-h")
                    .append(series)
                    .append(")\"");
        }
        at("x", x).at("y", y).at("width", w).at("height", h);
        body.append("/>");
        return this;
    }

    /**
     * A line of a series through some points.
     *
     * @param path points joined by straight lines; NaN parts the line
     * @param series from 0
     * @return this
     */
    public Canvas line(double[][] path, int series) {
        return path(path, "jq-line jq-l" + Look.colour(series) + dash(series), false);
    }

    /**
     * A transparent area of a series around a line.
     *
     * @param outline its corners
     * @param series from 0
     * @return this
     */
    public Canvas band(double[][] outline, int series) {
        return path(outline, "jq-band jq-f" + Look.colour(series), true);
    }

    /**
     * A point of a series, in the series' own shape.
     *
     * @param x across
     * @param y down
     * @param series from 0
     * @return this
     */
    public Canvas point(double x, double y, int series) {
        body.append("<path class=\"jq-point jq-f").append(Look.colour(series)).append("\" d=\"");
        body.append(Shapes.path(Look.second(series), x, y, POINT_RADIUS)).append("\"/>");
        return this;
    }

    /**
     * A ring around a point that is to be seen first.
     *
     * @param x across
     * @param y down
     * @return this
     */
    public Canvas ring(double x, double y) {
        body.append("<circle class=\"jq-chosen\"");
        at("cx", x).at("cy", y).at("r", 2 * POINT_RADIUS);
        body.append("/>");
        return this;
    }

    /**
     * A straight line that carries no meaning.
     *
     * @param x1 from
     * @param y1 from
     * @param x2 to
     * @param y2 to
     * @return this
     */
    public Canvas grid(double x1, double y1, double x2, double y2) {
        return straight(x1, y1, x2, y2, "jq-grid");
    }

    /**
     * A straight line of an axis, or an edge.
     *
     * @param x1 from
     * @param y1 from
     * @param x2 to
     * @param y2 to
     * @return this
     */
    public Canvas axis(double x1, double y1, double x2, double y2) {
        return straight(x1, y1, x2, y2, "jq-axis");
    }

    /**
     * A straight line of a limit, dashed.
     *
     * @param x1 from
     * @param y1 from
     * @param x2 to
     * @param y2 to
     * @return this
     */
    public Canvas limit(double x1, double y1, double x2, double y2) {
        return straight(x1, y1, x2, y2, "jq-limit");
    }

    /**
     * A straight line that shows an interval.
     *
     * @param x1 from
     * @param y1 from
     * @param x2 to
     * @param y2 to
     * @return this
     */
    public Canvas whisker(double x1, double y1, double x2, double y2) {
        return straight(x1, y1, x2, y2, "jq-whisker");
    }

    /**
     * A text in one line, in letters 12 units high.
     *
     * @param x of its anchor
     * @param y of its base line
     * @param anchor which side stands at x
     * @param tone how it is emphasised
     * @param text any text; escaped
     * @return this
     */
    public Canvas text(double x, double y, Anchor anchor, Tone tone, String text) {
        body.append("<text class=\"").append(tone.style()).append('"');
        at("x", x).at("y", y);
        if (anchor != Anchor.START) {
            body.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        body.append('>').append(Markup.escaped(text)).append("</text>");
        return this;
    }

    /**
     * A text on a plate of the ground's colour, so that it can be read on any area.
     *
     * @param x its middle
     * @param y its middle
     * @param textWidth how wide the text is
     * @param text any text; escaped
     * @return this
     */
    Canvas plate(double x, double y, double textWidth, String text) {
        body.append("<rect class=\"jq-ground\" rx=\"2\"");
        at("x", x - textWidth / 2 - 3)
                .at("y", y - 7.5)
                .at("width", textWidth + 6)
                .at("height", 15);
        body.append("/>");
        return text(x, y + 4, Anchor.MIDDLE, Tone.TEXT, text);
    }

    /**
     * Elements with a text that a browser shows where the pointer rests.
     *
     * @param tip what they mean, with numbers and units
     * @param elements draws them
     * @return this
     */
    public Canvas titled(String tip, Consumer<Canvas> elements) {
        body.append("<g><title>").append(Markup.escaped(tip)).append("</title>");
        elements.accept(this);
        body.append("</g>\n");
        return this;
    }

    /**
     * The figure as drawn so far.
     *
     * @param title what it shows, in a few words
     * @param description what is to be seen, in a sentence or two with the main numbers, for readers who do not see it
     * @return the figure
     */
    public Drawing drawing(String title, String description) {
        StringBuilder patterns = new StringBuilder();
        hatched.forEach(series -> patterns.append(Shapes.pattern(series)));
        String definitions = patterns.isEmpty() ? "" : "<defs>" + patterns + "</defs>\n";
        return new Drawing(title, description, width, height, definitions + body);
    }

    /** The elements drawn so far. */
    String body() {
        return body.toString();
    }

    private Canvas path(double[][] points, String style, boolean closed) {
        body.append("<path class=\"").append(style).append("\" d=\"");
        boolean pen = false;
        for (double[] point : points) {
            boolean there = Double.isFinite(point[0]) && Double.isFinite(point[1]);
            if (there) {
                body.append(pen ? 'L' : 'M')
                        .append(Numbers.coordinate(point[0]))
                        .append(' ')
                        .append(Numbers.coordinate(point[1]));
            }
            pen = there;
        }
        body.append(closed ? "Z" : "").append("\"/>\n");
        return this;
    }

    private Canvas straight(double x1, double y1, double x2, double y2, String style) {
        body.append("<line class=\"").append(style).append('"');
        at("x1", x1).at("y1", y1).at("x2", x2).at("y2", y2);
        body.append("/>");
        return this;
    }

    private static String dash(int series) {
        int dash = Look.second(series);
        return dash == 0 ? "" : " jq-d" + dash;
    }

    private Canvas at(String attribute, double value) {
        body.append(' ')
                .append(attribute)
                .append("=\"")
                .append(Numbers.coordinate(value))
                .append('"');
        return this;
    }

    @Override
    public String toString() {
        return "canvas " + Numbers.coordinate(width) + " by " + Numbers.coordinate(height);
    }
}
