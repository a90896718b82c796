package io.github.jqodi.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a page that needs nothing else: no script, no other file, no network. It reads in order, by keyboard and aloud, follows
 * the reader's light or dark setting, fits a telephone and prints. The text is HTML that is also well-formed XML, and equal
 * calls write equal bytes. Not thread-safe.
 *
 * <pre>{@code
 * String html = new HtmlPage("Plan of a camera")
 *         .lead(Content.text("Takes "), Quantity.joules(12.5), Content.text("."))
 *         .section("The bill")
 *         .figure(drawing)
 *         .table(table)
 *         .html();
 * }</pre>
 */
public final class HtmlPage {
    private final String title;
    private final StringBuilder header = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final List<String> sections = new ArrayList<>();
    private String footer = "";
    private int figures;
    private int tables;
    private boolean inFigures;
    private boolean inSection;

    /**
     * A page that holds nothing but its title.
     *
     * @param title what it is about
     */
    public HtmlPage(String title) {
        this.title = title;
    }

    /**
     * Kind of a status, for its colour; the words say it too.
     */
    public enum Mood {
        /** Something was found. */
        GOOD,
        /** Nothing was found. */
        BAD;

        private String style() {
            return this == GOOD ? "good" : "bad";
        }
    }

    /**
     * Adds the first sentence, which stands below the title.
     *
     * @param words what is most important
     * @return this
     */
    public HtmlPage lead(Content... words) {
        header.append("<p class=\"lead\">").append(Inline.html(words)).append("</p>\n");
        return this;
    }

    /**
     * Adds a status below the title.
     *
     * @param mood for its colour
     * @param status in a word
     * @param words what that means
     * @return this
     */
    public HtmlPage status(Mood mood, String status, Content... words) {
        header.append("<p><span class=\"status ")
                .append(mood.style())
                .append("\">")
                .append(Markup.escaped(status))
                .append("</span> ")
                .append(Inline.html(words))
                .append("</p>\n");
        return this;
    }

    /**
     * Adds what a reader should know before all else.
     *
     * @param warnings each a code and a sentence; nothing is added where there are none
     * @return this
     */
    public HtmlPage warnings(List<Notice> warnings) {
        if (!warnings.isEmpty()) {
            header.append("<section class=\"warnings\" aria-labelledby=\"warnings\">\n<h2 id=\"warnings\">");
            header.append(warnings.size() == 1 ? "Warning" : "Warnings").append("</h2>\n<ul>\n");
            warnings.forEach(warning -> header.append("<li><code>")
                    .append(Markup.escaped(warning.code()))
                    .append("</code>: ")
                    .append(Markup.escaped(warning.text()))
                    .append("</li>\n"));
            header.append("</ul>\n</section>\n");
        }
        return this;
    }

    /**
     * Warning of a page.
     *
     * @param code of which kind
     * @param text a sentence
     */
    public record Notice(String code, String text) {}

    /**
     * Begins a section, which the page's list of contents names.
     *
     * @param heading what it holds
     * @return this
     */
    public HtmlPage section(String heading) {
        endSection();
        sections.add(heading);
        String id = "s" + sections.size();
        body.append("<section aria-labelledby=\"")
                .append(id)
                .append("\">\n<h2 id=\"")
                .append(id)
                .append("\">");
        body.append(Markup.escaped(heading)).append("</h2>\n");
        inSection = true;
        return this;
    }

    /**
     * Begins a part of a section.
     *
     * @param heading what it holds
     * @return this
     */
    public HtmlPage part(String heading) {
        endFigures();
        body.append("<h3>").append(Markup.escaped(heading)).append("</h3>\n");
        return this;
    }

    /**
     * Adds a paragraph.
     *
     * @param words its pieces
     * @return this
     */
    public HtmlPage paragraph(Content... words) {
        endFigures();
        body.append("<p>").append(Inline.html(words)).append("</p>\n");
        return this;
    }

    /**
     * Adds a paragraph.
     *
     * @param words any text
     * @return this
     */
    public HtmlPage paragraph(String words) {
        return paragraph(Content.text(words));
    }

