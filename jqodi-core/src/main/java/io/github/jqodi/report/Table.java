package io.github.jqodi.report;

import io.github.jqodi.base.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * Table of a page, with a caption, headed columns and rows whose first cell is their name. Immutable; built by a
 * {@link Builder}.
 *
 * <pre>{@code
 * Table table = Table.of("Bill").words("node").numbers("energy", "J")
 *         .row(Content.text("server"), Quantity.joules(12.5))
 *         .total(Content.text("total"), Quantity.joules(12.5))
 *         .build();
 * }</pre>
 */
public final class Table {
    private static final int SHORT = 28;

    private final String caption;
    private final List<Column> columns;
    private final List<List<Content>> rows;
    private final List<List<Content>> totals;

    private Table(Builder builder) {
        caption = builder.caption;
        columns = List.copyOf(builder.columns);
        rows = List.copyOf(builder.rows);
        totals = List.copyOf(builder.totals);
    }

    private record Column(String name, String unit, Kind kind) {}

    private enum Kind {
        WORDS,
        SENTENCES,
        NUMBERS
    }

    /**
     * A table without columns yet.
     *
     * @param caption what it holds
     * @return its builder
     */
    public static Builder of(String caption) {
        return new Builder(caption);
    }

    /**
     * {@return whether it has no row}
     */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** As an element of a page, in which the name stands for no other; in a box of its own in which it scrolls. */
    String element(String name) {
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"")
                .append(name)
                .append("\">\n<table>\n<caption id=\"")
                .append(name)
                .append("\">")
                .append("<span>")
                .append(Markup.escaped(caption))
                .append("</span></caption>\n<thead>\n<tr>");
        columns.forEach(column -> heading(html, column));
        html.append("</tr>\n</thead>\n<tbody>\n");
        rows.forEach(row -> row(html, row));
        html.append("</tbody>\n");
        if (!totals.isEmpty()) {
            html.append("<tfoot>\n");
            totals.forEach(row -> row(html, row));
            html.append("</tfoot>\n");
        }
        return html.append("</table>\n</div>\n").toString();
    }

    private static void heading(StringBuilder html, Column column) {
        html.append("<th scope=\"col\"").append(style(column)).append('>').append(Markup.escaped(column.name));
        if (!column.unit.isEmpty()) {
            html.append(" <span class=\"muted\">")
                    .append(Markup.escaped(column.unit))
                    .append("</span>");
        }
        html.append("</th>");
    }

    private void row(StringBuilder html, List<Content> cells) {
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String tag = i == 0 ? "th" : "td";
            html.append('<')
                    .append(tag)
                    .append(i == 0 ? " scope=\"row\"" : "")
                    .append(style(columns.get(i), cells.get(i)));
            html.append('>')
                    .append(cell(columns.get(i), cells.get(i)))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    private static String cell(Column column, Content content) {
        String html = Inline.html(content, column.unit);
        return column.kind == Kind.SENTENCES ? "<div class=\"wide\">" + html + "</div>" : html;
    }

    /** Short words stay in one line, whatever hyphens they have. */
    private static String style(Column column, Content cell) {
        boolean isShort = column.kind == Kind.WORDS && cell.shown().length() <= SHORT;
        return isShort ? " class=\"s\"" : style(column);
    }

    private static String style(Column column) {
        return switch (column.kind) {
            case WORDS, SENTENCES -> "";

            case NUMBERS -> " class=\"n\"";
        };
    }

    @Override
    public String toString() {
        return caption + ": " + columns.stream().map(Column::name).toList() + ", " + rows.size() + " rows";
    }

    /** Builds tables: columns first, then rows. */
    public static final class Builder {
        private final String caption;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Content>> rows = new ArrayList<>();
        private final List<List<Content>> totals = new ArrayList<>();

        private Builder(String caption) {
            this.caption = caption;
        }

        /**
         * Adds a column of short words.
         *
         * @param name its heading
         * @return this
         */
        public Builder words(String name) {
            columns.add(new Column(name, "", Kind.WORDS));
            return this;
        }

        /**
         * Adds a column of sentences, which are wrapped.
         *
         * @param name its heading
         * @return this
         */
        public Builder sentences(String name) {
            columns.add(new Column(name, "", Kind.SENTENCES));
            return this;
        }

        /**
         * Adds a column of numbers.
         *
         * @param name its heading
         * @param unit of the numbers, shown in the heading and left out after those that have it
         * @return this
         */
        public Builder numbers(String name, String unit) {
            columns.add(new Column(name, unit, Kind.NUMBERS));
            return this;
        }

        /**
         * Adds a row.
         *
         * @param cells one for each column
         * @return this
         */
        public Builder row(Content... cells) {
            rows.add(checked(cells));
            return this;
        }

        /**
         * Adds a row below all others.
         *
         * @param cells one for each column
         * @return this
         */
        public Builder total(Content... cells) {
            totals.add(checked(cells));
            return this;
        }

        private List<Content> checked(Content... cells) {
            Check.that(
                    cells.length == columns.size(),
                    "row",
                    cells.length + " cells",
                    "must have one for each column, " + columns.size());
            return List.of(cells);
        }

        /**
         * {@return the table}
         */
        public Table build() {
            return new Table(this);
        }
    }
}
