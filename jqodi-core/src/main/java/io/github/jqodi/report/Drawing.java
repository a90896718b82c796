package io.github.jqodi.report;

import java.util.List;

/**
 * A finished figure: in a page as {@link HtmlPage#figure(Drawing, Content...)} puts it, or alone as {@link #svg()}. Immutable.
 */
public final class Drawing {
    private static final double LINE_HEIGHT = 17;
    private static final double MARGIN = 10;
    /** As large as it is read well where nothing else says a size. */
    private static final double ALONE = 1.5;

    private static final double BOLD = 1.1;

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
     * {@return an SVG document that needs nothing else, with the title above the figure}
     */
    public String svg() {
        List<String> lines = TextWidth.lines(title, width / BOLD);
        double above = LINE_HEIGHT * lines.size() + MARGIN;
        Canvas heading = new Canvas(width, above);
        for (int i = 0; i < lines.size(); i++) {
            heading.text(0, LINE_HEIGHT * (i + 1) - above, Canvas.Anchor.START, Canvas.Tone.STRONG, lines.get(i));
        }
        Box box = new Box(-MARGIN, -above - MARGIN, width + 2 * MARGIN, height + above + 2 * MARGIN);
        String first = "<style>\n" + Stylesheet.ofDrawing() + "</style>\n<rect class=\"jq-ground\" x=\""
                + Numbers.coordinate(box.left) + "\" y=\"" + Numbers.coordinate(box.top) + "\"" + box.size(1) + "/>\n"
                + heading.body();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element("figure", box, box.size(ALONE), first) + "\n";
    }

    /** As an element of a page, in which the name stands for no other. */
    String element(String name) {
        return element(name, new Box(0, 0, width, height), "", "");
    }

    private String element(String name, Box box, String size, String first) {
        return "<svg class=\"jq\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"" + box + "\"" + size
                + " role=\"img\" aria-labelledby=\"" + name + "-t " + name + "-d\">\n<title id=\"" + name + "-t\">"
                + Markup.escaped(title) + "</title>\n<desc id=\"" + name + "-d\">" + Markup.escaped(description)
                + "</desc>\n" + first + body.replace(String.valueOf(Canvas.NAME), name) + "\n</svg>";
    }

    /** What is seen of the plane. */
    private record Box(double left, double top, double width, double height) {
        String size(double scale) {
            return " width=\"" + Numbers.coordinate(scale * width) + "\" height=\"" + Numbers.coordinate(scale * height)
                    + "\"";
        }

        @Override
        public String toString() {
            return Numbers.coordinate(left) + " " + Numbers.coordinate(top) + " " + Numbers.coordinate(width) + " "
                    + Numbers.coordinate(height);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
