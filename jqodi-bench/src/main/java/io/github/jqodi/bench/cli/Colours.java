package io.github.jqodi.bench.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/**
 * Colours in a text for people. Lines that begin at the margin are headings; what callers have named stands further right or
 * after a status, and is left alone.
 */
final class Colours {
    private static final Map<String, String> OF_STATUS = Map.of(
            "OPTIMAL", "bold,green",
            "FEASIBLE", "bold,yellow",
            "INFEASIBLE", "bold,red",
            "UNKNOWN", "bold,red");

    private static final Pattern STATUS =
            Pattern.compile("^(OPTIMAL|FEASIBLE|INFEASIBLE|UNKNOWN)(?=: )", Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile(
            "^(warnings|schedule|alternatives|no plan for|bill[a-z ]*|strategies|solvers)$", Pattern.MULTILINE);

    private Colours() {}

    /** The same text, where colours are taken with them. */
    static String of(Ansi ansi, String text) {
        if (!ansi.enabled()) {
            return text;
        }
        String coloured = STATUS.matcher(text)
                .replaceAll(match -> styled(ansi, OF_STATUS.getOrDefault(match.group(1), "bold"), match.group(1)));
        return HEADING.matcher(coloured).replaceAll(match -> styled(ansi, "bold", match.group(1)));
    }

    /** Words of ours alone, without marks of picocli's. */
    private static String styled(Ansi ansi, String style, String words) {
        return Matcher.quoteReplacement(ansi.string("@|" + style + " " + words + "|@"));
    }
}
