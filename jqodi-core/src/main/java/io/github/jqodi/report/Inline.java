package io.github.jqodi.report;

import io.github.jqodi.base.Text;

/** Pieces of a page as HTML. */
final class Inline {
    private Inline() {}

    /** A sentence or a cell of several pieces. */
    static String html(Content... pieces) {
        StringBuilder html = new StringBuilder();
        for (Content piece : pieces) {
            html.append(html(piece, ""));
        }
        return html.toString();
    }

    /** A piece under a heading that has said a unit. */
    static String html(Content piece, String saidUnit) {
        if (!(piece instanceof Quantity quantity)) {
            return Markup.escaped(piece.shown());
        }
        String shown = quantity.unit().equals(saidUnit) ? quantity.number() : quantity.shown();
        return Double.isFinite(quantity.value())
                ? "<data value=\"" + Text.shortest(quantity.value()) + "\">" + Markup.escaped(shown) + "</data>"
                : Markup.escaped(shown);
    }
}