    /**
     * Adds a few key figures, to be seen at once.
     *
     * @param facts each with a name
     * @return this
     */
    public HtmlPage facts(List<Fact> facts) {
        endFigures();
        body.append("<dl class=\"facts\">\n");
        for (Fact fact : facts) {
            body.append("<div><dt>").append(Markup.escaped(fact.name())).append("</dt><dd><span class=\"value\">");
            body.append(Inline.html(fact.value())).append("</span>");
            if (!fact.notes().isEmpty()) {
                body.append(" <span class=\"note\">")
                        .append(Inline.html(fact.notes().toArray(Content[]::new)))
                        .append("</span>");
            }
            body.append("</dd></div>\n");
        }
        body.append("</dl>\n");
        return this;
    }

    /**
     * Key figure.
     *
     * @param name what it is
     * @param value a number or a word
     * @param notes small words after it; may be empty
     */
    public record Fact(String name, Content value, List<Content> notes) {
        /**
         * Copies the list.
         *
         * @param name what it is
         * @param value a number or a word
         * @param notes small words after it
         */
        public Fact {
            notes = List.copyOf(notes);
        }

        /**
         * A key figure with some notes.
         *
         * @param name what it is
         * @param value a number or a word
         * @param notes small words after it
         * @return the figure
         */
        public static Fact of(String name, Content value, Content... notes) {
            return new Fact(name, value, List.of(notes));
        }
    }

    /**
     * Adds a figure, beside that before it where there is room. Its title is its caption.
     *
     * @param drawing what is drawn
     * @param words after the title
     * @return this
     */
    public HtmlPage figure(Drawing drawing, Content... words) {
        if (!inFigures) {
            body.append("<div class=\"figures\">\n");
            inFigures = true;
        }
        figures++;
        body.append("<figure>\n<figcaption><b>")
                .append(Markup.escaped(drawing.title()))
                .append("</b>");
        body.append(Inline.html(words)).append("</figcaption>\n");
        body.append(drawing.element("f" + figures)).append("\n</figure>\n");
        return this;
    }

    /**
     * Adds a table; nothing where it has no row.
     *
     * @param table any
     * @return this
     */
    public HtmlPage table(Table table) {
        if (!table.isEmpty()) {
            endFigures();
            body.append(table.element("t" + ++tables));
        }
        return this;
    }

    /**
     * Adds a table that a reader opens, for numbers that a figure shows; nothing where it has no row.
     *
     * @param summary what is behind it
     * @param table any
     * @return this
     */
    public HtmlPage details(String summary, Table table) {
        if (!table.isEmpty()) {
            endFigures();
            body.append("<details>\n<summary>").append(Markup.escaped(summary)).append("</summary>\n");
            body.append(table.element("t" + ++tables)).append("</details>\n");
        }
        return this;
    }

    /**
     * Sets the words below everything.
     *
     * @param words where the page comes from
     * @return this
     */
    public HtmlPage footer(Content... words) {
        footer = "<footer>\n<p>" + Inline.html(words) + "</p>\n</footer>\n";
        return this;
    }

    /**
     * {@return the page}
     */
    public String html() {
        endSection();
        return "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
                + Markup.escaped(title)
                + "</title>\n<style>\n" + Stylesheet.ofPage() + "</style>\n</head>\n<body>\n<header>\n<h1>"
                + Markup.escaped(title) + "</h1>\n" + header + contents() + "</header>\n<main>\n" + body + "</main>\n"
                + footer
                + "</body>\n</html>\n";
    }

    private String contents() {
        if (sections.size() < 2) {
            return "";
        }
        StringBuilder nav = new StringBuilder("<nav aria-label=\"Contents\">\n<ul>\n");
        for (int i = 0; i < sections.size(); i++) {
            nav.append("<li><a href=\"#s").append(i + 1).append("\">");
            nav.append(Markup.escaped(sections.get(i))).append("</a></li>\n");
        }
        return nav.append("</ul>\n</nav>\n").toString();
    }

    private void endSection() {
        endFigures();
        if (inSection) {
            body.append("</section>\n");
            inSection = false;
        }
    }

    private void endFigures() {
        if (inFigures) {
            body.append("</div>\n");
            inFigures = false;
        }
    }

    @Override
    public String toString() {
        return title + ": " + sections;
    }
}
