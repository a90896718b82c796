package io.github.jqodi.estimators.text;

import io.github.jqodi.base.ParserMessage;
import io.github.jqodi.base.Text;
import java.util.Locale;

/**
 * A text file is not what it should be; the message names line, column, value and rule in one line, control
 * characters escaped.
 */
public final class TextFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 60;

    /** From 1. */
    private final long line;

    /**
     * A fault of a file.
     *
     * @param line in which it stands, from 1
     * @param message what it is, with value, rule and advice
     */
    public TextFormatException(long line, String message) {
        super("line " + line + ": " + Text.escaped(message));
        this.line = line;
    }

    /**
     * Something goes beyond a bound of the reader.
     *
     * @param line in which it does, from 1
     * @param most the bound
     * @param what is counted
     * @return the fault
     */
    public static TextFormatException tooMuch(long line, long most, String what) {
        return new TextFormatException(
                line, String.format(Locale.ROOT, "more than %,d %s, which is the most that is read", most, what));
    }

    /**
     * A file is not of the format that it should be of. Bounds are told without the name of the setting they come from, over
     * which the writer of a file has no power.
     *
     * @param line where reading ended; below 1 if that is not known
     * @param fault what it is, such as "is no JSON"
     * @param problem as the parser tells it
     * @return the fault
     */
    public static TextFormatException unreadable(long line, String fault, String problem) {
        return new TextFormatException(Math.max(1, line), fault + ": " + ParserMessage.plain(problem));
    }

    /**
     * A text of the file as messages show it: in quotes, control characters escaped, long ones shortened.
     *
     * @param text any
     * @return one line
     */
    public static String shown(String text) {
        return "'" + Text.shown(text, SHOWN_CHARACTERS) + "'";
    }

    /**
     * {@return the line, from 1}
     */
    public long line() {
        return line;
    }
}
