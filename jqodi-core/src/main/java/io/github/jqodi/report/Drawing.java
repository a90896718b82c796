package io.github.jqodi.report;

import java.util.List;

/**
 * A finished figure: in a page as {@link HtmlPage#figure(Drawing, Content...)} puts it, or alone as {@link #svg()}. Immutable.
 */
public final class Drawing {
    private static final double LINE_HEIGHT = 17;

    private final String title;
    private final String description;
    private final double width;
    private final double height;
    private final String body;

    Drawing(String title, String description, double width, double height, String body) {
        this.title = title;
        this.description = description;
        this.width = width;
        this.height = height;
        this.body = body;
    }

    /**
     * {@return what the figure shows, in a few words}
     */
    public String title() {
        return title;
    }

    /**
     * {@return what is to be seen, for readers who do not see it}
     */
    public String description() {
        return description;
    }

    /**
     * {@return an SVG document that needs nothing else, with the title above the figure}
     */
    public String svg() {
        List<String> lines = TextWidth.lines(title, (width - 16) / 1.1);
        double above = LINE_HEIGHT * lines.size() + 8;
        Canvas heading = new Canvas(width, above);
        for (int i = 0; i < lines.size(); i++) {
            heading.text(8, LINE_HEIGHT * (i + 1) - above, Canvas.Anchor.START, Canvas.Tone.STRONG, lines.get(i));
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + element(
                        "figure",
                        above,
                        "<style>\n" + Stylesheet.ofDrawing() + "</style>\n" + ground(above) + heading.body())
                + "\n";
    }

    /** As an element of a page, in which the name stands for no other. */
    String element(String name) {
        return element(name, 0, "");
    }

    private String element(String name, double above, String first) {
        return "<svg class=\"jq\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 " + Numbers.coordinate(-above) + " "
                + Numbers.coordinate(width) + " " + Numbers.coordinate(height + above)
                + "\" role=\"img\" aria-labelledby=\""
                + name + "-t " + name + "-d\">\n<title id=\"" + name + "-t\">" + Markup.escaped(title)
                + "</title>\n<desc id=\"" + name + "-d\">" + Markup.escaped(description) + "</desc>\n" + first
                + body.replace(String.valueOf(Canvas.NAME), name) + "\n</svg>";
    }

    private String ground(double above) {
        return "<rect class=\"jq-ground\" y=\"" + Numbers.coordinate(-above) + "\" width=\"" + Numbers.coordinate(width)
                + "\" height=\"" + Numbers.coordinate(height + above) + "\"/>\n";
    }

    @Override
    public String toString() {
        return title;
    }
}
