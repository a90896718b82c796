package io.github.jqodi.estimators.summary;

import io.github.jqodi.estimators.text.DecimalText;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the counts by module that fvcore prints, {@code Counter({'': 274656, 'conv1': 48600, ...})}, out of whatever text is around them. What
 * fvcore calls flops are multiply-adds.
 */
public final class FlopCounts {
    private static final Pattern ENTRY = Pattern.compile("'([^']*)':\\s*([0-9][0-9.eE+]*)");
    private static final String START = "Counter({";

    private FlopCounts() {}

    /**
     * Whether a text holds such counts.
     *
     * @param start of a file
     * @return whether they are there
     */
    public static boolean recognises(String start) {
        return start.contains(START);
    }

    /**
     * Reads the counts with most modules.
     *
     * @param in UTF-8; not closed
     * @param model its name
     * @return the model without parameters and shapes, parents of modules not counted again
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there are none
     */
    public static ModelSummary read(InputStream in, String model) throws IOException {
        TextInput text = new TextInput(in);
        List<ModuleRow> best = List.of();
        StringBuilder open = new StringBuilder();
        for (long line = text.line(); text.peek() != TextInput.END; line = text.line()) {
            String next = text.restOfLine();
            open.append(open.length() > 0 || next.contains(START) ? next + "\n" : "");
            if (next.contains("})") || open.length() > 1 << 20) {
                List<ModuleRow> rows = rows(line, open.toString());
                best = isBetter(rows, best) ? rows : best;
                open.setLength(0);
            }
        }
        if (best.isEmpty()) {
            throw new TextFormatException(
                    1, "holds no counts by module; print(FlopCountAnalysis(model, x).by_module())");
        }
        OptionalDouble total = best.get(0).name().isEmpty() ? best.get(0).macs() : OptionalDouble.empty();
        List<ModuleRow> modules =
                best.stream().filter(row -> !row.name().isEmpty()).toList();
        return new ModelSummary(
                model,
                ModuleNames.tree(modules),
                1,
                OptionalDouble.empty(),
                total,
                List.of(
                        "fvcore calls flops what are multiply-adds; they were not halved.",
                        "Parameters and outputs are not told, and taken as 0."));
    }

    /** Counts by module have the model itself under an empty name; those by operator do not. */
    private static boolean isBetter(List<ModuleRow> rows, List<ModuleRow> best) {
        return rows.stream().anyMatch(row -> row.name().isEmpty()) && rows.size() > Math.max(1, best.size());
    }

    private static List<ModuleRow> rows(long line, String text) {
        List<ModuleRow> rows = new ArrayList<>();
        int start = text.indexOf(START);
        int end = text.indexOf("})", Math.max(0, start));
        Matcher matcher = ENTRY.matcher(start < 0 || end < 0 ? "" : text.substring(start, end));
        while (matcher.find()) {
            rows.add(new ModuleRow(
                    line,
                    ModuleNames.depth(matcher.group(1)),
                    matcher.group(1),
                    "",
                    List.of(),
                    OptionalDouble.empty(),
                    false,
                    OptionalDouble.of(DecimalText.of(line, matcher.group(1), matcher.group(2))),
                    false));
        }
        return rows;
    }
}
