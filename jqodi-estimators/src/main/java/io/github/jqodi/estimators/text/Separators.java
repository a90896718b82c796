package io.github.jqodi.estimators.text;

import java.util.Arrays;
import java.util.List;

/** Finds out from the beginning of a table what parts its cells, and whether it begins with numbers. */
final class Separators {
    private Separators() {}

    /** A comma, a semicolon or a tab, whichever the first line has most of; blanks where it has none of them. */
    static char of(String ahead) {
        List<String> lines = firstLines(ahead);
        String first = lines.isEmpty() ? "" : lines.get(0);
        char best = ',';
        long most = 0;
        for (char each : new char[] {',', ';', '\t'}) {
            long count = countOutsideQuotes(first, each);
            if (count > most) {
                most = count;
                best = each;
            }
        }
        return most == 0 && isPartedByBlanks(lines) ? ' ' : best;
    }

    static boolean isAllNumbers(String ahead) {
        List<String> lines = firstLines(ahead);
        return !lines.isEmpty() && Arrays.stream(split(lines.get(0))).allMatch(Separators::isNumber);
    }

    static int cells(String ahead) {
        List<String> lines = firstLines(ahead);
        return lines.isEmpty() ? 0 : split(lines.get(0)).length;
    }

    private static String[] split(String line) {
        return line.strip().split("\\s*[,;\\s]\\s*");
    }

    private static boolean isNumber(String cell) {
        try {
            Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A header of one column may hold blanks in its name, but then its rows do not hold as many. */
    private static boolean isPartedByBlanks(List<String> lines) {
        return !lines.isEmpty()
                && words(lines.get(0)) > 1
                && (lines.size() == 1 || words(lines.get(0)) == words(lines.get(1)));
    }

    private static int words(String line) {
        return line.strip().split("\\s+").length;
    }

    /** At most two that are neither blank nor comments. */
    private static List<String> firstLines(String ahead) {
        return ahead.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .limit(2)
                .toList();
    }

    private static long countOutsideQuotes(String line, char separator) {
        long count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }
}
