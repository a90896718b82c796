package io.github.jqodi.bench.report;

import io.github.jqodi.base.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cells of comma-separated values, as RFC 4180 has them. */
public final class Csv {
    private static final String STARTS_A_FORMULA = "=+-@\t\r";
    private static final Pattern WITHOUT_BREAKS = Pattern.compile("[^\\t\\n\\r]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private Csv() {}

    /**
     * A cell, quoted where it has to be. A text that a spreadsheet would run as a formula gets an apostrophe in front and quotes
     * around; numbers stay numbers, whatever their sign.
     *
     * @param written what the cell says; control characters but tabs and line breaks are written as escapes
     * @return how it is written
     */
    public static String cell(String written) {
        String text = WITHOUT_BREAKS
                .matcher(written)
                .replaceAll(part -> Matcher.quoteReplacement(Text.escaped(part.group())));
        if (isFormula(text)) {
            return quoted("'" + text);
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.equals(text.strip());
        return plain ? text : quoted(text);
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty()
                && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
