package io.github.jqodi.base;

import java.util.regex.Pattern;

/** Message of a parser of JSON or YAML, without what only its callers in Java can use. */
public final class ParserMessage {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern SETTING =
            Pattern.compile(": enable `[^`]*`.*|, from `[^`]*`| \\(not recognized as one since Feature .*?\\)");
    private static final Pattern PLACE = Pattern.compile("\\[Source: .*?line: (\\d+), column: (\\d+)\\]");

    private ParserMessage() {}

    /**
     * A message of Jackson for people.
     *
     * @param message any
     * @return one line, with places as line and column, and without settings that would allow what is wrong
     */
    public static String plain(String message) {
        String line = BLANKS.matcher(message).replaceAll(" ");
        return PLACE.matcher(SETTING.matcher(line).replaceAll("")).replaceAll("line $1, column $2");
    }
}
