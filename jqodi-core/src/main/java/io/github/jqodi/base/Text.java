package io.github.jqodi.base;

/** Texts for people: what a terminal, an editor or a log would act upon instead of showing is written as an escape. */
public final class Text {
    /** The longest value a message shows. */
    private static final int SHOWN_CHARACTERS = 80;

    private Text() {}

    /**
     * A text in one line that shows all it holds: control characters, line and paragraph separators, marks that change the
     * direction of writing and lone surrogates as {@code \n}, {@code \r}, {@code \t} or {@code \}{@code u001b}. Backslashes stay
     * as they are, so that escaping twice is escaping once.
     *
     * @param text any text
     * @return the text, the same object where there is nothing to escape
     */
    public static String escaped(String text) {
        int first = 0;
        while (first < text.length() && isPlain(text, first)) {
            first++;
        }
        return first == text.length() ? text : escaped(text, first);
    }

    private static String escaped(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(text, i)) {
                out.append(c);
            } else {
                out.append(escape(c));
            }
        }
        return out.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    private static boolean isPlain(String text, int index) {
        char c = text.charAt(index);
        if (c < 0x7f) {
            return c >= ' ';
        }
        return Character.isSurrogate(c) ? isPaired(text, index) : !Character.isISOControl(c) && !isInvisible(c);
    }

    private static boolean isInvisible(char c) {
        return c == 0x2028
                || c == 0x2029
                || c == 0xfeff
                || c == 0x061c
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isPaired(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    /**
     * Whether a text can be written as UTF-8 and read back.
     *
     * @param text any text
     * @return whether no surrogate in it stands alone
     */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The beginning of a text, escaped, as messages show values.
     *
     * @param text any text
     * @return at most 80 of its characters, with three dots where there are more
     */
    public static String shown(String text) {
        return shown(text, SHOWN_CHARACTERS);
    }

    /**
     * The beginning of a text, escaped.
     *
     * @param text any text
     * @param most how many of its characters at most
     * @return that many, with three dots where there are more
     */
    public static String shown(String text, int most) {
        return text.length() <= most ? escaped(text) : escaped(beginning(text, most)) + "...";
    }

    /** Does not part the two halves of a character. */
    private static String beginning(String text, int most) {
        boolean parts = Character.isHighSurrogate(text.charAt(most - 1)) && Character.isLowSurrogate(text.charAt(most));
        return text.substring(0, parts ? most - 1 : most);
    }
}
