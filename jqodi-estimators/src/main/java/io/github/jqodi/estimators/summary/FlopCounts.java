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
import java.util.stream.IntStream;

/**
 * Reads the counts by module of fvcore, as {@code print(dict(flops.by_module()))} prints them,
 * {@code {'': 274656, 'conv1': 48600, ...}}, out of whatever text is around them. A {@code Counter({...})} is read where it keeps
 * the order of the modules; Python prints it by size. What fvcore calls flops are multiply-adds.
 */
public final class FlopCounts {
    private static final Pattern ENTRY = Pattern.compile("'([^']*)':\\s*([0-9][0-9.eE+]*)");
    private static final String COUNTER = "Counter({";
    /** Counts by module begin with the model itself under an empty name; those by operator do not. */
    private static final Pattern START = Pattern.compile("\\{'':\\s*[0-9]");

    private static final String ADVICE = "print(dict(FlopCountAnalysis(model, x).by_module()))";

    private FlopCounts() {}

    /**
     * Whether a text holds such counts.
     *
     * @param start of a file
     * @return whether they are there
     */
    public static boolean recognises(String start) {
        return start.contains(COUNTER) || START.matcher(start).find();
    }

    /**
     * Reads the counts with most modules.
     *
     * @param in UTF-8; not closed
     * @param model its name
     * @return the model without parameters and shapes, parents of modules not counted again
     * @throws IOException if the file cannot be read
     * @throws TextFormatException if there are none, or they stand in order of size
     */
    public static ModelSummary read(InputStream in, String model) throws IOException {
        TextInput text = new TextInput(in);
        List<ModuleRow> best = List.of();
        StringBuilder open = new StringBuilder();
        for (long line = text.line(); text.peek() != TextInput.END; line = text.line()) {
            String next = text.restOfLine();
            open.append(open.length() > 0 || START.matcher(next).find() ? next + "\n" : "");
            if (open.length() > 0 && (next.contains("}") || open.length() > 1 << 20)) {
                List<ModuleRow> rows = rows(line, open.toString());
                best = rows.size() > Math.max(1, best.size()) ? rows : best;
                open.setLength(0);
            }
        }
        if (best.isEmpty()) {
            throw new TextFormatException(1, "holds no counts by module; " + ADVICE);
        }
        return new ModelSummary(
                model,
                ModuleNames.tree(best.subList(1, best.size())),
                1,
                OptionalDouble.empty(),
                best.get(0).macs(),
                List.of(
                        "fvcore calls flops what are multiply-adds; they were not halved.",
                        "Parameters and outputs are not told, and taken as 0."));
    }

    private static List<ModuleRow> rows(long line, String text) {
        Matcher start = START.matcher(text);
        int from = start.find() ? start.start() : text.length();
        int end = text.indexOf('}', from);
        List<ModuleRow> rows = new ArrayList<>();
        for (Matcher entry = ENTRY.matcher(end < 0 ? "" : text.substring(from, end)); entry.find(); ) {
            rows.add(row(line, entry.group(1), entry.group(2)));
        }
        if (text.startsWith(COUNTER, from - COUNTER.length() + 1) && isBySize(rows)) {
            throw new TextFormatException(line, "the counts stand in order of size, not of the modules; " + ADVICE);
        }
        return rows;
    }

    private static ModuleRow row(long line, String name, String count) {
        return new ModuleRow(
                line,
                ModuleNames.depth(name),
                name,
                "",
                List.of(),
                OptionalDouble.empty(),
                false,
                OptionalDouble.of(DecimalText.of(line, name, count)),
                false);
    }

    /** As Python prints a counter; other consoles keep its order. */
    private static boolean isBySize(List<ModuleRow> rows) {
        double[] counts = rows.stream().mapToDouble(row -> row.macs().orElse(0)).toArray();
        return IntStream.range(1, counts.length).allMatch(i -> counts[i] <= counts[i - 1]);
    }
}
