package io.github.jqodi.report;

import io.github.jqodi.base.Text;

/** Texts of callers as text of XML and HTML. */
final class Markup {
    private Markup() {}

    /**
     * Shows all a text holds: what a browser would act upon as references, what would not be shown, and what XML has no
     * place for, as escapes.
     */
    static String escaped(String text) {
        String plain = Text.escaped(text);
        StringBuilder out = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            append(out, plain.charAt(i));
        }
        return out.toString();
    }

    private static void append(StringBuilder out, char c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\ufffe' -> out.append("\\ufffe");
            case '\uffff' -> out.append("\\uffff");
            default -> out.append(c);
        }
    }
}
