package io.github.jqodi.report;

import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Estimated width of a text: a drawing is laid out before any browser has chosen a font. The shares of the font size are
 * those of common sans-serif fonts, rounded up.
 */
final class TextWidth {
    /** Size of the texts of a drawing. */
    static final double FONT_SIZE = 12;

    private static final String NARROW = "iljtfrI.,:;'|!()[]{}/\\ \u202f\u00a0";
    private static final String WIDE = "mwMW@%&";
    private static final char FIRST_FULL_WIDTH = 0x1100;

    private TextWidth() {}

    static double of(String text) {
        String shown = Text.escaped(text);
        double width = 0;
        for (int i = 0; i < shown.length(); i++) {
            width += share(shown.charAt(i));
        }
        return width * FONT_SIZE;
    }

    private static double share(char c) {
        if (NARROW.indexOf(c) >= 0) {
            return 0.36;
        }
        if (WIDE.indexOf(c) >= 0) {
            return 0.92;
        }
        if (c >= FIRST_FULL_WIDTH && !Character.isSurrogate(c) && Character.isLetter(c)) {
            return 1;
        }
        return Character.isUpperCase(c) ? 0.7 : 0.59;
    }

    /** A text that fits; of one that is too long as much of its beginning as of its end, which tells names apart. */
    static String fitted(String text, double width) {
        String shown = Text.escaped(text);
        if (of(shown) <= width) {
            return shown;
        }
        int kept = shown.length() - 1;
        while (kept > 0 && of(shortened(shown, kept)) > width) {
            kept--;
        }
        return shortened(shown, kept);
    }

    private static String shortened(String text, int kept) {
        int end = (kept + 1) / 2;
        int begin = text.length() - kept / 2;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        if (begin < text.length() && Character.isLowSurrogate(text.charAt(begin))) {
            begin++;
        }
        return text.substring(0, end).stripTrailing() + "…"
                + text.substring(begin).stripLeading();
    }

    /** Lines of a text, broken at spaces; a word that is too long for a line is shortened. */
    static List<String> lines(String text, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : Text.escaped(text).split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (of(longer) <= width) {
                line = longer;
            } else {
                if (!line.isEmpty()) {
                    lines.add(line);
                }
                line = fitted(word, width);
            }
        }
        lines.add(line);
        return lines;
    }
}
